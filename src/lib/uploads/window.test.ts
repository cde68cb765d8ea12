import { expect, test } from 'vitest';
import { Window } from './window';

const arrive = (window: Window, times: number, rate?: number) => {
	for (let n = 0; n < times; n++) window.arrived(rate);
	return window.size;
};

test('a host gets all requests at once from the start', () => {
	expect(new Window(6).size).toBe(6);
});

test('trouble halves them, down to one', () => {
	const window = new Window(6);
	const sizes = [1, 2, 3, 4].map((at) => {
		window.troubled(at, at);
		return window.size;
	});
	expect(sizes).toEqual([3, 1, 1, 1]);
});

test('requests that were under way together and fail together count once', () => {
	const window = new Window(6);
	for (const at of [50, 51, 52, 53]) window.troubled(10, at);
	expect(window.size).toBe(3);
	window.troubled(60, 61);
	expect(window.size).toBe(1);
});

test('each round of parts that arrive adds one, up to what is allowed', () => {
	const window = new Window(6);
	window.troubled(0, 0);
	window.troubled(1, 1);
	expect([1, 2, 3, 4, 5, 9].map((round) => arrive(window, round))).toEqual([2, 3, 4, 5, 6, 6]);
});

test('none is added while the line carries less, and some again once it holds', () => {
	const window = new Window(6);
	window.troubled(0, 0);
	expect(arrive(window, 3, 1000)).toBe(4);
	expect(arrive(window, 1, 700)).toBe(4);
	expect(arrive(window, 1, 500)).toBe(4);
	expect(arrive(window, 4, 500)).toBe(5);
});
