import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64 } from '../../base64';
import { crc32 } from '../../crc32';

const SALT = utf8ToBytes('^j>WD3Kr?J2gLFjD4W2y@');
const MAGIC = 115;
const SECOND = 24;
const CRC_AT = 44;

/** saltedCrc is the CRC-32 that k_ec and the tail of answers end in. 115.md §6.3, §6.5 */
export function saltedCrc(bytes: Uint8Array): number {
	return crc32(concatBytes(SALT, bytes));
}

/**
 * encodeKec gives init's query parameter `k_ec`: 64 characters of base64, not yet escaped.
 * `timestamp` as in the form's `t`, of which the low 32 bits count; `r1` and `r2` are random bytes,
 * 0 too. 115.md §6.3
 */
export function encodeKec(pub30: Uint8Array, timestamp: number, r1: number, r2: number): string {
	const bytes = new Uint8Array(48);
	const view = new DataView(bytes.buffer);
	bytes.set(pub30.subarray(0, 15), 0);
	view.setUint32(16, MAGIC, true);
	view.setUint32(20, timestamp % 2 ** 32, true);
	bytes.set(pub30.subarray(15, 30), SECOND);
	view.setUint32(40, 1, true);
	for (let i = 0; i < CRC_AT; i++) bytes[i] = (bytes[i] as number) ^ (i < SECOND ? r1 : r2);
	view.setUint32(CRC_AT, saltedCrc(bytes.subarray(0, CRC_AT)), true);
	return toBase64(bytes);
}
