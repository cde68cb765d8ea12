import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { SALT, type AesKey } from './key-exchange';
import { lz4Literal, lz4Matched } from './lz4';

const BLOCK = 16;

/** SealOptions choose among the forms of an answer that clients must read (115.md §6.5). */
export interface SealOptions {
	readonly lz4: 'matched' | 'overlapping' | 'literal';
	/** Bytes of JSON in each block, at most 8192. */
	readonly block: number;
	readonly tail: boolean;
}

/** openForm decrypts an init's body and strips any of the three paddings; null when it is none (§6.4). */
export function openForm(body: Buffer, { key, iv }: AesKey): string | null {
	if (body.length === 0 || body.length % BLOCK !== 0) return null;
	const cipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
	return stripPadding(Buffer.concat([cipher.update(body), cipher.final()])).toString('utf8');
}

function stripPadding(plain: Buffer): Buffer {
	const last = plain.at(-1) ?? 0;
	let end = plain.length;
	const padding = plain.subarray(end - last);
	if (last >= 1 && last <= BLOCK && padding.every((byte) => byte === last)) end -= last;
	while (end > 0 && plain[end - 1] === 0) end -= 1;
	return plain.subarray(0, end);
}

/** sealAnswer writes an init's answer: LZ4 frames, zero padding, AES, and the tail (§6.5). */
export function sealAnswer(json: string, { key, iv }: AesKey, options: SealOptions): Buffer {
	const text = Buffer.from(json);
	const frames: Buffer[] = [];
	for (let at = 0; at < text.length; at += options.block) {
		const part = text.subarray(at, at + options.block);
		const overlapping = options.lz4 === 'overlapping';
		const packed = options.lz4 === 'literal' ? lz4Literal(part) : lz4Matched(part, overlapping);
		frames.push(Buffer.of(packed.length & 255, packed.length >> 8), packed);
	}
	const plain = Buffer.concat(frames);
	const zeros = Buffer.alloc((BLOCK - (plain.length % BLOCK)) % BLOCK);
	const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
	const sealed = Buffer.concat([cipher.update(Buffer.concat([plain, zeros])), cipher.final()]);
	return options.tail ? Buffer.concat([sealed, tailOf(text.length)]) : sealed;
}

function tailOf(length: number): Buffer {
	const tail = randomBytes(12);
	const mask = tail[7] ?? 0;
	tail.writeUInt32LE(length, 0);
	for (let at = 0; at < 4; at++) tail[at] = (tail[at] ?? 0) ^ mask;
	tail.writeUInt32LE(crc32(Buffer.concat([SALT, tail.subarray(0, 8)])), 8);
	return tail;
}
