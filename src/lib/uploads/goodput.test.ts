import { expect, test } from 'vitest';
import { Goodput } from './goodput';

test('nothing is claimed before something was measured', () => {
	expect(new Goodput().rate('a')).toBeUndefined();
});

test('the first request sets the rate, later ones move it', () => {
	const goodput = new Goodput();
	goodput.sent('a', 1_000_000, 1000);
	expect(goodput.rate('a')).toBe(1_000_000);
	goodput.sent('a', 2_000_000, 1000);
	expect(goodput.rate('a')).toBe(1_300_000);
	expect(goodput.rate('b')).toBeUndefined();
});

test('small requests say nothing about the line', () => {
	const goodput = new Goodput();
	goodput.sent('a', 1000, 1000);
	expect(goodput.rate('a')).toBeUndefined();
});

test('what an earlier life measured counts, and changes can be kept', () => {
	const kept: unknown[] = [];
	const goodput = new Goodput({ a: 500_000 }, (rates) => kept.push(rates));
	expect(goodput.rate('a')).toBe(500_000);
	goodput.sent('a', 1_500_000, 1000);
	expect(kept).toEqual([{ a: 800_000 }]);
});
