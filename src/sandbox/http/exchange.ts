import type { IncomingHttpHeaders } from 'node:http';

/** Exchange is one request as the emulated server sees it: without the host segment of the path. */
export interface Exchange {
	readonly method: string;
	/** Provider host on the API origin; the Host header on the storage origin. Lower case. */
	readonly host: string;
	/** Path as sent, still percent-encoded. */
	readonly path: string;
	/** Query as sent, without `?`. */
	readonly rawQuery: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** The request body, once; breaks off with an error if the client goes away. */
	readonly body: AsyncIterable<Uint8Array>;
}

/** Reply is what to answer. A streamed body needs `content-length` among the headers. */
export interface Reply {
	readonly status: number;
	/** A list is sent as one header line each, as Set-Cookie needs. */
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
	/** True when a real server would leave CORS headers out of exactly this answer. */
	readonly withoutCors?: boolean;
}

/** Handler answers an Exchange. What it throws becomes a 500. */
export type Handler = (exchange: Exchange) => Promise<Reply>;

/** json is a Reply with a JSON body. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(body)
	};
}
