import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { backoff, MAX_TRIES, retryAfterMs, Tries } from './retry';

const clock = new FakeClock(Date.UTC(2026, 0, 1));

describe('the wait before another try', () => {
	const range = (attempt: number, asked?: number) =>
		[0, 0.999_999].map((chance) => {
			clock.chance = chance;
			return Math.round(backoff(attempt, clock, asked));
		});

	test('is anything from nothing to twice as long each time, up to half a minute', () => {
		expect([0, 1, 2, 5, 6, 9].map((attempt) => range(attempt))).toEqual([
			[0, 500],
			[0, 1000],
			[0, 2000],
			[0, 16_000],
			[0, 30_000],
			[0, 30_000]
		]);
	});

	test('is never shorter than the far side asked for, and not the same for all', () => {
		expect(range(0, 7000)).toEqual([7000, 7500]);
	});
});

describe('Retry-After', () => {
	test.each([
		['3', 3000],
		[' 2.5 ', 2500],
		[new Date(clock.now() + 90_000).toUTCString(), 90_000],
		['999999999999', 86_400_000],
		['0', undefined],
		[new Date(clock.now() - 1000).toUTCString(), undefined],
		['soon', undefined],
		['', undefined],
		[null, undefined]
	])('of %j is %j ms', (text, ms) => {
		expect(retryAfterMs(text, clock.now())).toBe(ms);
	});
});

describe('a part’s tries', () => {
	test('are eight in a row', () => {
		const tries = new Tries();
		const left = Array.from({ length: MAX_TRIES }, () => tries.failed(0));
		expect(left).toEqual([true, true, true, true, true, true, true, false]);
	});

	test('begin anew when something else of the file arrived in between', () => {
		const tries = new Tries();
		for (let n = 1; n < MAX_TRIES; n++) tries.failed(0);
		expect([tries.failed(1), tries.count]).toEqual([true, 1]);
	});

	test('come to an end although everything else arrives', () => {
		const tries = new Tries();
		let count = 1;
		while (tries.failed(count)) count += 1;
		expect(count).toBe(24);
	});
});
