import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { Flow, type LeaveFlow } from './flow';
import { Lines } from './line';

const PART = 100;
let lines: Lines;
let most: number;

beforeEach(() => {
	most = 5;
	lines = new Lines(new FakeClock());
});

const measured = (rate: number) => (lines = new Lines(new FakeClock(), { a: rate }));

/** file gives the ways out of those of its parts that were let in, in order. */
async function file(parts: number) {
	const flow = new Flow({ accountId: 'a', partSize: PART, most: () => most, lines });
	const inside: LeaveFlow[] = [];
	for (let n = 0; n < parts; n++) {
		void flow.enter(new AbortController().signal).then((leave) => inside.push(leave));
	}
	await settle();
	return { flow, inside };
}

/** last leaves by the newest part's way, and tells how many have been let in since the start. */
async function last(inside: LeaveFlow[], arrived = true) {
	inside.at(-1)!(arrived);
	await settle();
	return inside.length;
}

describe('parts of a file on their way', () => {
	test('are as many as the person set from the start, while the line is not known', async () => {
		expect((await file(20)).inside).toHaveLength(5);
	});

	test('are as many on a fast line', async () => {
		measured(1e9);
		expect((await file(20)).inside).toHaveLength(5);
	});

	test.each([
		[1, 1],
		[PART / 60, 1],
		[(2 * PART) / 60, 2],
		[(3.9 * PART) / 60, 3],
		[(50 * PART) / 60, 5]
	])(
		'on a line of %d bytes a second are no more than a minute’s worth: %i',
		async (rate, count) => {
			measured(rate);
			expect((await file(20)).inside).toHaveLength(count);
		}
	);

	test('follow a setting that changes on the way', async () => {
		const { inside } = await file(20);
		most = 2;
		for (let n = 0; n < 3; n++) inside[n]!(true);
		await settle();
		expect(inside).toHaveLength(5);
		inside[3]!(true);
		await settle();
		expect(inside).toHaveLength(6);
		most = 4;
		expect(await last(inside)).toBe(9);
	});

	test('make room by leaving, once', async () => {
		const { inside } = await file(20);
		inside[0]!(true);
		inside[0]!(true);
		await settle();
		expect(inside).toHaveLength(6);
	});
});

describe('files of one account', () => {
	test('share the minute of its line, and each has one part on its way', async () => {
		measured((4 * PART) / 60);
		const first = await file(9);
		const second = await file(9);
		expect([first.inside.length, second.inside.length]).toEqual([4, 1]);
		first.inside[0]!(true);
		second.inside[0]!(true);
		await settle();
		expect(lines.aloft('a')).toBeLessThanOrEqual(4 * PART);
	});

	test('who does not wait any more takes no place', async () => {
		const { flow, inside } = await file(5);
		const gone = new AbortController();
		const waits = flow.enter(gone.signal);
		gone.abort();
		await expect(waits).rejects.toThrow(/abort/i);
		for (const leave of inside) leave(true);
		expect(lines.aloft('a')).toBe(0);
	});
});

describe('where one part takes up to a minute by itself', () => {
	beforeEach(() => measured((1.5 * PART) / 60));

	test('one more is tried after four that arrived: each connection may be slow by itself', async () => {
		const { inside } = await file(20);
		const counts = [];
		for (let n = 0; n < 5; n++) counts.push(await last(inside));
		expect(counts).toEqual([2, 3, 4, 6, 6]);
		inside[4]!(true);
		await settle();
		expect(inside).toHaveLength(7);
	});

	test('none is tried while parts fail', async () => {
		const { inside } = await file(20);
		for (let n = 0; n < 8; n++) await last(inside, n % 3 !== 0);
		expect(inside).toHaveLength(9);
	});
});

test('where one part takes longer than a minute none is ever tried besides', async () => {
	measured((0.9 * PART) / 60);
	const { inside } = await file(20);
	for (let n = 0; n < 12; n++) await last(inside);
	expect(inside).toHaveLength(13);
});
