import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { settle } from '../../../tests/support/fake-clock';
import { systemClock } from '../kernel/clock';
import { createEgress } from './egress';
import { bytesOf, incomingBody, withLength } from './relay-body';

const PIECE = 65_536;
let server: Server | undefined;

afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
});

async function storage(handler: RequestListener): Promise<string> {
	server = createServer(handler);
	await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** source is a browser's body of `pieces`; it counts what was taken from it, and how it ended. */
function source(pieces: number) {
	const seen = { taken: 0, cancelled: false };
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
		{
			pull(controller) {
				if (seen.taken === pieces) return controller.close();
				seen.taken += 1;
				controller.enqueue(new Uint8Array(PIECE));
			},
			cancel: () => void (seen.cancelled = true)
		},
		{ highWaterMark: 0 }
	);
	return { seen, body: incomingBody(body)! };
}

function send(url: string, stream: ReadableStream<Uint8Array<ArrayBuffer>>, pieces: number) {
	const signal = new AbortController();
	const headers = { 'content-length': String(pieces * PIECE) };
	const init = { method: 'PUT', headers, duplex: 'half', signal: signal.signal };
	const body = withLength(stream, pieces * PIECE);
	const answer = createEgress({ clock: systemClock(), sandboxStorageOrigin: url }).stream(
		'sandbox',
		url,
		{ ...init, body }
	);
	answer.catch(() => {});
	return { answer, abort: () => signal.abort() };
}

describe('a body that is passed on', () => {
	test('has its length, as storage takes none in chunks of unknown number', async () => {
		const url = await storage((request, response) => {
			request.resume();
			const { 'content-length': length, 'transfer-encoding': coding = '' } = request.headers;
			request.on('end', () => response.end(`${length} ${coding}`));
		});
		const { body } = source(9);
		expect(await (await send(url, body.stream, 9).answer).text()).toBe(`${9 * PIECE} `);
	});

	test('is read no faster than storage takes it', async () => {
		let go = () => {};
		const url = await storage((request, response) => {
			request.pause();
			go = () => request.resume();
			request.on('end', () => response.end());
		});
		const { seen, body } = source(4000);
		const { answer } = send(url, body.stream, 4000);
		const rested = async () => {
			let before = -1;
			while (before !== seen.taken) {
				before = seen.taken;
				await new Promise((resolve) => setTimeout(resolve, 300));
			}
		};
		await rested();
		// What is gone is in the buffers of the two sockets; it must not be all of the 250 MiB.
		expect(seen.taken).toBeGreaterThan(0);
		expect(seen.taken * PIECE).toBeLessThan(32 * 1024 * 1024);
		go();
		expect((await answer).status).toBe(200);
		expect(seen.taken).toBe(4000);
	}, 20_000);

	test('ends at storage when the browser goes away', async () => {
		let broken = () => {};
		const broke = new Promise<void>((resolve) => (broken = resolve));
		const url = await storage((request) => {
			request.resume();
			request.on('error', broken);
			request.on('aborted', broken);
		});
		const { body } = source(100_000);
		const { answer, abort } = send(url, body.stream, 100_000);
		await settle();
		abort();
		await expect(answer).rejects.toThrow('no connection');
		await broke;
	});

	test('is not kept while it passes: 200 MiB take no 100 MiB of memory', async () => {
		const url = await storage((request, response) => {
			request.resume();
			request.on('end', () => response.end());
		});
		const before = process.memoryUsage().arrayBuffers;
		const { body } = source(3200);
		const { answer } = send(url, body.stream, 3200);
		let most = 0;
		const watch = setInterval(() => {
			most = Math.max(most, process.memoryUsage().arrayBuffers - before);
		}, 10);
		await answer;
		clearInterval(watch);
		expect(most).toBeLessThan(100 * 1024 * 1024);
	}, 20_000);

	test('does not follow an answer that leads elsewhere', async () => {
		const paths: (string | undefined)[] = [];
		const url = await storage((request, response) => {
			paths.push(request.url);
			request.resume();
			request.on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
		});
		const { body } = source(2);
		await expect(send(url, body.stream, 2).answer).rejects.toMatchObject({ code: 'network' });
		expect(paths).toEqual(['/']);
	});

	test('is read to its end when the answer comes first, or the browser would not hear it', async () => {
		const url = await storage((_, response) => {
			response.writeHead(403, { connection: 'close' });
			response.end('no');
		});
		const { seen, body } = source(400);
		const answer = await send(url, body.stream, 400).answer;
		expect([answer.status, await answer.text()]).toEqual([403, 'no']);
		await body.drain();
		expect(seen).toEqual({ taken: 400, cancelled: false });
	});
});

test('a runtime with length streams of its own gets one', async () => {
	const lengths: number[] = [];
	class FixedLengthStream extends TransformStream {
		constructor(length: number) {
			super();
			lengths.push(length);
		}
	}
	Object.assign(globalThis, { FixedLengthStream });
	try {
		const { body } = source(3);
		const whole = await bytesOf(withLength(body.stream, 3 * PIECE), 10 * PIECE);
		expect([lengths, whole.length]).toEqual([[3 * PIECE], 3 * PIECE]);
	} finally {
		Reflect.deleteProperty(globalThis, 'FixedLengthStream');
	}
});

test('no more of a body is read than asked for, and nothing of none', async () => {
	const { seen, body } = source(100);
	expect(await bytesOf(body.stream, PIECE + 1)).toHaveLength(PIECE + 1);
	expect(seen.taken).toBe(2);
	expect(await bytesOf(null, 9)).toHaveLength(0);
	expect(incomingBody(null)).toBeUndefined();
});
