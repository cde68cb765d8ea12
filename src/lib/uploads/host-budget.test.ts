import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import { HostBudget } from './host-budget';

const broken = new TransferError('server-error', { detail: '503' });
let clock: FakeClock;
let budget: HostBudget;
/** Turns that were given, in order: whether each was the probe. */
let given: boolean[];
/** Codes with which turns were refused. */
let refused: string[];

beforeEach(() => {
	clock = new FakeClock();
	budget = new HostBudget(clock);
	given = [];
	refused = [];
});

function ask(times = 1, signal?: AbortSignal) {
	for (let n = 0; n < times; n++) {
		void budget.turn(signal ?? new AbortController().signal).then(
			(isProbe) => given.push(isProbe),
			(error: Error) => refused.push(error instanceof TransferError ? error.code : error.name)
		);
	}
}

function fail(times: number) {
	for (let n = 0; n < times; n++) budget.failed(broken, false);
}

describe('a host that works', () => {
	test('lets everybody pass at once', async () => {
		ask(20);
		await settle();
		expect(given).toEqual(Array(20).fill(false));
	});

	test('may fail one request of twenty for ever', () => {
		for (let n = 0; n < 1000; n++) {
			fail(n % 20 === 0 ? 1 : 0);
			budget.answered(true);
			expect(budget.isOpen).toBe(true);
		}
	});

	test('may fail now and then although nothing arrives: one more try each ten seconds', async () => {
		for (let n = 0; n < 100; n++) {
			fail(1);
			await clock.advance(10_000);
		}
		expect(budget.isOpen).toBe(true);
	});
});

describe('a host in trouble', () => {
	beforeEach(() => fail(10));

	test('is shut: of all who want to send one goes, the others wait for its answer', async () => {
		expect(budget.isOpen).toBe(false);
		ask(15);
		await clock.advance(600_000);
		expect(given).toEqual([true]);
	});

	test('is open for all as soon as the probe is answered, a little apart from each other', async () => {
		ask(15);
		await clock.advance(1000);
		budget.answered(true);
		await settle();
		expect(given).toHaveLength(1);
		await clock.advance(1000);
		expect(given).toEqual([true, ...Array<boolean>(14).fill(false)]);
	});

	test('is asked by the next one when the probe fails, later each time', async () => {
		ask(15);
		const waits: number[] = [];
		for (let n = 1; n <= 5; n++) {
			const from = clock.now();
			while (given.length < n) await clock.advance(50);
			waits.push(clock.now() - from);
			budget.failed(broken, true);
		}
		expect(given).toEqual(Array(5).fill(true));
		// With chance at a half: half of the back-off, and after the first half of the second apart.
		expect(waits).toEqual([250, 1000, 1500, 2500, 4500]);
	});

	test('that fails eight probes in a row is given up by all who wait', async () => {
		ask(15);
		for (let n = 1; n <= 8; n++) {
			while (given.length < n) await clock.advance(1000);
			budget.failed(broken, true);
		}
		await settle();
		expect(given).toHaveLength(8);
		expect(refused).toEqual(Array(7).fill('server-error'));
		ask();
		await clock.advance(1000);
		expect(given.slice(8)).toEqual([true]);
	});

	test('is asked by another one when the probe is called back, even while it still waits', async () => {
		const called = new AbortController();
		ask(1, called.signal);
		ask(1);
		await settle();
		called.abort();
		await clock.advance(1000);
		expect([given, refused]).toEqual([[true], ['AbortError']]);
		budget.handOn();
		ask(1);
		await clock.advance(1000);
		expect(given).toEqual([true, true]);
	});

	test('who does not wait any more is forgotten', async () => {
		const gone = new AbortController();
		ask(1);
		await clock.advance(1000);
		ask(3, gone.signal);
		await settle();
		gone.abort();
		await settle();
		expect(refused).toEqual(Array(3).fill('AbortError'));
		budget.answered(true);
		await clock.advance(5000);
		expect([given, clock.sleeping]).toEqual([[true], 0]);
	});

	test('is open again by any answer, of requests from before too', async () => {
		ask(1);
		await clock.advance(1000);
		ask(2);
		await settle();
		budget.answered(false);
		await clock.advance(1000);
		expect(given).toEqual([true, false, false]);
	});
});

describe('what a host asks for', () => {
	const asks = (seconds: number) =>
		budget.failed(new TransferError('server-error', { retryAfter: seconds * 1000 }), false);

	test('holds for everybody who wants to send, and never a moment less', async () => {
		asks(20);
		ask(4);
		await clock.advance(20_000);
		expect(given).toEqual([]);
		await clock.advance(1000);
		expect(given).toEqual(Array(4).fill(false));
	});

	test('is not made shorter by a later and milder word', async () => {
		asks(60);
		asks(5);
		ask();
		await clock.advance(60_000);
		expect(given).toEqual([]);
	});

	test('holds for those too who wait already', async () => {
		asks(20);
		ask();
		await clock.advance(19_000);
		asks(30);
		await clock.advance(30_000);
		expect(given).toEqual([]);
		await clock.advance(2000);
		expect(given).toEqual([false]);
	});

	test('is for the row to wait when it is minutes: nobody sleeps on it', async () => {
		asks(600);
		await clock.advance(30_000);
		const error = await budget.turn(new AbortController().signal).catch((e: unknown) => e);
		expect(error).toMatchObject({ code: 'rate-limited', retryAfter: 570_000 });
		expect(clock.sleeping).toBe(0);
	});
});
