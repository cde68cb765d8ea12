import { md5, sha1 } from '@noble/hashes/legacy.js';
import { toBase64 } from '../../../src/lib/server/base64';
import { combineCrc64, crc64 } from '../../../src/lib/server/oss/crc64';
import {
	hashContext,
	hashContextHeader,
	sha1Words,
	type HashContext
} from '../../../src/lib/server/oss/hash-context';
import { agree, hexOf, type Implementation, type Vector } from './vector';

interface ContextRow {
	readonly input: { readonly generator: string; readonly bytesHashedSoFar: number };
	readonly context: HashContext;
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
	({ input: { generator, bytesHashedSoFar } }) => {
		const words = sha1Words(generated(generator, bytesHashedSoFar));
		const context = hashContext(words, bytesHashedSoFar);
		return { context, headerValue: hashContextHeader(context) };
	},
	// In two steps, as a file is read.
	({ input: { generator, bytesHashedSoFar } }) => {
		const bytes = generated(generator, bytesHashedSoFar);
		const words = sha1Words(bytes.subarray(64), sha1Words(bytes.subarray(0, 64)));
		return { context: hashContext(words, bytesHashedSoFar) };
	}
];

const VALUES: readonly Implementation<ValueRow, ValueRow>[] = [
	({ input }) => {
		const bytes =
			'utf8' in input ? Buffer.from(input.utf8) : generated(input.generator, input.length);
		const value = crc64(bytes);
		return {
			crc64: String(value),
			crc64Hex: value.toString(16).padStart(16, '0'),
			md5HexUpper: hexOf(md5(bytes)).toUpperCase(),
			md5Base64: toBase64(md5(bytes)),
			sha1HexUpper: hexOf(sha1(bytes)).toUpperCase()
		};
	}
];

const COMBINED: readonly Implementation<CombineRow, CombineRow>[] = [
	({ generator, lengthA, lengthB }) => {
		const whole = generated(generator, lengthA + lengthB);
		const a = crc64(whole.subarray(0, lengthA));
		const b = crc64(whole.subarray(lengthA));
		return {
			crcA: String(a),
			crcB: String(b),
			crcAB: String(combineCrc64(a, b, lengthB))
		};
	},
	({ generator, lengthA, lengthB }) => {
		const whole = generated(generator, lengthA + lengthB);
		return { crcAB: String(crc64(whole.subarray(lengthA), crc64(whole.subarray(0, lengthA)))) };
	}
];

/** ossChecksums checks oss-checksums.json. */
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

function generated(generator: string, length: number): Uint8Array {
	if (generator === 'zeros') return new Uint8Array(length);
	if (generator !== 'pattern') throw new Error(`no generator is called ${generator}`);
	return Uint8Array.from({ length }, (_, i) => (i * 131 + 7) & 255);
}
