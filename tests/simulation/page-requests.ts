import type { Told } from './exchange';
import type { LineAnswer, LineRequest } from './life';

/** PAGE is the origin of the app. */
export const PAGE = 'http://page.test';

/** Statuses that have no body. */
const EMPTY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** requestOf gives what a browser adds to a request to storage. */
export function requestOf({ method, headers, body }: LineRequest) {
	return {
		method,
		headers: { ...headers, origin: PAGE, 'content-length': String(body.size) }
	};
}

/** readable gives what a page may see of an answer: of another origin's only what that allows. */
export function readable(told: Told, isOwn: boolean): LineAnswer | undefined {
	const text = told.bytes.toString('utf8');
	if (isOwn) return { status: told.status, headers: told.headers, text };
	if (told.headers.get('access-control-allow-origin') !== PAGE) return undefined;
	const exposed = (told.headers.get('access-control-expose-headers') ?? '').toLowerCase();
	const shown = exposed.split(',').map((name) => name.trim());
	const headers = new Headers();
	for (const [name, value] of told.headers) {
		if (shown.includes(name) || name === 'content-type') headers.set(name, value);
	}
	return { status: told.status, headers, text };
}

/** answerOfServer gives our server the answer of a service, as its fetch would. */
export function answerOfServer({ status, headers, bytes }: Told): Response {
	return new Response(EMPTY.has(status) ? null : bytes, { status, headers });
}
