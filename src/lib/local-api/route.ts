/** Route: what a request to the local API wants. Pure. */
import { API_PATH } from './local-api';
import { SESSION_ID } from './session';

export type Route =
	| { readonly kind: 'uploads' }
	| { readonly kind: 'upload'; readonly filePath: string }
	| { readonly kind: 'sessions' }
	| { readonly kind: 'end'; readonly sessionId: string }
	| { readonly kind: 'clean-up'; readonly days: number };

/** Refusal: nothing that could be carried out. */
export interface Refusal {
	readonly kind: 'refused';
	readonly status: 400 | 404 | 405;
	readonly message: string;
	/** For 405: the method that would do. */
	readonly allow?: string;
}

/** Sessions are cleaned up after this many days of rest. */
const DEFAULT_DAYS = 7;
const MOST_DAYS = 3650;

const PROGRESS = `${API_PATH}/progress`;
const SESSIONS = `${API_PATH}/sessions`;
const CLEAN_UP = `${SESSIONS}/cleanup`;

const unknown = (what: string): Refusal => ({
	kind: 'refused',
	status: 404,
	message: `There is no ${what} here`
});

/** routeOf understands every request below API_PATH. */
export function routeOf(method: string, { pathname, searchParams }: URL): Route | Refusal {
	const only = (allow: string, route: () => Route | Refusal): Route | Refusal =>
		method === allow
			? route()
			: { kind: 'refused', status: 405, message: `Only ${allow} works here`, allow };
	if (pathname === PROGRESS) return only('GET', () => ({ kind: 'uploads' }));
	if (pathname.startsWith(`${PROGRESS}/`)) {
		return only('GET', () => uploadAt(pathname.slice(PROGRESS.length + 1)));
	}
	if (pathname === SESSIONS) return only('GET', () => ({ kind: 'sessions' }));
	if (pathname === CLEAN_UP) return only('POST', () => cleanUp(searchParams.get('days')));
	if (pathname.startsWith(`${SESSIONS}/`)) {
		const sessionId = pathname.slice(SESSIONS.length + 1);
		return only('DELETE', () =>
			SESSION_ID.test(sessionId) ? { kind: 'end', sessionId } : unknown('such session')
		);
	}
	return unknown('such address');
}

function uploadAt(encoded: string): Route | Refusal {
	try {
		const filePath = decodeURIComponent(encoded);
		return filePath ? { kind: 'upload', filePath } : unknown('such upload');
	} catch {
		// A lone % in a name: the caller did not encode it.
		return { kind: 'refused', status: 400, message: 'The path is not URL-encoded' };
	}
}

function cleanUp(days: string | null): Route | Refusal {
	const number = days === null ? DEFAULT_DAYS : /^\d{1,4}$/.test(days) ? Number(days) : NaN;
	if (number <= MOST_DAYS) return { kind: 'clean-up', days: number };
	const message = `days must be a whole number from 0 to ${MOST_DAYS}`;
	return { kind: 'refused', status: 400, message };
}

/** changesSomething tells routes that must not be carried out behind an engine's back. */
export function changesSomething({ kind }: Route): boolean {
	return kind === 'end' || kind === 'clean-up';
}
