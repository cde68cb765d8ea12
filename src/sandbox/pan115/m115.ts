import { randomBytes } from 'node:crypto';

/** M115Key is an RSA key of 1024 bits; the public exponent is always 65537 (115.md §9.2). */
export interface M115Key {
	readonly modulus: bigint;
	readonly privateExponent: bigint;
}

/** M115Dice are the random bytes of an encoding, fixed by those who check one byte for byte. */
export interface M115Dice {
	/** 16 bytes. */
	readonly key: Uint8Array;
	/** `length` bytes of padding for one block, none of them zero. */
	padding(length: number): Uint8Array;
}

/** PUBLIC_EXPONENT is that of every m115 key. */
export const PUBLIC_EXPONENT = 65537n;

const BLOCK = 128;
const CHUNK = 117;
const CLIENT_KEY = Buffer.from('7806ad4c33865d184c013f46', 'hex');
const TABLE = Buffer.from(
	'f0e569aebfdcbf8a1a45e8be7da673b8de8fe7c445da86c49b648b146ab4f1aa3801359e26692c86006b4fa5' +
		'363462a62a966818f24afdbd6b978f4d8f8913b76c8e93ed0e0d483ed72f88d8fefe7e8650954fd1eb832634' +
		'db667b9c7e9d7a8132eab633de3aa95934663baaba816048b9d5819cf86c8477ff5478265fbee81e369f3480' +
		'5c452c9b76d51b8fccc3b8f5',
	'hex'
);

/**
 * decodeRequest opens the `data` field of a request with the private key: its JSON text, and the
 * client's key, which encodes the answer. Null when the text was not made for this key.
 */
export function decodeRequest(
	data: string,
	key: M115Key
): { readonly text: string; readonly clientKey: Uint8Array } | null {
	const message = openBlocks(data, key.privateExponent, key.modulus);
	if (!message || message.length < 16) return null;
	const clientKey = message.subarray(0, 16);
	const masked = xor(message.subarray(16), CLIENT_KEY).reverse();
	return { text: xor(masked, derive(clientKey, 4)).toString('utf8'), clientKey };
}

/** encodeAnswer seals JSON text for the client whose key came with its request (115.md §9.2). */
export function encodeAnswer(
	text: string,
	clientKey: Uint8Array,
	key: M115Key,
	dice: M115Dice = roll()
): string {
	const masked = xor(Buffer.from(text), derive(clientKey, 4)).reverse();
	const message = Buffer.concat([dice.key, xor(masked, derive(dice.key, 12))]);
	return sealBlocks(message, key.privateExponent, key.modulus, dice);
}

/** encodeRequest is the client's side, for tests that talk to the sandbox. */
export function encodeRequest(text: string, modulus: bigint, dice: M115Dice = roll()): string {
	const masked = xor(Buffer.from(text), derive(dice.key, 4)).reverse();
	const message = Buffer.concat([dice.key, xor(masked, CLIENT_KEY)]);
	return sealBlocks(message, PUBLIC_EXPONENT, modulus, dice);
}

/** decodeAnswer is the client's side; `clientKey` is the key of its request. Null if it is not m115. */
export function decodeAnswer(data: string, clientKey: Uint8Array, modulus: bigint): string | null {
	const message = openBlocks(data, PUBLIC_EXPONENT, modulus);
	if (!message || message.length < 16) return null;
	const masked = xor(message.subarray(16), derive(message.subarray(0, 16), 12)).reverse();
	return xor(masked, derive(clientKey, 4)).toString('utf8');
}

function roll(): M115Dice {
	const padding = (length: number) => randomBytes(length).map((byte) => byte || 1);
	return { key: randomBytes(16), padding };
}

function derive(seed: Uint8Array, length: number): Buffer {
	const key = Buffer.alloc(length);
	for (let i = 0; i < length; i++) {
		const sum = at(seed, i) + at(TABLE, length * i);
		key[i] = (sum & 255) ^ at(TABLE, length * (length - 1 - i));
	}
	return key;
}

/** The first bytes, as many as are over a multiple of four, start the key anew. */
function xor(data: Uint8Array, key: Uint8Array): Buffer {
	const odd = data.length % 4;
	return Buffer.from(data.map((byte, i) => byte ^ at(key, i < odd ? i : (i - odd) % key.length)));
}

function sealBlocks(message: Buffer, exponent: bigint, modulus: bigint, dice: M115Dice): string {
	const blocks: Buffer[] = [];
	for (let start = 0; start < message.length; start += CHUNK) {
		const chunk = message.subarray(start, start + CHUNK);
		const padding = dice.padding(BLOCK - 3 - chunk.length);
		const block = Buffer.concat([Buffer.from([0, 2]), padding, Buffer.from([0]), chunk]);
		blocks.push(bytesOf(power(numberOf(block), exponent, modulus)));
	}
	return Buffer.concat(blocks).toString('base64');
}

function openBlocks(data: string, exponent: bigint, modulus: bigint): Buffer | null {
	const sealed = Buffer.from(data, 'base64');
	if (sealed.length === 0 || sealed.length % BLOCK !== 0) return null;
	const chunks: Buffer[] = [];
	for (let start = 0; start < sealed.length; start += BLOCK) {
		const number = numberOf(sealed.subarray(start, start + BLOCK));
		const block = bytesOf(power(number, exponent, modulus));
		const end = block.indexOf(0, 2);
		if (block[0] !== 0 || end < 0) return null;
		chunks.push(block.subarray(end + 1));
	}
	return Buffer.concat(chunks);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let result = 1n;
	for (let square = base % modulus; exponent > 0n; exponent >>= 1n) {
		if (exponent & 1n) result = (result * square) % modulus;
		square = (square * square) % modulus;
	}
	return result;
}

const numberOf = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (number: bigint) =>
	Buffer.from(number.toString(16).padStart(2 * BLOCK, '0'), 'hex');
const at = (bytes: Uint8Array, index: number) => bytes[index] ?? 0;
