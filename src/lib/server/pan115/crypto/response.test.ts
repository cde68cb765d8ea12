import { cbc } from '@noble/ciphers/aes.js';
import { describe, expect, test } from 'vitest';
import { saltedCrc } from './kec';
import { decryptAnswer } from './response';

const KEYS = { key: new Uint8Array(16).fill(7), iv: new Uint8Array(16).fill(9) };
const TEXT = '{"status":2,"pickcode":"abcdefghij0123456","target":"U_1_0"}';
const utf8 = (text: string) => new TextEncoder().encode(text);

/** One block of literals: its length, a token with its extension, the text. */
function block(text: string): number[] {
	const bytes = utf8(text);
	const rest = bytes.length - 15;
	const lz4 = [0xf0, ...Array<number>(Math.floor(rest / 255)).fill(255), rest % 255, ...bytes];
	return [lz4.length & 255, lz4.length >> 8, ...lz4];
}

function sealed(plain: readonly number[], tail: readonly number[] = []): Uint8Array {
	const zeros = Array<number>((16 - (plain.length % 16)) % 16).fill(0);
	const cipher = cbc(KEYS.key, KEYS.iv, { disablePadding: true });
	return Uint8Array.of(...cipher.encrypt(Uint8Array.of(...plain, ...zeros)), ...tail);
}

function tailFor(length: number): number[] {
	const head = Uint8Array.of(length ^ 0x5a, 0x5a, 0x5a, 0x5a, 1, 2, 3, 0x5a);
	const crc = new DataView(new ArrayBuffer(4));
	crc.setUint32(0, saltedCrc(head), true);
	return [...head, ...new Uint8Array(crc.buffer)];
}

describe('an answer', () => {
	test('is read without a tail, with one, and with one of another kind', () => {
		expect(decryptAnswer(sealed(block(TEXT)), KEYS)).toBe(TEXT);
		expect(decryptAnswer(sealed(block(TEXT), tailFor(TEXT.length)), KEYS)).toBe(TEXT);
		expect(decryptAnswer(sealed(block(TEXT), Array<number>(12).fill(0xee)), KEYS)).toBe(TEXT);
	});

	test('is refused when its tail is true and tells another length', () => {
		const body = sealed(block(TEXT), tailFor(TEXT.length + 1));
		expect(() => decryptAnswer(body, KEYS)).toThrow('unreadable-answer');
	});

	test('may end with its last block, without a zero behind it', () => {
		const whole = block(TEXT.padEnd(76));
		expect(whole.length % 16).toBe(0);
		expect(decryptAnswer(sealed(whole), KEYS).trimEnd()).toBe(TEXT);
	});

	test('joins its blocks before it reads them as text', () => {
		const text = `${'a'.repeat(20)}目${'b'.repeat(20)}`;
		const bytes = [...utf8(text)];
		const raw = (part: number[]) => [part.length + 2, 0, 0xf0, part.length - 15, ...part];
		const cut = [...raw(bytes.slice(0, 21)), ...raw(bytes.slice(21))];
		expect(decryptAnswer(sealed(cut), KEYS)).toBe(text);
	});

	test('in the clear is passed on', () => {
		const clear = '{"state":false,"message":"参数错误"}';
		expect(decryptAnswer(utf8(clear), KEYS)).toBe(clear);
	});

	test('that only begins like JSON is ciphertext', () => {
		for (let first = 0; first < 256; first++) {
			const iv = KEYS.iv.with(0, first);
			const cipher = cbc(KEYS.key, iv, { disablePadding: true });
			const plain = block(TEXT);
			const zeros = Array<number>((16 - (plain.length % 16)) % 16).fill(0);
			const body = cipher.encrypt(Uint8Array.of(...plain, ...zeros));
			if (body[0] !== 0x7b) continue;
			expect(decryptAnswer(body, { ...KEYS, iv })).toBe(TEXT);
			return;
		}
		throw new Error('no such ciphertext among 256');
	});
});

describe('a damaged answer is refused', () => {
	const whole = sealed(block(TEXT), tailFor(TEXT.length));

	test('wherever it is cut off', () => {
		for (let length = 0; length < whole.length - 12; length++) {
			expect(() => decryptAnswer(whole.subarray(0, length), KEYS), `${length}`).toThrow(
				'unreadable-answer'
			);
		}
	});

	test.each([
		['nothing', new Uint8Array()],
		['a block page', utf8('<!doctypehtml><html>Sorry, your request has been blocked')],
		['half of a JSON text', utf8('{"state":false,"message":"')],
		['a block that is longer than the rest', sealed([200, 0, 0x30, 1, 2, 3])],
		['a whole block and half of another', sealed([...block(TEXT), ...block(TEXT).slice(0, 9)])],
		['no block at all', sealed(Array<number>(16).fill(0))],
		['bytes that are no text', sealed([4, 0, 0x30, 0xff, 0xfe, 0xfd])]
	])('when it is %s', (_, body) => {
		expect(() => decryptAnswer(body, KEYS)).toThrow('unreadable-answer');
	});

	test('under another key', () => {
		expect(() => decryptAnswer(whole, { ...KEYS, key: new Uint8Array(16) })).toThrow(
			'unreadable-answer'
		);
	});
});
