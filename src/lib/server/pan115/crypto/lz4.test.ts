import { describe, expect, test } from 'vitest';
import { lz4Block } from './lz4';

const bytes = (...parts: readonly (string | number)[]) =>
	Uint8Array.from(
		parts.flatMap((part) =>
			typeof part === 'number' ? [part] : [...part].map((char) => char.charCodeAt(0))
		)
	);
const decoded = (block: Uint8Array, limit = 8192) => String.fromCharCode(...lz4Block(block, limit));

/** `abc`, then 12 bytes from 3 back, then `!`. */
const OVERLAPPING = bytes(0x38, 'abc', 3, 0, 0x10, '!');

test('literals alone are a whole block', () => {
	expect(decoded(bytes(0x30, 'abc'))).toBe('abc');
	expect(decoded(bytes(0xf0, 3, 'x'.repeat(18)))).toBe('x'.repeat(18));
	expect(decoded(bytes(0xf0, 255, 0, 'x'.repeat(270)))).toBe('x'.repeat(270));
});

test('a match may overlap the bytes that it makes', () => {
	expect(decoded(OVERLAPPING)).toBe('abcabcabcabcabc!');
	expect(decoded(bytes(0x1f, 'a', 1, 0, 255, 2, 0x10, '!'))).toBe(`${'a'.repeat(277)}!`);
});

describe('a damaged block is refused', () => {
	test('wherever it is cut off', () => {
		for (let length = 0; length < OVERLAPPING.length; length++) {
			// Four bytes are a whole block of their own: a token and its literals.
			if (length === 4) continue;
			expect(() => lz4Block(OVERLAPPING.subarray(0, length), 8192), `${length}`).toThrow(
				'unreadable-answer'
			);
		}
	});

	test.each([
		['an offset of 0', bytes(0x38, 'abc', 0, 0, 0x10, '!')],
		['an offset in front of the block', bytes(0x38, 'abc', 4, 0, 0x10, '!')],
		['more literals than there are', bytes(0xf0, 255, 255, 'abc')],
		['a length that never ends', bytes(0xf0, ...Array<number>(400).fill(255))],
		['a match after which nothing comes', bytes(0x38, 'abc', 3, 0)]
	])('with %s', (_, block) => {
		expect(() => lz4Block(block, 8192)).toThrow('unreadable-answer');
	});

	test('as soon as it gives more than it may', () => {
		expect(decoded(OVERLAPPING, 16)).toHaveLength(16);
		expect(() => lz4Block(OVERLAPPING, 15)).toThrow('unreadable-answer');
		expect(() => lz4Block(OVERLAPPING, 14)).toThrow('unreadable-answer');
		expect(() => lz4Block(bytes(0x30, 'abc'), 2)).toThrow('unreadable-answer');
	});

	test('by noise of any kind, without looping or reading outside', () => {
		for (let seed = 1; seed < 300; seed++) {
			let value = seed;
			const noise = Uint8Array.from({ length: seed }, () => {
				value = (Math.imul(value, 1103515245) + 12345) >>> 0;
				return value >>> 16;
			});
			try {
				expect(lz4Block(noise, 1000).length).toBeLessThanOrEqual(1000);
			} catch (error) {
				expect(error).toMatchObject({ code: 'unreadable-answer' });
			}
		}
	});
});
