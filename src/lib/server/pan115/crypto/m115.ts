import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { toHex } from '../../../kernel/bytes';
import { TransferError } from '../../../kernel/errors';
import { fromBase64Url, toBase64 } from '../../base64';

/** 115's own RSA modulus. 115.md §9.2 */
export const PRODUCTION_RSA =
	'8686980c0f5a24c4b9d43020cd2c22703ff3f450756529058b1cf88f09b86021' +
	'36477198a6e2683149659bd122c33592fdb5ad47944ad1ea4d36c6b172aad633' +
	'8c3bb6ac6227502d010993ac967d1aef00f0c8e038de2e4d3bc2ec368af2e9f1' +
	'0a6f1eda4f7262f136420c07c331b871bf139f74f3010e3c4fe57df3afb71683';

/** M115Random: a source of chance, for tests. */
export interface M115Random {
	/** 16 bytes. */
	key(): Uint8Array;
	/** `length` bytes, none of them 0. */
	padding(length: number): Uint8Array;
}

/** M115Opened: an answer's text, and the key that its sender drew. */
export interface M115Opened {
	readonly text: string;
	readonly serverKey: Uint8Array;
}

const EXPONENT = 65537;
const BLOCK = 128;
const CHUNK = 117;
const KEY = 16;
const CLIENT_KEY = hexToBytes('7806ad4c33865d184c013f46');
const TABLE = hexToBytes(
	'f0e569aebfdcbf8a1a45e8be7da673b8de8fe7c445da86c49b648b146ab4f1aa3801359e26692c86006b4fa5363462a6' +
		'2a966818f24afdbd6b978f4d8f8913b76c8e93ed0e0d483ed72f88d8fefe7e8650954fd1eb832634db667b9c7e9d7a81' +
		'32eab633de3aa95934663baaba816048b9d5819cf86c8477ff5478265fbee81e369f34805c452c9b76d51b8fccc3b8f5'
);

/**
 * encodeM115 gives the form field `data` of a text, and the key that opens the answer. `modulusHex`:
 * 256 digits. 115.md §9.2
 */
export function encodeM115(
	json: string,
	modulusHex: string = PRODUCTION_RSA,
	random: M115Random = CHANCE
): { readonly data: string; readonly key: Uint8Array } {
	const key = random.key();
	const message = m115Message(json, key);
	const blocks: Uint8Array[] = [];
	for (let at = 0; at < message.length; at += CHUNK) {
		const chunk = message.subarray(at, at + CHUNK);
		const padding = random.padding(BLOCK - 3 - chunk.length);
		blocks.push(
			rsa(concatBytes(Uint8Array.of(0, 2), padding, Uint8Array.of(0), chunk), modulusHex)
		);
	}
	return { data: toBase64(concatBytes(...blocks)), key };
}

/** decodeM115 opens an answer's `data` with the request's key. Throws `unreadable-answer`. §9.2 */
export function decodeM115(
	data: string,
	key: Uint8Array,
	modulusHex: string = PRODUCTION_RSA
): string {
	return openM115(data, key, modulusHex).text;
}

/** openM115 is decodeM115 with the server's key. Throws `unreadable-answer`. 115.md §9.2 */
export function openM115(data: string, key: Uint8Array, modulusHex: string): M115Opened {
	const sealed = fromBase64Url(data);
	if (!sealed || sealed.length === 0 || sealed.length % BLOCK !== 0) throw damaged('length');
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < sealed.length; at += BLOCK) {
		const opened = rsa(sealed.subarray(at, at + BLOCK), modulusHex);
		const end = opened.indexOf(0, 2);
		if (opened[0] !== 0 || end < 0) throw damaged('padding');
		chunks.push(opened.subarray(end + 1));
	}
	const message = concatBytes(...chunks);
	if (message.length < KEY) throw damaged('length');
	const serverKey = message.slice(0, KEY);
	const inner = mask(message.slice(KEY), deriveM115(serverKey, CLIENT_KEY.length)).reverse();
	return { text: utf8(mask(inner, deriveM115(key, 4))), serverKey };
}

/** m115Message is what goes into RSA: the key, then the masked text. 115.md §9.2 */
export function m115Message(json: string, key: Uint8Array): Uint8Array {
	const inner = mask(utf8ToBytes(json), deriveM115(key, 4)).reverse();
	return concatBytes(key, mask(inner, CLIENT_KEY));
}

/** deriveM115 makes a mask of `length` bytes, 4 or 12, from a key. 115.md §9.2 */
export function deriveM115(seed: Uint8Array, length: number): Uint8Array {
	const at = (bytes: Uint8Array, i: number) => bytes[i] as number;
	return Uint8Array.from({ length }, (_, i) => {
		const sum = (at(seed, i) + at(TABLE, length * i)) & 255;
		return sum ^ at(TABLE, length * (length - 1 - i));
	});
}

/** The mask begins anew after the bytes that are left over by fours. */
function mask(data: Uint8Array, key: Uint8Array): Uint8Array {
	const first = data.length % 4;
	return data.map((byte, i) => byte ^ (key[i < first ? i : (i - first) % key.length] as number));
}

function rsa(block: Uint8Array, modulusHex: string): Uint8Array {
	const modulus = BigInt(`0x${modulusHex}`);
	let base = BigInt(`0x${toHex(block)}`) % modulus;
	let result = 1n;
	for (let bits = EXPONENT; bits > 0; bits >>= 1) {
		if (bits & 1) result = (result * base) % modulus;
		base = (base * base) % modulus;
	}
	return hexToBytes(result.toString(16).padStart(2 * BLOCK, '0'));
}

const CHANCE: M115Random = {
	key: () => crypto.getRandomValues(new Uint8Array(KEY)),
	// 0 would end the padding; that some values are a little likelier does no harm there.
	padding: (length) =>
		crypto.getRandomValues(new Uint8Array(length)).map((byte) => (byte === 0 ? 1 : byte))
};

function utf8(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (error) {
		throw new TransferError('unreadable-answer', { detail: 'm115: not UTF-8', cause: error });
	}
}

function damaged(what: string): TransferError {
	return new TransferError('unreadable-answer', { detail: `m115: wrong ${what}` });
}
