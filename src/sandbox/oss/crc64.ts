/** CRC-64/XZ, as in `x-oss-hash-crc64ecma` (object-storage.md §9). */

const POLYNOMIAL = 0xc96c5795d7870f42n;
const ONES = 0xffff_ffff_ffff_ffffn;
const TABLES = 8;

// Table k holds what a byte does k bytes further on, so that eight bytes cost eight look-ups each
// half. BigInt would be a hundred times slower.
const HIGH = new Uint32Array(TABLES * 256);
const LOW = new Uint32Array(TABLES * 256);
for (let byte = 0; byte < 256; byte++) {
	let value = BigInt(byte);
	for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
	HIGH[byte] = Number(value >> 32n);
	LOW[byte] = Number(value & 0xffff_ffffn);
}
for (let at = 256; at < TABLES * 256; at++) {
	const [high, low] = [HIGH[at - 256]!, LOW[at - 256]!];
	HIGH[at] = (high >>> 8) ^ HIGH[low & 255]!;
	LOW[at] = ((low >>> 8) | (high << 24)) ^ LOW[low & 255]!;
}

/** Crc64 sums up bytes as they come. */
export class Crc64 {
	#high = 0xffff_ffff;
	#low = 0xffff_ffff;

	update(bytes: Uint8Array): void {
		let high = this.#high;
		let low = this.#low;
		let at = 0;
		for (const end = bytes.length - 7; at < end; at += 8) {
			low ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
			high ^=
				bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
			const a = 1792 + (low & 255);
			const b = 1536 + ((low >>> 8) & 255);
			const c = 1280 + ((low >>> 16) & 255);
			const d = 1024 + (low >>> 24);
			const e = 768 + (high & 255);
			const f = 512 + ((high >>> 8) & 255);
			const g = 256 + ((high >>> 16) & 255);
			const h = high >>> 24;
			high = HIGH[a]! ^ HIGH[b]! ^ HIGH[c]! ^ HIGH[d]! ^ HIGH[e]! ^ HIGH[f]! ^ HIGH[g]! ^ HIGH[h]!;
			low = LOW[a]! ^ LOW[b]! ^ LOW[c]! ^ LOW[d]! ^ LOW[e]! ^ LOW[f]! ^ LOW[g]! ^ LOW[h]!;
		}
		for (; at < bytes.length; at++) {
			const slot = (low ^ bytes[at]!) & 255;
			low = ((low >>> 8) | (high << 24)) ^ LOW[slot]!;
			high = (high >>> 8) ^ HIGH[slot]!;
		}
		this.#high = high;
		this.#low = low;
	}

	/** The sum so far, unsigned. */
	digest(): bigint {
		return ((BigInt(this.#high >>> 0) << 32n) | BigInt(this.#low >>> 0)) ^ ONES;
	}
}

type Matrix = readonly bigint[];

/** combineCrc64 gives the sum of A followed by B from both sums and the length of B in bytes. */
export function combineCrc64(a: bigint, b: bigint, lengthB: number): bigint {
	let step = square(square(square(ONE_BIT)));
	let sum = a;
	for (let rest = BigInt(lengthB); rest > 0n; rest >>= 1n) {
		if (rest & 1n) sum = times(step, sum);
		step = square(step);
	}
	return sum ^ b;
}

/** What one zero bit does to a sum, as a matrix over bits: row n is the image of bit n. */
const ONE_BIT: Matrix = Array.from({ length: 64 }, (_, bit) =>
	bit === 0 ? POLYNOMIAL : 1n << BigInt(bit - 1)
);

function times(matrix: Matrix, vector: bigint): bigint {
	let product = 0n;
	for (let bit = 0; vector > 0n; bit++, vector >>= 1n) if (vector & 1n) product ^= matrix[bit]!;
	return product;
}

function square(matrix: Matrix): Matrix {
	return matrix.map((row) => times(matrix, row));
}
