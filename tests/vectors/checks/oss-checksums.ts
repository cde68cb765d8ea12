import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { combineCrc64, Crc64 } from '../../../src/sandbox/oss/crc64';
import { parseContext } from '../../../src/sandbox/oss/hash-context';
import { paddedSha1 } from '../../../src/sandbox/oss/sha1-block';
import { agree, type Implementation, type Vector } from './vector';

interface ContextRow {
	readonly input: { readonly generator: string; readonly bytesHashedSoFar: number };
	readonly context: Readonly<Record<string, string>>;
	readonly headerValue: string;
}

interface ValueRow {
	readonly name: string;
	readonly input:
		{ readonly utf8: string } | { readonly generator: string; readonly length: number };
	readonly crc64: string;
	readonly crc64Hex: string;
	readonly md5HexUpper: string;
	readonly md5Base64: string;
	readonly sha1HexUpper: string;
}

interface CombineRow {
	readonly generator: string;
	readonly lengthA: number;
	readonly lengthB: number;
	readonly crcA: string;
	readonly crcB: string;
	readonly crcAB: string;
}

const CONTEXTS: readonly Implementation<ContextRow, ContextRow>[] = [
	({ input: { generator, bytesHashedSoFar }, headerValue }) => {
		const { words, bits } = parseContext(headerValue) ?? { words: [], bits: -1n };
		expect(bits).toBe(BigInt(bytesHashedSoFar) * 8n);
		// Both end the same text in the same way, so equal digests mean equal states.
		const whole = createHash('sha1').update(generated(generator, bytesHashedSoFar));
		expect(paddedSha1(words, bits)).toBe(whole.digest('hex'));
		const context = {
			hash_type: 'sha1',
			...Object.fromEntries(words.map((word, at) => [`h${at}`, String(word)])),
			Nl: String(bits & 0xffffffffn),
			Nh: String(bits >> 32n),
			data: '',
			num: '0'
		};
		return { context, headerValue: Buffer.from(JSON.stringify(context)).toString('base64') };
	}
];

const VALUES: readonly Implementation<ValueRow, ValueRow>[] = [
	({ input }) => {
		const bytes =
			'utf8' in input ? Buffer.from(input.utf8) : generated(input.generator, input.length);
		const value = crc64(bytes);
		const md5 = createHash('md5').update(bytes).digest();
		return {
			crc64: String(value),
			crc64Hex: value.toString(16).padStart(16, '0'),
			md5HexUpper: md5.toString('hex').toUpperCase(),
			md5Base64: md5.toString('base64'),
			sha1HexUpper: createHash('sha1').update(bytes).digest('hex').toUpperCase()
		};
	}
];

const COMBINED: readonly Implementation<CombineRow, CombineRow>[] = [
	({ generator, lengthA, lengthB }) => {
		const whole = generated(generator, lengthA + lengthB);
		const a = crc64(whole.subarray(0, lengthA));
		const b = crc64(whole.subarray(lengthA));
		return { crcA: String(a), crcB: String(b), crcAB: String(combineCrc64(a, b, lengthB)) };
	},
	// In two steps, as bytes come.
	({ generator, lengthA, lengthB }) => {
		const whole = generated(generator, lengthA + lengthB);
		return { crcAB: String(crc64(whole.subarray(0, lengthA), whole.subarray(lengthA))) };
	}
];

/**
 * ossChecksums checks oss-checksums.json. The implementations are the sandbox's: its OSS tells these
 * sums and checks these states, while nothing in the product needs them.
 */
export function ossChecksums(file: unknown): readonly Vector[] {
	const { sha1Context, vectors } = file as {
		readonly sha1Context: readonly ContextRow[];
		readonly vectors: { readonly values: readonly ValueRow[]; readonly combine: CombineRow[] };
	};
	return [
		...sha1Context.map((row) => ({
			name: `SHA-1 state after ${row.input.bytesHashedSoFar} bytes`,
			run: () => agree(row, row, CONTEXTS, ['input'])
		})),
		...vectors.values.map((row) => ({
			name: row.name,
			run: () => agree(row, row, VALUES, ['name', 'input'])
		})),
		...vectors.combine.map((row) => ({
			name: `CRC of ${row.lengthA} and ${row.lengthB} bytes`,
			run: () => agree(row, row, COMBINED, ['generator', 'lengthA', 'lengthB'])
		}))
	];
}

function crc64(...pieces: readonly Uint8Array[]): bigint {
	const sum = new Crc64();
	for (const piece of pieces) sum.update(piece);
	return sum.digest();
}

function generated(generator: string, length: number): Uint8Array {
	if (generator === 'zeros') return new Uint8Array(length);
	if (generator !== 'pattern') throw new Error(`no generator is called ${generator}`);
	return Uint8Array.from({ length }, (_, i) => (i * 131 + 7) & 255);
}
