/** Call: one request that the stub saw. */
export interface Call {
	readonly method: string;
	readonly host: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: Headers;
	readonly body: Record<string, unknown>;
}

/** Reply: an envelope's fields (code 0 unless told), or a whole Response. */
export type Reply =
	Response | { readonly code?: number; readonly message?: string; readonly data?: unknown };

/**
 * stubUpstream is a `fetch` that answers provider calls by path (`/b/api/` may be left out) and
 * remembers them. A path without a route answers a 404 page, as the real site does.
 */
export function stubUpstream(routes: Record<string, (call: Call) => Reply>): {
	readonly fetch: typeof fetch;
	readonly calls: readonly Call[];
} {
	const calls: Call[] = [];
	const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const { host, pathname, searchParams: query } = new URL(request.url);
		const path = pathname.replace('/b/api/', '');
		const text = await request.text();
		const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
		const call = { method: request.method, host, path, query, headers: request.headers, body };
		calls.push(call);
		const reply = routes[path]?.(call) ?? new Response('<html>404</html>', { status: 404 });
		if (reply instanceof Response) return reply;
		return Response.json({ code: 0, message: 'ok', data: null, ...reply });
	};
	return { fetch: answer as typeof fetch, calls };
}

/** webToken makes a text that looks like the web page's JWT. */
export function webToken(claims: object): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}
