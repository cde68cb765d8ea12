import { i18n } from '$lib/i18n/i18n.svelte';

/** Everything happens in the browser: the server sends the empty shell. */
export const ssr = false;

/** The first thing that a person reads is in their language. */
export const load = () => i18n.load();
