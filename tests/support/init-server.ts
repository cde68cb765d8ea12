/** The far side of init, made of Node's own crypto, so that nothing of the proxy proves itself. */
import { createCipheriv, createDecipheriv, createECDH } from 'node:crypto';

/** InitServer: 115's private half. 115.md §6 */
export interface InitServer {
	/** x and y in hex. */
	readonly publicKey: string;
	/** open gives the form that a request carries. */
	open(kec: string, body: Uint8Array): URLSearchParams;
	/** seal encrypts an answer for the client of the last request. */
	seal(answer: object): Uint8Array<ArrayBuffer>;
}

/** initServer draws a new key pair. */
export function initServer(): InitServer {
	const ecdh = createECDH('secp224r1');
	const publicKey = ecdh.generateKeys('hex').slice(2);
	let [key, iv]: [Uint8Array, Uint8Array] = [new Uint8Array(), new Uint8Array()];
	return {
		publicKey,
		open(kec, body) {
			const bytes = Buffer.from(kec, 'base64');
			const mask = (start: number, end: number, by: number) =>
				bytes.subarray(start, end).map((byte) => byte ^ by);
			const pub30 = Buffer.concat([mask(0, 15, bytes[15]!), mask(24, 39, bytes[39]!)]);
			const secret = ecdh.computeSecret(pub30.subarray(1));
			[key, iv] = [secret.subarray(0, 16), secret.subarray(12, 28)];
			const cipher = createDecipheriv('aes-128-cbc', key, iv);
			return new URLSearchParams(Buffer.concat([cipher.update(body), cipher.final()]).toString());
		},
		seal(answer) {
			const text = Buffer.from(JSON.stringify(answer));
			const lz4 = Buffer.concat([literals(text.length), text]);
			const length = Buffer.from([lz4.length & 255, lz4.length >> 8]);
			const plain = Buffer.concat([length, lz4, Buffer.alloc(2)]);
			const padded = Buffer.concat([plain, Buffer.alloc((16 - (plain.length % 16)) % 16)]);
			const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
			return new Uint8Array(Buffer.concat([cipher.update(padded), cipher.final()]));
		}
	};
}

/** The head of an LZ4 sequence that only copies. */
function literals(length: number): Buffer {
	if (length < 15) return Buffer.from([length << 4]);
	const rest = length - 15;
	return Buffer.from([0xf0, ...Array<number>(Math.floor(rest / 255)).fill(255), rest % 255]);
}
