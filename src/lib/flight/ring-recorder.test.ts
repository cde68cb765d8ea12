import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import type { FlightEvent } from './flight-recorder';
import { openFlightStore, type FlightStore } from './flight-store';
import { RingRecorder } from './ring-recorder';

let clock: FakeClock;
let store: FlightStore;
let recorder: RingRecorder;
let writes: number;
let databases = 0;

beforeEach(async () => {
	clock = new FakeClock();
	const real = await openFlightStore(`flight-${databases++}`);
	writes = 0;
	store = { ...real, write: (...args) => (writes++, real.write(...args)) };
	recorder = new RingRecorder(clock, Promise.resolve(store));
});

const sent = (part: number): FlightEvent => ({ step: 'sent', uploadId: 'u1', part, bytes: 10 });
const partsOf = async (from: RingRecorder) => (await from.read()).map(({ part }) => part);
const kept = async () => [...(await store.texts()).values()].join('');
/** secondsLater lets everything that waits for a second happen, on a real database too. */
const secondLater = async () => {
	await clock.advance(1_000);
	for (let i = 0; i < 20; i++) await settle();
};

describe('records', () => {
	test('of a second are written together, and found by the next life', async () => {
		for (const part of [1, 2, 3]) recorder.record(sent(part));
		await settle();
		expect(writes).toBe(0);
		await secondLater();
		expect(writes).toBe(1);
		const next = new RingRecorder(clock, Promise.resolve(store));
		expect(await next.read()).toEqual(
			[1, 2, 3].map((part) => ({ ...sent(part), at: clock.now() - 1_000 }))
		);
	});

	test('of an error are written at once, with all before them', async () => {
		recorder.record(sent(1));
		recorder.record({ step: 'retry', uploadId: 'u1', part: 2, code: 'network' });
		for (let i = 0; i < 20; i++) await settle();
		expect(await kept()).toContain('network');
		expect((await kept()).split('\n').filter(Boolean)).toHaveLength(2);
	});

	test('of a swarm of errors do not make a write each', async () => {
		for (let part = 1; part <= 500; part++) recorder.record({ ...sent(part), code: 'offline' });
		await secondLater();
		expect(await partsOf(recorder)).toHaveLength(500);
		expect(writes).toBeLessThanOrEqual(3);
	});

	test('that are not written yet can be read, each once', async () => {
		recorder.record(sent(1));
		await secondLater();
		recorder.record(sent(2));
		expect(await partsOf(recorder)).toEqual([1, 2]);
	});

	test('that come while others are written are written next, whatever segment they are in', async () => {
		const { write } = store;
		store.write = async (...args) => {
			if (writes === 0) for (let part = 2; part <= 900; part++) recorder.record(sent(part));
			return write(...args);
		};
		recorder.record(sent(1));
		await secondLater();
		await secondLater();
		expect(await partsOf(new RingRecorder(clock, Promise.resolve(store)))).toHaveLength(900);
	});

	test('of other rows are left out of one row’s, those of the engine are not', async () => {
		recorder.record(sent(1));
		recorder.record({ ...sent(2), uploadId: 'u2' });
		recorder.record({ step: 'engine', detail: 'offline' });
		expect((await recorder.read('u1')).map(({ part, step }) => part ?? step)).toEqual([
			1,
			'engine'
		]);
	});

	test('are gone after clear, for the next life too', async () => {
		recorder.record(sent(1));
		await secondLater();
		recorder.record(sent(2));
		await recorder.clear();
		expect(await partsOf(recorder)).toEqual([]);
		recorder.record(sent(3));
		await secondLater();
		expect(await partsOf(new RingRecorder(clock, Promise.resolve(store)))).toEqual([3]);
	});
});

describe('the ring', () => {
	test('keeps at most 2 MiB and 20,000 records, the newest', async () => {
		let part = 0;
		for (let batch = 0; batch < 60; batch++) {
			for (let i = 0; i < 700; i++) recorder.record(sent(++part));
			await secondLater();
		}
		const infos = await store.infos();
		const total = (of: 'size' | 'records') => infos.reduce((sum, one) => sum + one[of], 0);
		expect(total('size')).toBeLessThanOrEqual(2 * 1024 * 1024);
		expect(total('size')).toBe((await kept()).length);
		expect(total('records')).toBeLessThanOrEqual(20_000);
		expect(total('records')).toBeGreaterThan(19_000);
		const parts = await partsOf(new RingRecorder(clock, Promise.resolve(store)));
		expect(parts.at(-1)).toBe(part);
		expect(parts).toEqual(parts.map((_, i) => part - parts.length + 1 + i));
	}, 30_000);

	test('keeps what starts of the engine leave behind few', async () => {
		for (let life = 0; life < 300; life++) {
			const one = new RingRecorder(clock, Promise.resolve(store));
			one.record({ step: 'engine', detail: 'leads' });
			await clock.advance(1);
			await one.flush();
		}
		expect((await store.infos()).length).toBeLessThanOrEqual(256);
	});
});

describe('a store in trouble', () => {
	test('that can’t be opened leaves a log of this life', async () => {
		recorder = new RingRecorder(clock, Promise.reject(new Error('no IndexedDB')));
		recorder.record({ ...sent(1), code: 'network' });
		await secondLater();
		expect(await partsOf(recorder)).toEqual([1]);
	});

	test('that takes no more is left alone, and nothing is lost of this life', async () => {
		store.write = () => (writes++, Promise.reject(new DOMException('full', 'QuotaExceededError')));
		for (const part of [1, 2, 3]) {
			recorder.record(sent(part));
			await secondLater();
		}
		expect(writes).toBe(1);
		expect(await partsOf(recorder)).toEqual([1, 2, 3]);
	});

	test('that never answers holds nobody up, and memory stays small', async () => {
		recorder = new RingRecorder(clock, new Promise(() => {}));
		for (let part = 1; part <= 40_000; part++) recorder.record(sent(part));
		const reading = partsOf(recorder);
		await clock.advance(6_000);
		const parts = await reading;
		expect(parts.at(-1)).toBe(40_000);
		expect(parts.length).toBeLessThan(20_000);
	});

	test('or an event that makes no sense throws nothing', () => {
		const strange = { step: 'sent', part: NaN, detail: Symbol('x') } as unknown as FlightEvent;
		expect(() => recorder.record(strange)).not.toThrow();
		expect(() => recorder.record(undefined as unknown as FlightEvent)).not.toThrow();
	});
});

describe('secrets', () => {
	test('planted in any field, or in one that nobody knows, are not stored', async () => {
		const secret = 'https://s.test/o?X-Amz-Signature=c0ffee';
		const fields = ['step', 'uploadId', 'host', 'code', 'detail', 'url', 'headers', 'part', 'ms'];
		for (const field of fields) {
			recorder.record({ step: 'retry', code: 'network', [field]: secret } as FlightEvent);
		}
		recorder.record({ step: 'retry', headers: { authorization: 'c0ffee' } } as FlightEvent);
		await secondLater();
		expect(await partsOf(recorder)).toHaveLength(fields.length + 1);
		expect(await kept()).not.toMatch(/c0ffee|X-Amz/);
	});

	test('that an earlier version stored are not read', async () => {
		const text = '{"at":1,"step":"retry","detail":"Bearer c0ffee","url":"c0ffee"}\n{"half';
		await store.write([{ id: 1, size: text.length, records: 1, text }], []);
		expect(await recorder.read()).toEqual([{ at: 1, step: 'retry', detail: 'Bearer ***' }]);
	});
});
