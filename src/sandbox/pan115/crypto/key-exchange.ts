import { createECDH } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { FIXED_PAIR, P224 } from './keys';

/** SALT goes before what a CRC covers, in `k_ec` and in the tail of answers (115.md §6.3, §6.5). */
export const SALT = Buffer.from('^j>WD3Kr?J2gLFjD4W2y@');

/** AesKey is what client and server agreed on: 16 bytes each. */
export interface AesKey {
	readonly key: Buffer;
	readonly iv: Buffer;
}

/** ClientKey is what `k_ec` says: 30 bytes of public key, and 32 bits of time. */
export interface ClientKey {
	readonly pub30: Buffer;
	readonly time: number;
}

const SIZE = 48;

/** readKec checks and unmasks `k_ec`; null when it is none. 115.md §6.3 */
export function readKec(text: string): ClientKey | null {
	if (!/^[A-Za-z0-9+/]{64}$/.test(text)) return null;
	const bytes = Buffer.from(text, 'base64');
	if (bytes.length !== SIZE) return null;
	if (crc32(Buffer.concat([SALT, bytes.subarray(0, 44)])) !== bytes.readUInt32LE(44)) return null;
	const [r1, r2] = [bytes[15] ?? 0, bytes[39] ?? 0];
	const plain = bytes.map((byte, at) => (at < 24 ? byte ^ r1 : at < 44 ? byte ^ r2 : byte));
	const view = Buffer.from(plain);
	if (view.readUInt32LE(16) !== 115 || view.readUInt32LE(40) !== 1) return null;
	const pub30 = Buffer.concat([view.subarray(0, 15), view.subarray(24, 39)]);
	return { pub30, time: view.readUInt32LE(20) };
}

/** aesKeyFor derives what the client derived; null when its key is no point of the curve. */
export function aesKeyFor(pub30: Buffer, privateHex = P224.privateHex): AesKey | null {
	if (pub30.toString('hex') === FIXED_PAIR.pub30)
		return { key: Buffer.from(FIXED_PAIR.key, 'hex'), iv: Buffer.from(FIXED_PAIR.iv, 'hex') };
	if (pub30.length !== 30 || pub30[0] !== 29) return null;
	const server = createECDH('secp224r1');
	server.setPrivateKey(privateHex, 'hex');
	try {
		const secret = server.computeSecret(pub30.subarray(1));
		return { key: secret.subarray(0, 16), iv: secret.subarray(12, 28) };
	} catch {
		// OpenSSL throws for a key that is not on the curve: the client's fault, not ours.
		return null;
	}
}
