import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../../lib/kernel/clock';
import type { ConfigStore } from '../config';
import type { FaultAction, FaultList } from '../faults';
import type { Link } from '../link';
import type { SandboxTime } from '../time';
import { corrupt, readBody } from './body';
import { corsHeaders, preflight, type CorsManner } from './cors';
import type { Exchange, Handler, Reply } from './exchange';
import type { Route } from './hosts';
import type { Journal, JournalRow } from './journal';
import { send } from './send';

/** Surroundings are shared by both origins. */
export interface Surroundings {
	readonly clock: Clock;
	readonly time: SandboxTime;
	readonly config: ConfigStore;
	readonly faults: FaultList;
	readonly journal: Journal;
}

/** ServeOptions make one origin. `link` shapes its traffic. */
export interface ServeOptions extends Surroundings {
	readonly link?: Link;
	route(request: IncomingMessage): Route;
	/** How the server that this request is for goes about CORS. */
	cors(exchange: Exchange): CorsManner;
	readonly handler: Handler;
}

/**
 * serve makes a listener in which every request is logged, may meet a fault, is shaped by the link,
 * handled, and answered with the CORS headers of its host group.
 */
export function serve(options: ServeOptions): RequestListener {
	return (request, response) => {
		answer(options, request, response).catch((error: unknown) => {
			// A client that went away needs no answer; everything else is a bug worth seeing.
			if (response.destroyed || request.destroyed) return;
			response.statusCode = 500;
			response.end(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
		});
	};
}

async function answer(options: ServeOptions, request: IncomingMessage, response: ServerResponse) {
	const { host, path, rawQuery } = options.route(request);
	const method = request.method ?? 'GET';
	const query = new URLSearchParams(rawQuery);
	const row = options.journal.enter({ time: options.time.now(), host, method, path, query });
	const gone = new AbortController();
	response.once('close', () => gone.abort(new Error('the client went away')));

	let body: AsyncIterable<Uint8Array> = readBody(request, (bytes) => (row.bytesIn += bytes));
	if (options.link) body = options.link.carry(body, gone.signal);
	const exchange: Exchange = {
		method,
		host,
		path,
		rawQuery,
		query,
		headers: request.headers,
		body
	};

	const fault = options.faults.take(exchange);
	if (options.link) await options.link.delay(gone.signal);
	if (fault?.kind === 'stall') await options.clock.sleep(fault.ms, gone.signal);
	if (fault?.kind === 'drop') return cutAfter(request, body, fault.bytes ?? 0);

	const cors = options.cors(exchange);
	const reply = await replyTo(options, { exchange, request, cors }, fault);
	if (fault?.kind === 'drop-response') return void request.socket.destroy();
	await send(response, withCors(cors, request, reply), row, (bytes) =>
		options.link ? options.link.carry(bytes, gone.signal) : bytes
	);
	countRest(request, row);
}

async function replyTo(
	options: ServeOptions,
	asked: {
		readonly exchange: Exchange;
		readonly request: IncomingMessage;
		readonly cors: CorsManner;
	},
	fault: FaultAction | null
): Promise<Reply> {
	const { exchange, request, cors } = asked;
	if (fault?.kind === 'status') {
		for await (const _ of exchange.body); // A page that is still sending would miss the answer.
		const { status, headers = {}, body = '' } = fault;
		return { status, headers, body, withoutCors: cors.hides(status) };
	}
	if (exchange.method === 'OPTIONS')
		return preflight(cors, {
			origin: request.headers.origin,
			method: headerOf(request, 'access-control-request-method'),
			headers: headerOf(request, 'access-control-request-headers'),
			privateNetwork: headerOf(request, 'access-control-request-private-network')
		});
	return options.handler(
		fault?.kind === 'corrupt' ? { ...exchange, body: corrupt(exchange.body) } : exchange
	);
}

function withCors(cors: CorsManner, request: IncomingMessage, reply: Reply): Reply {
	if (reply.withoutCors || request.method === 'OPTIONS') return reply;
	return { ...reply, headers: { ...corsHeaders(cors, request.headers.origin), ...reply.headers } };
}

async function cutAfter(request: IncomingMessage, body: AsyncIterable<Uint8Array>, bytes: number) {
	let seen = 0;
	if (bytes > 0)
		for await (const chunk of body) {
			seen += chunk.length;
			if (seen >= bytes) break;
		}
	request.socket.destroy();
}

/** An early answer leaves body bytes on the wire; they are thrown away but still counted. */
function countRest(request: IncomingMessage, row: JournalRow): void {
	if (request.readableEnded || request.destroyed) return;
	request.on('data', (chunk: Uint8Array) => (row.bytesIn += chunk.length));
	request.on('error', () => {});
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
	const value = request.headers[name];
	return Array.isArray(value) ? value.join(', ') : value;
}
