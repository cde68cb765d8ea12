import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import type { Clock } from '../kernel/clock';
import { paced, rateOf } from './relay-pace';

const PIECE = 65_536;
const MiB = 1024 * 1024;

function source(pieces: number, size = PIECE) {
	const seen = { taken: 0, cancelled: false };
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
		{
			pull(controller) {
				if (seen.taken === pieces) return controller.close();
				seen.taken += 1;
				controller.enqueue(new Uint8Array(size));
			},
			cancel: () => void (seen.cancelled = true)
		},
		{ highWaterMark: 0 }
	);
	return { seen, stream };
}

async function read(stream: ReadableStream<Uint8Array>, told: (bytes: number) => void) {
	for await (const piece of stream) told(piece.length);
}

test('a body passes at the rate to the byte, and no more of it is read', async () => {
	const clock = new FakeClock(0);
	const { seen, stream } = source(160);
	let bytes = 0;
	void read(paced(stream, MiB, clock), (more) => (bytes += more));
	for (const second of [1, 2, 3, 9]) {
		await clock.advance(second * 1000 - clock.now());
		expect(bytes).toBe(second * MiB);
		expect(seen.taken * PIECE - bytes).toBeLessThanOrEqual(PIECE);
	}
	await clock.advance(2000);
	expect(bytes).toBe(160 * PIECE);
});

test('timers that come late cost nothing', async () => {
	const clock = new FakeClock(0);
	const late: Clock = {
		...clock,
		now: clock.now,
		sleep: (ms, signal) => clock.sleep(ms + 3, signal)
	};
	const { stream } = source(1000, 16_384);
	let bytes = 0;
	void read(paced(stream, 16 * MiB, late), (more) => (bytes += more));
	await clock.advance(500);
	expect(bytes / (8 * MiB)).toBeGreaterThan(0.98);
});

test('a storage that took long is not paid back in a rush', async () => {
	const clock = new FakeClock(0);
	const { stream } = source(100);
	const reader = paced(stream, PIECE, clock).getReader();
	const next = async () => {
		const piece = reader.read();
		await clock.advance(1000);
		return piece;
	};
	await next();
	await clock.advance(60_000);
	const before = clock.now();
	let count = 0;
	void (async () => {
		while (!(await reader.read()).done) count += 1;
	})();
	await clock.advance(10_000);
	expect(clock.now() - before).toBe(10_000);
	expect(count).toBeLessThanOrEqual(11);
});

test('who goes away ends it', async () => {
	const clock = new FakeClock(0);
	const stop = new AbortController();
	const { seen, stream } = source(9);
	const reader = paced(stream, 1024, clock, stop.signal).getReader();
	const waiting = reader.read();
	await settle();
	stop.abort();
	await expect(waiting).rejects.toThrow('aborted');
	const other = source(9);
	await paced(other.stream, 1024, clock).cancel();
	expect([seen.taken, other.seen]).toEqual([1, { taken: 0, cancelled: true }]);
	expect(clock.sleeping).toBe(0);
});

test('only a whole number of bytes is a rate, and none is so low that nothing moves', () => {
	const rate = (text?: string) =>
		rateOf(new Headers(text === undefined ? {} : { 'x-panlift-rate': text }));
	expect(['524288', '0', '1', '-1', '1e9', 'fast', ''].map(rate)).toEqual([
		524_288,
		1024,
		1024,
		undefined,
		undefined,
		undefined,
		undefined
	]);
	expect(rate()).toBeUndefined();
});
