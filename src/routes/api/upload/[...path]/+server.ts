import { json } from '$lib/server/answers';
import type { RequestHandler } from './$types';

const MESSAGE =
	'Uploads happen in the browser, and it answers there: open Panlift in this browser once, then ask again from a page of this address.';

/** The local API is the service worker's: what gets here was asked where there is none, or not yet. */
export const fallback: RequestHandler = () => json({ message: MESSAGE }, 503);
