/** Exchange: one request to a listener of node:http, without a socket. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable, Writable } from 'node:stream';

export interface Asked {
	readonly method: string;
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
}

export interface Told {
	readonly status: number;
	readonly headers: Headers;
	readonly bytes: Buffer<ArrayBuffer>;
}

/** Delivery: a request on its way. The body is pushed, so that whoever sends it sets the pace. */
export interface Delivery {
	/** Settles when the whole answer is there; rejects a TypeError, as fetch does, when it was cut. */
	readonly told: Promise<Told>;
	push(bytes: Uint8Array): void;
	end(): void;
	/** The client goes away. */
	cut(): void;
}

/** deliver brings a request to a listener, which sees nothing but a slow network. */
export function deliver(listener: RequestListener, asked: Asked): Delivery {
	const request = new Readable({ read() {} });
	let cut = () => {};
	const told = new Promise<Told>((resolve, reject) => {
		const response = new Answer(resolve);
		cut = () => {
			request.destroy();
			response.destroy();
			reject(new TypeError('fetch failed'));
		};
		const names = Object.entries(asked.headers).map(([name, text]) => [name.toLowerCase(), text]);
		Object.assign(request, {
			method: asked.method,
			url: asked.url.pathname + asked.url.search,
			headers: { host: asked.url.host, ...(Object.fromEntries(names) as Record<string, string>) },
			socket: { remoteAddress: '127.0.0.1', destroy: () => cut() }
		});
		// Whoever goes away early is told by `told` alone.
		for (const end of [request, response]) end.on('error', () => {});
		listener(request as IncomingMessage, response as unknown as ServerResponse);
	});
	return {
		told,
		push: (bytes) => void (request.destroyed || request.push(bytes)),
		end: () => void (request.destroyed || request.push(null)),
		cut: () => cut()
	};
}

/** Answer collects what a listener says, with as much of ServerResponse as listeners use. */
class Answer extends Writable {
	statusCode = 200;
	readonly #headers = new Headers();
	readonly #chunks: Uint8Array[] = [];
	readonly #told: (told: Told) => void;

	constructor(told: (told: Told) => void) {
		super();
		this.#told = told;
	}

	setHeader(name: string, value: string | number | readonly string[]): void {
		this.#headers.delete(name);
		for (const one of Array.isArray(value) ? (value as string[]) : [String(value)]) {
			this.#headers.append(name, one);
		}
	}

	hasHeader(name: string): boolean {
		return this.#headers.has(name);
	}

	override _write(chunk: Uint8Array, _: string, done: () => void): void {
		this.#chunks.push(chunk);
		done();
	}

	override _final(done: () => void): void {
		const bytes = Buffer.concat(this.#chunks);
		this.#told({ status: this.statusCode, headers: this.#headers, bytes });
		done();
	}
}
