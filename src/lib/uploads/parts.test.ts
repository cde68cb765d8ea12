import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareListing, missingParts, partCount, partRange } from './parts';

const session = { id: 's', partSize: 10, parts: 3, listable: true, sealed: '' };

test('parts cover a file of any size once, without a gap', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 10_000 }),
			fc.integer({ min: 1, max: 999 }),
			(size, part) => {
				let end = 0;
				for (let number = 1; number <= partCount(size, part); number++) {
					const range = partRange(number, part, size);
					expect(range.start).toBe(end);
					expect(range.end - range.start).toBeLessThanOrEqual(part);
					end = range.end;
				}
				expect(end).toBe(size);
			}
		)
	);
});

test('an empty file has one empty part', () => {
	expect(partCount(0, 10)).toBe(1);
	expect(partRange(1, 10, 0)).toEqual({ start: 0, end: 0 });
});

test('missing are the parts without a receipt', () => {
	expect(missingParts(session, [{ number: 2, size: 10, etag: 'x' }])).toEqual([1, 3]);
});

test('a listed part counts only with the right size and the digest that was sent', () => {
	const own = [1, 2, 3].map((number) => ({ number, size: 10, etag: `e${number}` }));
	const listing = [
		{ number: 1, size: 10, etag: 'e1' },
		{ number: 2, size: 10, etag: 'other' },
		{ number: 3, size: 10, etag: 'e3' },
		{ number: 4, size: 10, etag: 'e4' }
	];
	const { receipts, unknown } = compareListing(listing, own, session, 25);
	// The last part of 25 bytes has 5, and there is no fourth.
	expect(receipts.map(({ number }) => number)).toEqual([1]);
	expect(unknown).toEqual([]);
});

test('a listed part that this browser has no receipt of must be checked', () => {
	const listing = [{ number: 1, size: 10, etag: 'e1' }];
	expect(compareListing(listing, [], session, 25).unknown).toEqual(listing);
});
