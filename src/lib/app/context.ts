/** The way from the layout, which makes the Panlift of this page, to the routes that show it. */
import { createContext } from 'svelte';
import type { Panlift } from './panlift.svelte';

export const [getPanlift, setPanlift] = createContext<Panlift>();
