import { createCipheriv, createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MiB } from '../e2e/support/test-files';

/** noise gives bytes that `seed` determines and nothing compresses. */
function noise(seed: string): (size: number) => Buffer {
	const key = createHash('sha256').update(seed).digest();
	const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
	return (size) => cipher.update(Buffer.alloc(size));
}

/** bigFile writes one file of `size` bytes; writing it also warms the cache that all arms read from. */
export async function bigFile(folder: string, size: number): Promise<string> {
	const path = join(folder, 'film.mkv');
	const next = noise(path);
	function* runs() {
		for (let left = size; left > 0; left -= MiB) yield next(Math.min(left, MiB));
	}
	await pipeline(Readable.from(runs()), createWriteStream(path));
	return path;
}

/** smallFiles writes `count` files of `size` bytes, all different, into a folder of their own. */
export async function smallFiles(folder: string, count: number, size: number) {
	const path = join(folder, 'many');
	await mkdir(path);
	const next = noise(path);
	const files = Array.from({ length: count }, (_, index) => join(path, `file ${index}.bin`));
	for (let at = 0; at < count; at += 200) {
		await Promise.all(files.slice(at, at + 200).map((file) => writeFile(file, next(size))));
	}
	return { path, name: 'many', files };
}
