/** Course: where the answer to a request comes from. Pure. */

import { isApiPath } from '../lib/local-api/local-api';

/**
 * `pass`: the browser's own business. `kept`: from the cache, the content never changes under its
 * name. `worker`: a worker's script, `page`: a navigation; both ask the server first. `local-api`:
 * answered here, whatever the method.
 */
export type Course = 'pass' | 'kept' | 'worker' | 'page' | 'local-api';

const WORKERS = '/_app/immutable/workers/';
/** What workers import obeys the worker's policy, not one of its own. */
const IMPORTS = `${WORKERS}chunks/`;

/** courseOf decides by the request alone; `kept` has the paths that the cache holds. */
export function courseOf(
	request: Pick<Request, 'method' | 'mode' | 'url'>,
	origin: string,
	kept: ReadonlySet<string>
): Course {
	const url = new URL(request.url);
	if (url.origin !== origin) return 'pass';
	if (isApiPath(url.pathname)) return 'local-api';
	if (request.method !== 'GET' || url.pathname.startsWith('/api/')) return 'pass';
	if (request.mode === 'navigate') return 'page';
	if (!kept.has(url.pathname)) return 'pass';
	if (url.pathname.startsWith(IMPORTS)) return 'kept';
	return url.pathname.startsWith(WORKERS) ? 'worker' : 'kept';
}
