import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { TransferError, type ErrorCode } from '../kernel/errors';
import { HostBudget } from './host-budget';
import { retrying } from './retrying';

let clock: FakeClock;
let budget: HostBudget;
let calls: number;
/** What calls reject with; undefined: they work. */
let code: ErrorCode | undefined;

beforeEach(() => {
	clock = new FakeClock();
	budget = new HostBudget(clock);
	calls = 0;
	code = undefined;
});

const call = async () => {
	calls += 1;
	if (code) throw new TransferError(code);
	return 'done';
};

/** ask gives what came of a call: its result, or the code of its error. */
function ask(signal = new AbortController().signal): Promise<string> {
	return retrying(call, clock, signal, budget).catch((error: Error) => {
		return error instanceof TransferError ? error.code : error.name;
	});
}

test('a call is tried eight times, and only where that may help', async () => {
	code = 'server-error';
	const all = ask();
	await clock.advance(300_000);
	expect([await all, calls]).toEqual(['server-error', 8]);
	code = 'name-refused';
	expect([await ask(), calls]).toEqual(['name-refused', 9]);
});

test('many calls to a drive that is down share their tries, and all are told', async () => {
	code = 'server-error';
	const all = Array.from({ length: 12 }, () => ask());
	await clock.advance(300_000);
	expect(new Set(await Promise.all(all))).toEqual(new Set(['server-error']));
	// Without a budget it would be 96.
	expect(calls).toBeLessThan(32);
});

test('all go on when the drive answers again, even with a refusal', async () => {
	code = 'server-error';
	const all = Array.from({ length: 12 }, () => ask());
	await clock.advance(1_000);
	expect(budget.isOpen).toBe(false);
	code = 'name-refused';
	await clock.advance(40_000);
	expect(new Set(await Promise.all(all))).toEqual(new Set(['name-refused']));
	expect(budget.isOpen).toBe(true);
});

test('a call that says nothing of the drive lets the next one ask', async () => {
	code = 'server-error';
	for (let n = 0; n < 10; n++) budget.failed(new TransferError('network'), false);
	code = 'proxy-unreachable';
	const first = ask();
	await clock.advance(1000);
	expect(await first).toBe('proxy-unreachable');
	code = undefined;
	const second = ask();
	await clock.advance(1000);
	expect(await second).toBe('done');
});

test('a call that is given up is not tried again', async () => {
	code = 'server-error';
	const stop = new AbortController();
	const one = ask(stop.signal);
	await clock.advance(100);
	stop.abort();
	expect(await one).toBe('AbortError');
	expect([calls, clock.sleeping]).toEqual([1, 0]);
});
