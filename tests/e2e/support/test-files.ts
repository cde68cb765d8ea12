import { createHash, createCipheriv } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

export const MiB = 1024 * 1024;

export interface TestFile {
	readonly path: string;
	readonly name: string;
	readonly size: number;
	readonly md5: string;
}

/** makeFile writes `size` bytes that `seed` determines; no two seeds give the same content. */
export async function makeFile(
	folder: string,
	name: string,
	size: number,
	seed = name
): Promise<TestFile> {
	const key = createHash('sha256').update(seed).digest();
	const noise = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
	const md5 = createHash('md5');
	const path = join(folder, name);
	const out = createWriteStream(path);
	for (let left = size; left > 0;) {
		const run = noise.update(Buffer.alloc(Math.min(left, MiB)));
		md5.update(run);
		left -= run.length;
		if (!out.write(run)) await new Promise<void>((resolve) => out.once('drain', resolve));
	}
	out.end();
	await finished(out);
	return { path, name, size, md5: md5.digest('hex') };
}
