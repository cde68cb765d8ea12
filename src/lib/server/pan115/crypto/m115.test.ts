import { describe, expect, test } from 'vitest';
import { toHex } from '../../../kernel/bytes';
import { toBase64 } from '../../base64';
import { decodeM115, deriveM115, encodeM115 } from './m115';

const KEY = new Uint8Array(16).fill(5);

/** A prime in place of a modulus: its private exponent can be had without a pair of factors. */
const PRIME = 2n ** 1024n - 105n;
const MODULUS = PRIME.toString(16);

const utf8 = (text: string) => [...new TextEncoder().encode(text)];

describe('a request', () => {
	test('is another text every time, with the key that was drawn for it', () => {
		const [one, two] = [encodeM115('{}'), encodeM115('{}')];
		expect(one.data).not.toBe(two.data);
		expect(one.key).not.toEqual(two.key);
		expect(one.key).toHaveLength(16);
	});

	test('has one block for every 117 bytes, of which 16 are the key', () => {
		const blocks = (length: number) => atob(encodeM115('x'.repeat(length)).data).length / 128;
		expect([0, 101, 102, 218, 219].map(blocks)).toEqual([1, 1, 2, 2, 3]);
	});
});

describe('an answer', () => {
	const opened = (data: string) => decodeM115(data, KEY, MODULUS);

	test('is read over several blocks, whatever type its padding is', () => {
		const json = JSON.stringify({ url: 'https://cdn.example.test/目?'.padEnd(300, 'k') });
		const message = answer(utf8(json));
		for (const type of [1, 2]) {
			const blocks = [0, 117, 234].map((at) => padded(message.slice(at, at + 117), type));
			expect(opened(toBase64(Uint8Array.from(blocks.flatMap((em) => sealed(em)))))).toBe(json);
		}
	});

	test.each([
		['nothing', []],
		['not whole blocks', Array<number>(127).fill(7)],
		[
			'a block whose padding does not begin',
			sealed([1, 2, ...padded(answer(utf8('{}')), 2).slice(2)])
		],
		['a block whose padding does not end', sealed([0, 2, ...Array<number>(126).fill(7)])],
		['less than a key', sealed(padded(answer(utf8('{}')).slice(0, 15), 2))],
		['no text', sealed(padded(answer([0xff, 0xfe]), 2))]
	])('that is %s is refused', (_, bytes) => {
		expect(() => opened(toBase64(Uint8Array.from(bytes)))).toThrow('unreadable-answer');
	});

	test('that is not base64 is refused', () => {
		expect(() => opened('***')).toThrow('unreadable-answer');
	});
});

/** What the server seals: its key, then the text under two masks. */
function answer(text: readonly number[]): number[] {
	const serverKey = new Uint8Array(16).fill(9);
	const inner = mask(text, deriveM115(KEY, 4)).reverse();
	return [...serverKey, ...mask(inner, deriveM115(serverKey, 12))];
}

function mask(data: readonly number[], key: Uint8Array): number[] {
	const first = data.length % 4;
	return data.map((byte, i) => byte ^ (key[i < first ? i : (i - first) % key.length] as number));
}

function padded(chunk: readonly number[], type: number): number[] {
	return [0, type, ...Array<number>(125 - chunk.length).fill(0xff), 0, ...chunk];
}

/** The block that the public exponent turns into these bytes. */
function sealed(bytes: readonly number[]): number[] {
	const exponent = inverse(65537n, PRIME - 1n);
	const block = power(BigInt(`0x${toHex(Uint8Array.from(bytes))}`), exponent);
	const hex = block.toString(16).padStart(256, '0');
	return (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}

function power(base: bigint, exponent: bigint): bigint {
	let result = 1n;
	for (let square = base; exponent > 0n; exponent >>= 1n) {
		if (exponent & 1n) result = (result * square) % PRIME;
		square = (square * square) % PRIME;
	}
	return result;
}

/** Euclid: `value * result` leaves 1. */
function inverse(value: bigint, modulus: bigint): bigint {
	let [a, b, x, y] = [value, modulus, 1n, 0n];
	while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
	return ((x % modulus) + modulus) % modulus;
}
