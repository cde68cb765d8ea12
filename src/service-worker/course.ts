/** Course: where the answer to a request comes from. Pure. */

/**
 * `pass`: the browser's own business. `kept`: from the cache, the content never changes under its
 * name. `worker`: a worker's script, `page`: a navigation; both ask the server first.
 */
export type Course = 'pass' | 'kept' | 'worker' | 'page';

const WORKERS = '/_app/immutable/workers/';
/** What workers import obeys the worker's policy, not one of its own. */
const IMPORTS = `${WORKERS}chunks/`;

/** courseOf decides by the request alone; `kept` has the paths that the cache holds. */
export function courseOf(
	request: Pick<Request, 'method' | 'mode' | 'url'>,
	origin: string,
	kept: ReadonlySet<string>
): Course {
	if (request.method !== 'GET') return 'pass';
	const url = new URL(request.url);
	if (url.origin !== origin || url.pathname.startsWith('/api/')) return 'pass';
	if (request.mode === 'navigate') return 'page';
	if (!kept.has(url.pathname)) return 'pass';
	if (url.pathname.startsWith(IMPORTS)) return 'kept';
	return url.pathname.startsWith(WORKERS) ? 'worker' : 'kept';
}
