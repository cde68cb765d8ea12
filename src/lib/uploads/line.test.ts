import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { Lines } from './line';

let clock: FakeClock;
let lines: Lines;

beforeEach(() => {
	clock = new FakeClock();
	lines = new Lines(clock);
});

/** send moves `rate` bytes a second through each of several requests. */
async function send(requests: number, rate: number, seconds: number): Promise<void> {
	const sendings = Array.from({ length: requests }, () => lines.send('a', 1e9));
	for (let second = 1; second <= seconds; second++) {
		await clock.advance(1000);
		for (const sending of sendings) sending.moved(second * rate);
	}
	for (const sending of sendings) sending.end();
}

test('nothing is claimed before something was measured', () => {
	expect(lines.rate('a')).toBeUndefined();
});

test('what all requests together carry is the line’s rate, also when none arrives', async () => {
	await send(5, 25_000, 30);
	expect(lines.rate('a')).toBeGreaterThan(115_000);
	expect(lines.rate('a')).toBeLessThanOrEqual(125_000);
	expect(lines.rate('b')).toBeUndefined();
});

test('time in which nothing is sent does not count', async () => {
	await send(1, 1000, 4);
	await clock.advance(3_600_000);
	await send(1, 1000, 4);
	expect(lines.rate('a')).toBe(1000);
});

test('waiting for an answer after the last byte does not count either', async () => {
	const sending = lines.send('a', 4000);
	await clock.advance(4000);
	sending.moved(4000);
	await clock.advance(100_000);
	sending.end();
	await send(1, 1000, 4);
	expect(lines.rate('a')).toBe(1000);
});

test('a line that becomes faster or slower is followed within a minute', async () => {
	await send(1, 1000, 60);
	await send(1, 9000, 60);
	expect(lines.rate('a')).toBeGreaterThan(7500);
	await send(1, 1000, 60);
	expect(lines.rate('a')).toBeLessThan(2500);
});

test('a line on which nothing moves counts as slow', async () => {
	await send(1, 1000, 20);
	await send(1, 0, 20);
	expect(lines.rate('a')).toBeLessThan(600);
});

test('what an earlier life measured counts, and changes can be kept', async () => {
	const kept: unknown[] = [];
	lines = new Lines(clock, { a: 500, b: 0 }, (rates) => kept.push(rates));
	expect([lines.rate('a'), lines.rate('b')]).toEqual([500, undefined]);
	await send(1, 500, 2);
	expect(kept).toEqual([{ a: 500 }]);
});

test('parts that were let go count until they are over, once', () => {
	const first = lines.letGo('a', 10);
	lines.letGo('a', 5);
	expect([lines.aloft('a'), lines.aloft('b')]).toEqual([15, 0]);
	first();
	first();
	expect(lines.aloft('a')).toBe(5);
});
