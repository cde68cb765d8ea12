/** Network: everything between page, our server and the services, with all that can happen there. */
import type { RequestListener } from 'node:http';
import type { Proxy } from '../../src/lib/server/proxy';
import { RELAY_PATH } from '../../src/lib/drives/wire';
import type { Clock } from '../../src/lib/kernel/clock';
import type { Chance } from './chance';
import { deliver, type Delivery, type Told } from './exchange';
import { answerOfServer, PAGE, readable, requestOf } from './page-requests';
import { sendBody, type Hop } from './send-body';
import type { Life, LineAnswer, LineCall, LineRequest, StorageLine } from './life';

export const API = new URL('http://127.0.0.1:4174');
export const STORAGE = new URL('http://127.0.0.1:4175');

/** Trouble: what happens to one request that our own page makes. */
export type Trouble =
	| { readonly hop: 'proxy'; readonly kind: 'lose-request' | 'lose-answer' | 'gateway' | 'late' }
	| { readonly hop: 'storage'; readonly kind: Hop['kind'] };

/** Listeners of the two origins of the sandbox, and our own server. */
export interface Far {
	readonly api: RequestListener;
	readonly storage: RequestListener;
	readonly proxy: Proxy;
	readonly device: string;
	/** What `GET /api/config` answers. */
	readonly config: object;
}

/** Longer than a page waits for our server. */
const LATE_MS = 40_000;
const FETCH_FAILED = 'fetch failed';

export class Network implements StorageLine {
	readonly #clock: Clock;
	readonly #chance: Chance;
	readonly #step: (what: string) => void;
	far!: Far;
	offline = false;
	proxyDown = false;
	/** What the next requests meet, each once. */
	readonly troubles: Trouble[] = [];
	/** What a request meets when nothing is planned for it. */
	luck: (hop: Trouble['hop']) => Trouble | undefined = () => undefined;
	/** Bodies sent to storage: bytes that left, and whether trouble was planned for them. */
	readonly bodies: { bytes: number; readonly isTroubled: boolean }[] = [];
	/** Requests that have not ended. */
	underWay = 0;
	/** Told of every body that a page begins to send to storage itself, and of what came of it. */
	onPut: (life: Life, url: URL, size: number) => void = () => {};

	constructor(clock: Clock, chance: Chance, step: (what: string) => void) {
		this.#clock = clock;
		this.#chance = chance;
		this.#step = step;
	}

	/** fetchOf is `fetch` in a page's worker. The request goes on when its page has died. */
	fetchOf(life: Life): typeof fetch {
		return ((input: string, init: RequestInit = {}) => {
			life.world.step(`fetch ${input.split('?')[0]!}`);
			const answer = this.#counted(this.#fetch(input, init));
			const over = new Promise<never>((_, reject) => {
				const { signal } = init;
				const stop = () => reject(signal!.reason as Error);
				if (signal?.aborted) stop();
				else signal?.addEventListener('abort', stop, { once: true });
			});
			const heard = this.#thawed(life, Promise.race([answer, over]));
			return life.lives(heard).then((response) => {
				life.world.step('fetched');
				return life.alive ? response : new Promise<never>(() => {});
			});
		}) as typeof fetch;
	}

	/** serverFetch is `fetch` of our server, which reaches the services alone. */
	readonly serverFetch = (async (input: string | URL, init: RequestInit = {}) => {
		const { body, ...how } = init;
		const isStream = body instanceof ReadableStream;
		const request = new Request(input, isStream ? how : init);
		const bytes = isStream ? undefined : Buffer.from(await request.arrayBuffer());
		await this.#wait(30);
		const url = new URL(request.url);
		const headers: Record<string, string> = Object.fromEntries(request.headers);
		if (bytes?.length) headers['content-length'] = String(bytes.length);
		const delivery = this.#deliver(url, { method: request.method, headers });
		init.signal?.addEventListener('abort', () => delivery.cut(), { once: true });
		if (isStream) void pump(body as ReadableStream<Uint8Array>, delivery);
		else {
			if (bytes?.length) delivery.push(bytes);
			delivery.end();
		}
		return answerOfServer(await delivery.told);
	}) as typeof fetch;

	send(life: Life, request: LineRequest): LineCall {
		let abort = () => {};
		const aborted = new Promise<undefined>((resolve) => (abort = () => resolve(undefined)));
		const gone = { aborted: false };
		const answer = this.#counted(this.#send(life, request, gone, aborted)).catch(() => undefined);
		return {
			answer: this.#thawed(life, Promise.race([answer, aborted])),
			abort: () => {
				gone.aborted = true;
				abort();
			}
		};
	}

