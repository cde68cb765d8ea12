/** Offline: whether everything that the app needs without a network is here. */
import hashWorker from '../hashing/hash.worker?worker&url';

/**
 * Workers that a worker starts. Kit's list of the build knows only what a page names, so this page
 * names them: thereby the service worker keeps them too.
 */
export const NESTED_WORKERS: readonly string[] = [hashWorker];

/** isReadyOffline looks into the caches; false where there are none. */
export async function isReadyOffline(): Promise<boolean> {
	if (!globalThis.navigator?.serviceWorker?.controller) return false;
	const found = await Promise.all(['/', ...NESTED_WORKERS].map((path) => caches.match(path)));
	return found.every((answer) => answer !== undefined);
}
