import { expect, test } from 'vitest';
import { MiB } from '../kernel/bytes';
import { isWhole, sameStripes, stripeCount, wholeStripes } from './stripes';

const sums = (...numbers: number[]) =>
	new Uint8Array(numbers.flatMap((n) => Array<number>(8).fill(n)));

test.each([
	[0, 0],
	[1, 1],
	[MiB, 1],
	[MiB + 1, 2]
])('a file of %i bytes has %i stripes', (size, count) => {
	expect(stripeCount(size)).toBe(count);
	expect(isWhole(new Uint8Array(count * 8), size)).toBe(true);
	expect(isWhole(new Uint8Array((count + 1) * 8), size)).toBe(false);
});

test('a range is widened to whole stripes, and never beyond the file', () => {
	expect(wholeStripes({ start: 0, end: 1 }, 10)).toEqual({ start: 0, end: 10 });
	expect(wholeStripes({ start: MiB + 1, end: 2 * MiB }, 9 * MiB)).toEqual({
		start: MiB,
		end: 2 * MiB
	});
	expect(wholeStripes({ start: MiB - 1, end: MiB + 1 }, 9 * MiB)).toEqual({
		start: 0,
		end: 2 * MiB
	});
	expect(wholeStripes({ start: 0, end: 0 }, 0)).toEqual({ start: 0, end: 0 });
});

test('what was read is compared where it belongs, and only as far as it is known', () => {
	const known = sums(1, 2, 3);
	expect(sameStripes(known, sums(2, 3), MiB)).toBe(true);
	expect(sameStripes(known, sums(2, 4), MiB)).toBe(false);
	expect(sameStripes(known, sums(3, 9), 2 * MiB)).toBe(true);
	expect(sameStripes(known, sums(9), 3 * MiB)).toBe(true);
});
