import { cbc } from '@noble/ciphers/aes.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { KiB, MiB } from '../../../kernel/bytes';
import { TransferError } from '../../../kernel/errors';
import type { Exchange } from './exchange';
import { saltedCrc } from './kec';
import { lz4Block } from './lz4';

const AES_BLOCK = 16;
const TAIL = 12;
const TAIL_CRC_AT = 8;
const TAIL_MASK_AT = 7;
/** The protocol's 8 KiB with room to spare, and more text than any answer has. */
const LONGEST_BLOCK = 64 * KiB;
const LONGEST_TEXT = 4 * MiB;

/** Opened: an answer's text with the steps towards it. 115.md §6.5 */
export interface Opened {
	/** What AES gave: blocks, then padding. */
	readonly plain: Uint8Array;
	/** The LZ4 blocks, packed. */
	readonly blocks: readonly Uint8Array[];
	/** Bytes that the tail tells; undefined without a tail, or with one that can't be trusted. */
	readonly told: number | undefined;
	/** UTF-8 of the text. */
	readonly bytes: Uint8Array;
	readonly text: string;
}

/**
 * decryptAnswer gives the JSON text of init's answer, which 115 sends in the clear now and then
 * (§6.5). Throws `unreadable-answer` for anything else: a block page, or a body that was damaged.
 */
export function decryptAnswer(body: Uint8Array, exchange: Pick<Exchange, 'key' | 'iv'>): string {
	return clearJson(body) ?? openAnswer(body, exchange).text;
}

/**
 * openAnswer decrypts an answer. Its tail may be missing or be of no known form; one with a true
 * check sum must tell the true length. Throws `unreadable-answer`. 115.md §6.5
 */
export function openAnswer(body: Uint8Array, exchange: Pick<Exchange, 'key' | 'iv'>): Opened {
	const rest = body.length % AES_BLOCK;
	if (body.length === rest || (rest !== 0 && rest !== TAIL)) throw damaged('has a wrong length');
	const sealed = body.slice(0, body.length - rest);
	const plain = cbc(exchange.key, exchange.iv, { disablePadding: true }).decrypt(sealed);
	const blocks = blocksOf(plain);
	const bytes = unpack(blocks);
	const told = lengthInTail(body.subarray(sealed.length));
	if (bytes.length === 0 || (told !== undefined && told !== bytes.length)) {
		throw damaged('is not as long as it says');
	}
	return { plain, blocks, told, bytes, text: utf8(bytes) };
}

function blocksOf(plain: Uint8Array): readonly Uint8Array[] {
	const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
	const blocks: Uint8Array[] = [];
	for (let at = 0; at + 2 <= plain.length;) {
		const length = view.getUint16(at, true);
		if (length === 0) break;
		const end = at + 2 + length;
		if (end > plain.length) throw damaged('ends inside a block');
		blocks.push(plain.subarray(at + 2, end));
		at = end;
	}
	return blocks;
}

function unpack(blocks: readonly Uint8Array[]): Uint8Array {
	let left = LONGEST_TEXT;
	return concatBytes(
		...blocks.map((block) => {
			const text = lz4Block(block, Math.min(LONGEST_BLOCK, left));
			left -= text.length;
			return text;
		})
	);
}

/** The length of the text, undefined when there is no tail, or none whose check sum is true. */
function lengthInTail(tail: Uint8Array): number | undefined {
	if (tail.length !== TAIL) return undefined;
	const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
	const crc = saltedCrc(tail.subarray(0, TAIL_CRC_AT));
	if (view.getUint32(TAIL_CRC_AT, true) !== crc) return undefined;
	const mask = tail[TAIL_MASK_AT] as number;
	return (view.getUint32(0, true) ^ (mask * 0x01010101)) >>> 0;
}

/** Ciphertext may begin with a brace too, so only what really is JSON counts. */
function clearJson(body: Uint8Array): string | undefined {
	if (body[0] !== '{'.charCodeAt(0)) return undefined;
	try {
		const text = utf8(body);
		JSON.parse(text);
		return text;
	} catch {
		return undefined;
	}
}

function utf8(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (error) {
		throw new TransferError('unreadable-answer', { detail: 'not UTF-8', cause: error });
	}
}

function damaged(how: string): TransferError {
	return new TransferError('unreadable-answer', { detail: `an encrypted answer ${how}` });
}
