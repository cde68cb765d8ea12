import type { Doors } from '../../src/lib/server/backend';
import { createEgress } from '../../src/lib/server/egress';
import { FakeClock } from './fake-clock';

/** Call115: one request to 115 that the stub saw. `form` is empty unless it was a form. */
export interface Call115 {
	readonly method: string;
	/** Host and path. */
	readonly at: string;
	readonly query: URLSearchParams;
	readonly headers: Headers;
	readonly form: URLSearchParams;
	readonly bytes: Uint8Array;
}

type Reply = Response | object | string;
export type Routes = Record<string, (call: Call115) => Reply | Promise<Reply>>;

export const SANDBOX = 'http://127.0.0.1:4174';

/**
 * stub115 is 115 for both realms: it answers by host and path, and a path without a route with the
 * page of a web server.
 */
export function stub115(
	routes: Routes,
	realm: Doors['realm'] = 'live',
	settings: Partial<Doors['pan115']> = {}
): { readonly doors: Doors; readonly clock: FakeClock; readonly calls: Call115[] } {
	const clock = new FakeClock();
	const calls: Call115[] = [];
	const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const url = new URL(request.url.replace(`${SANDBOX}/`, 'https://'));
		const { method, headers } = request;
		const bytes = new Uint8Array(await request.arrayBuffer());
		const form = new URLSearchParams(new TextDecoder().decode(bytes));
		const at = url.host + url.pathname;
		const call = { method, at, query: url.searchParams, headers, form, bytes };
		calls.push(call);
		const reply = await routes[at]?.(call);
		if (reply instanceof Response) return reply;
		if (reply === undefined) return new Response('<html>404</html>', { status: 404 });
		return new Response(typeof reply === 'string' ? reply : JSON.stringify(reply));
	};
	const egress = createEgress({ clock, fetch: send as typeof fetch, sandboxOrigin: SANDBOX });
	const pan115 = { ossSignature: 'v1', ...settings } as const;
	return { doors: { egress, clock, realm, sign123: true, pan115 }, clock, calls };
}

/** COOKIE as a browser shows it. */
export const COOKIE = {
	UID: '100200300_A1_1735689600',
	CID: '0123456789abcdef0123456789abcdef',
	SEID: '89abcdef'.repeat(8),
	KID: '4567456745674567456745674567abcd'
};

export const COOKIE_TEXT = Object.entries(COOKIE)
	.map(([name, value]) => `${name}=${value}`)
	.join('; ');

/** ACCOUNT are the routes of a session that lives. */
export const ACCOUNT: Routes = {
	'proapi.115.com/app/uploadinfo': () => ({
		...{ state: true, error: '', errno: 0, user_id: 100200300, size_limit: 123480309760 },
		userkey: '0123456789abcdef0123456789abcdef'
	}),
	'my.115.com/': () => ({ state: true, data: { user_id: '100200300', user_name: 'tester' } }),
	'webapi.115.com/files/index_info': () => ({
		state: true,
		data: { space_info: { all_total: { size: 1000 }, all_use: { size: '10' } } }
	}),
	'appversion.115.com/1/web/1.0/api/chrome': () => ({
		state: true,
		data: { win: { version_code: '36.1.2.3' } }
	})
};