	async #fetch(input: string, init: RequestInit): Promise<Response> {
		const trouble = this.#take('proxy');
		await this.#wait(40);
		if (this.offline) throw new TypeError(FETCH_FAILED);
		if (!input.startsWith('/')) return this.#probe(new URL(input));
		if (this.proxyDown || trouble?.kind === 'lose-request') throw new TypeError(FETCH_FAILED);
		if (trouble?.kind === 'gateway') return new Response('<html>502</html>', { status: 502 });
		const response = await this.#ourServer(input, init);
		await this.#wait(trouble?.kind === 'late' ? LATE_MS : 40);
		if (this.offline || trouble?.kind === 'lose-answer') throw new TypeError(FETCH_FAILED);
		return response;
	}

	#ourServer(path: string, init: RequestInit): Promise<Response> | Response {
		if (path === '/api/health') return new Response(null, { status: 204 });
		if (path === '/api/config') return Response.json(this.far.config);
		const [, , , account = '', operation = ''] = path.split('/');
		const { signal: _, ...how } = init;
		const request = new Request(PAGE + path, how);
		return this.far.proxy.handle(request, account, operation, this.far.device);
	}

	/** A request without CORS says no more than that somebody is there. */
	async #probe(url: URL): Promise<Response> {
		const delivery = this.#deliver(url, { method: 'GET', headers: {} });
		delivery.end();
		await delivery.told;
		return new Response(null);
	}

	async #send(
		life: Life,
		request: LineRequest,
		gone: { readonly aborted: boolean },
		aborted: Promise<unknown>
	): Promise<LineAnswer | undefined> {
		const trouble = this.#take('storage');
		const isAwake = () => life.frozenUntil <= this.#clock.now();
		const isAlive = () => life.alive && !gone.aborted && !this.offline && isAwake();
		await this.#wait(30);
		if (!isAlive() || (request.url === RELAY_PATH && this.proxyDown)) return undefined;
		const url = new URL(request.url, PAGE);
		const isRelayed = request.url === RELAY_PATH;
		if (!isRelayed && !(await this.#mayAsk(url, request))) return undefined;
		if (!isAlive()) return undefined;
		this.onPut(life, url, request.body.size);
		const delivery = isRelayed ? this.#relay(request) : this.#deliver(url, requestOf(request));
		const sent = { bytes: 0, isTroubled: trouble !== undefined };
		this.bodies.push(sent);
		const step = (bytes: number) => {
			sent.bytes += bytes;
			life.world.step('sent');
		};
		const hop = { clock: this.#clock, chance: this.#chance, step, aborted };
		const told = await sendBody(request, delivery, { ...hop, isAlive, kind: trouble?.kind });
		if (!told || !isAlive()) return undefined;
		await this.#wait(30);
		life.world.step(`answered ${told.status}`);
		return isAlive() ? readable(told, isRelayed) : undefined;
	}

	/** A PUT to another origin is asked for first. */
	async #mayAsk(url: URL, { method, headers }: LineRequest): Promise<boolean> {
		const asked = Object.keys(headers).join(', ');
		const delivery = this.#deliver(url, {
			method: 'OPTIONS',
			headers: {
				origin: PAGE,
				'access-control-request-method': method,
				...(asked && { 'access-control-request-headers': asked })
			}
		});
		delivery.end();
		const { status, headers: told } = await delivery.told;
		return status < 300 && told.get('access-control-allow-origin') === PAGE;
	}

	/** The relay is our own server: its stream is filled at the pace of the page. */
	#relay({ method, headers, body }: LineRequest): Delivery {
		let controller!: ReadableStreamDefaultController<Uint8Array>;
		const stream = new ReadableStream<Uint8Array>({ start: (made) => void (controller = made) });
		const stop = new AbortController();
		const request = new Request(PAGE + RELAY_PATH, {
			...{ method, body: stream, duplex: 'half', signal: stop.signal },
			headers: { ...headers, 'content-length': String(body.size) }
		} as RequestInit);
		const told = this.far.proxy
			.relay(request, this.far.device)
			.then(async (response): Promise<Told> => {
				const bytes = Buffer.from(await response.arrayBuffer());
				return { status: response.status, headers: response.headers, bytes };
			});
		let open = true;
		const close = (how: () => void) => {
			if (open) how();
			open = false;
		};
		return {
			told,
			push: (bytes) => void (open && controller.enqueue(bytes)),
			end: () => close(() => controller.close()),
			cut: () => {
				close(() => controller.error(new TypeError('cut')));
				stop.abort();
			}
		};
	}

	#deliver(url: URL, how: { method: string; headers: Record<string, string> }): Delivery {
		this.#step(`${how.method} ${url.pathname}`);
		const listener = url.host === STORAGE.host ? this.far.storage : this.far.api;
		if (url.host !== STORAGE.host && url.host !== API.host) throw new TypeError(FETCH_FAILED);
		const delivery = deliver(listener, { ...how, url });
		// Whoever cuts it need not wait for it.
		delivery.told.catch(() => {});
		return delivery;
	}

	#take<T extends Trouble['hop']>(hop: T): Extract<Trouble, { hop: T }> | undefined {
		const at = this.troubles.findIndex((trouble) => trouble.hop === hop);
		if (at < 0) return this.luck(hop) as Extract<Trouble, { hop: T }> | undefined;
		return this.troubles.splice(at, 1)[0] as Extract<Trouble, { hop: T }>;
	}

	#wait(most: number): Promise<void> {
		return this.#clock.sleep(this.#chance.whole(1, most));
	}

	/** A computer that sleeps hears what it is told when it wakes. */
	async #thawed<T>(life: Life, told: Promise<T>): Promise<T> {
		try {
			return await told;
		} finally {
			const left = life.frozenUntil - this.#clock.now();
			if (left > 0) await this.#clock.sleep(left);
		}
	}

	async #counted<T>(call: Promise<T>): Promise<T> {
		this.underWay += 1;
		try {
			return await call;
		} finally {
			this.underWay -= 1;
		}
	}
}

async function pump(body: ReadableStream<Uint8Array>, delivery: Delivery): Promise<void> {
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return delivery.end();
			delivery.push(value);
		}
	} catch {
		delivery.cut();
	}
}
