import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import { Pauses } from './pauses';

const blocked = new TransferError('blocked', { retryAfter: 60_000 });

test('each pause in a row is twice as long, up to an hour', async () => {
	const clock = new FakeClock();
	const pauses = new Pauses(clock);
	const waits: number[] = [];
	for (let n = 0; n < 8; n++) {
		const until = pauses.until('a', blocked)!;
		waits.push((until - clock.now()) / 60_000);
		await clock.advance(until - clock.now());
	}
	expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test('rows that meet the same refusal at once share one pause', async () => {
	const clock = new FakeClock();
	const pauses = new Pauses(clock);
	const first = pauses.until('a', blocked)!;
	await clock.advance(10);
	expect(pauses.until('a', blocked)! - first).toBe(10);
});

test('an answer in between makes the next pause a first one; other accounts have their own', async () => {
	const clock = new FakeClock();
	const pauses = new Pauses(clock);
	await clock.advance(pauses.until('a', blocked)! - clock.now());
	expect(pauses.until('b', blocked)! - clock.now()).toBe(60_000);
	pauses.answered('a');
	expect(pauses.until('a', blocked)! - clock.now()).toBe(60_000);
});

test('a pause long after the last one is a first one', async () => {
	const clock = new FakeClock();
	const pauses = new Pauses(clock);
	await clock.advance(pauses.until('a', blocked)! - clock.now() + 600_000);
	expect(pauses.until('a', blocked)! - clock.now()).toBe(60_000);
});

test('a bad line is no pause that grows, and a person is not waited for by the clock', async () => {
	const clock = new FakeClock();
	const pauses = new Pauses(clock);
	for (let n = 0; n < 3; n++) {
		const until = pauses.until('a', new TransferError('network'))!;
		expect(until - clock.now()).toBe(30_000);
		await clock.advance(30_000);
	}
	expect(pauses.until('a', new TransferError('signed-out'))).toBeUndefined();
});
