import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { MiB, type ByteRange } from '../lib/kernel/bytes';
import type { Piece } from './disk';

/** Content is the bytes of one object: its Pieces in order. Joining parts copies nothing. */
export interface Content {
	readonly pieces: readonly Piece[];
	readonly size: number;
}

/** Digests of the bytes at rest, lower-case hex. */
export interface Digests {
	readonly md5: string;
	readonly sha1: string;
}

/** contentOf joins Pieces. */
export function contentOf(pieces: readonly Piece[]): Content {
	return { pieces, size: pieces.reduce((sum, piece) => sum + piece.size, 0) };
}

/** readContent streams the bytes of `range` (default: all), reading each file only when its turn comes. */
export async function* readContent(
	content: Content,
	range: ByteRange = { start: 0, end: content.size }
): AsyncGenerator<Uint8Array> {
	let offset = 0;
	for (const piece of content.pieces) {
		const start = Math.max(range.start - offset, 0);
		const end = Math.min(range.end - offset, piece.size);
		offset += piece.size;
		if (start >= end) continue;
		if (piece.bytes) yield piece.bytes.subarray(start, end);
		else yield* readFileRange(piece.file, start, end);
	}
}

async function* readFileRange(file: string, start: number, end: number) {
	const handle = await open(file, 'r');
	try {
		while (start < end) {
			const buffer = Buffer.allocUnsafe(Math.min(MiB / 4, end - start));
			const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
			if (bytesRead === 0) throw new Error('a stored file is shorter than it was');
			start += bytesRead;
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await handle.close();
	}
}

const known = new WeakMap<Content, Promise<Digests>>();

/** digestsOf reads the bytes at rest once; later calls for the same Content are free. */
export function digestsOf(content: Content): Promise<Digests> {
	let digests = known.get(content);
	if (!digests) {
		digests = computeDigests(content);
		known.set(content, digests);
	}
	return digests;
}

async function computeDigests(content: Content): Promise<Digests> {
	const md5 = createHash('md5');
	const sha1 = createHash('sha1');
	for await (const chunk of readContent(content)) {
		md5.update(chunk);
		sha1.update(chunk);
	}
	return { md5: md5.digest('hex'), sha1: sha1.digest('hex') };
}
