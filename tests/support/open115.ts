import type { Realm } from '../../src/lib/drives/drive';
import type { Doors, Pan115Settings } from '../../src/lib/server/backend';
import { createEgress } from '../../src/lib/server/egress';
import { FakeClock } from './fake-clock';

/** OpenCall: one request that the stubbed 115 saw. */
export interface OpenCall {
	readonly method: string;
	readonly host: string;
	readonly path: string;
	readonly headers: Headers;
	/** Query and form. */
	readonly form: Readonly<Record<string, string>>;
}

/** OpenRoutes: answers by path. Objects are JSON; what has no route is a web page. */
export type OpenRoutes = Record<string, (call: OpenCall) => unknown>;

/** open115 is a 115 of stubs, seen through the proxy's own way out. */
export function open115(
	routes: OpenRoutes,
	{ realm = 'live', ...settings }: Partial<Pan115Settings> & { realm?: Realm } = {}
): { readonly doors: Doors; readonly calls: readonly OpenCall[]; readonly clock: FakeClock } {
	const clock = new FakeClock();
	const calls: OpenCall[] = [];
	const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const url = new URL(request.url);
		const path = realm === 'sandbox' ? url.pathname.replace(/^\/[\w.]+\.com/, '') : url.pathname;
		const fields = new URLSearchParams(await request.text());
		for (const [name, value] of url.searchParams) fields.append(name, value);
		const { method, headers } = request;
		const call = { method, headers, path, host: url.host, form: Object.fromEntries(fields) };
		calls.push(call);
		const reply: unknown = await Promise.resolve(
			routes[path]?.(call) ?? new Response('<html>blocked', { status: 405 })
		);
		if (reply instanceof Response) return reply;
		return new Response(typeof reply === 'string' ? reply : JSON.stringify(reply));
	};
	const egress = createEgress({
		clock,
		fetch: answer as typeof fetch,
		sandboxOrigin: 'http://127.0.0.1:4174',
		sandboxStorageOrigin: 'http://127.0.0.1:4175'
	});
	const pan115 = { ossSignature: 'v1', ...settings } as const;
	return { doors: { egress, clock, realm, sign123: true, pan115 }, calls, clock };
}

/** ok and no are the envelopes of the Open Platform. 115.md §10 */
export const ok = (data: unknown, around: object = {}) => ({
	...{ state: true, message: '', code: 0, data },
	...around
});
export const no = (code: number, data: unknown = []) => ({
	...{ state: false, message: 'no', code, data }
});

/** PERSON is what user/info says; PAIR what gives tokens. */
export const PERSON = ok({
	user_id: 100200300,
	user_name: 'Ann',
	rt_space_info: {
		all_total: { size: '5000', size_format: '5 KB' },
		all_remain: { size: 4000 },
		all_use: { size: 1000 }
	}
});
export const pair = (turn: number, lifetime: unknown = 7200) => ({
	...{ state: 1, code: 0, message: '', error: '', errno: 0 },
	data: { access_token: `access-${turn}`, refresh_token: `refresh-${turn}`, expires_in: lifetime }
});
