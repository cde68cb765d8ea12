import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { combineCrc64, Crc64 } from './crc64';
import { parseContext } from './hash-context';
import { paddedSha1 } from './sha1-block';
import { base64 } from './testing';

type Input = { readonly utf8: string } | { readonly generator: 'pattern'; readonly length: number };

const text = readFileSync(new URL('../../../tests/vectors/oss-checksums.json', import.meta.url), 'utf8'); // prettier-ignore
const { vectors, sha1Context } = JSON.parse(text) as {
	vectors: {
		values: { name: string; input: Input; crc64: string }[];
		combine: { lengthA: number; lengthB: number; crcA: string; crcB: string; crcAB: string }[];
	};
	sha1Context: { input: { bytesHashedSoFar: number }; headerValue: string }[];
};

const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 131 + 7) % 256);
const bytesOf = (input: Input) =>
	'utf8' in input ? Buffer.from(input.utf8) : pattern(input.length);

describe('the CRC-64', () => {
	test.each(vectors.values)(
		'of $name is right, in one go and in odd pieces',
		({ input, crc64 }) => {
			const bytes = bytesOf(input);
			const [whole, pieces] = [new Crc64(), new Crc64()];
			whole.update(bytes);
			for (let at = 0, step = 1; at < bytes.length; at += step, step = (step * 7) % 1021)
				pieces.update(bytes.subarray(at, at + step));
			expect([String(whole.digest()), String(pieces.digest())]).toEqual([crc64, crc64]);
		}
	);

	test.each(vectors.combine)('of $lengthA and $lengthB bytes joins', (vector) => {
		const joined = combineCrc64(BigInt(vector.crcA), BigInt(vector.crcB), vector.lengthB);
		expect(String(joined)).toBe(vector.crcAB);
	});
});

describe('the state of a SHA-1', () => {
	test.each(sha1Context)('after $input.bytesHashedSoFar bytes', ({ input, headerValue }) => {
		const state = parseContext(headerValue);
		expect(state?.bits).toBe(BigInt(input.bytesHashedSoFar) * 8n);
		const digest = createHash('sha1').update(pattern(input.bytesHashedSoFar)).digest('hex');
		expect(paddedSha1(state!.words, state!.bits)).toBe(digest);
	});

	const fields = JSON.parse(
		Buffer.from(sha1Context[0]!.headerValue, 'base64').toString()
	) as object;
	test.each([
		['no base64 of JSON', 'x'],
		['no fields', base64({})],
		['null', base64('null')],
		['another hash', base64({ ...fields, hash_type: 'md5' })],
		['bytes left over', base64({ ...fields, data: 'a', num: '1' })],
		['a number instead of a text', base64({ ...fields, h0: 1 })],
		['a word of 33 bits', base64({ ...fields, h0: '4294967296' })],
		['half a block', base64({ ...fields, Nl: '256' })],
		['fields in another order', base64({ num: '0', ...fields })]
	])('is not %s', (_, value) => {
		expect(parseContext(base64(fields))).not.toBeNull();
		expect(parseContext(value)).toBeNull();
	});
});
