/**
 * CRC-64/XZ, which OSS tells of every part and object in `x-oss-hash-crc64ecma`: a whole object can
 * be compared with its parts' values, without a second read. object-storage.md §9
 */

const POLYNOMIAL = 0xc96c5795d7870f42n;
const BITS = 64;

/** Two halves of 32 bits: BigInt would be a hundred times slower byte by byte. */
const HIGH = new Uint32Array(256);
const LOW = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
	let value = BigInt(byte);
	for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
	HIGH[byte] = Number(value >> 32n);
	LOW[byte] = Number(value & 0xffffffffn);
}

/** crc64 gives the value of bytes; `before` is the value of all bytes in front of them. */
export function crc64(bytes: Uint8Array, before = 0n): bigint {
	let high = ~Number(before >> 32n);
	let low = ~Number(before & 0xffffffffn);
	for (const byte of bytes) {
		const at = (low ^ byte) & 0xff;
		low = ((low >>> 8) | (high << 24)) ^ (LOW[at] as number);
		high = (high >>> 8) ^ (HIGH[at] as number);
	}
	return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}

/** combineCrc64 gives the value of A followed by B, from both values and B's length in bytes. */
export function combineCrc64(a: bigint, b: bigint, lengthB: number): bigint {
	// One zero bit moves the value by this matrix; squaring it doubles the number of bits.
	let matrix = Array.from({ length: BITS }, (_, i) => (i === 0 ? POLYNOMIAL : 1n << BigInt(i - 1)));
	let value = a;
	for (let bits = BigInt(lengthB) * 8n; bits > 0n; bits >>= 1n) {
		if (bits & 1n) value = times(matrix, value);
		const square = matrix;
		matrix = square.map((row) => times(square, row));
	}
	return value ^ b;
}

function times(matrix: readonly bigint[], vector: bigint): bigint {
	let sum = 0n;
	for (let i = 0; vector > 0n; i++, vector >>= 1n) {
		if (vector & 1n) sum ^= matrix[i] as bigint;
	}
	return sum;
}
