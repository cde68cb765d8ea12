import { expect, test } from 'vitest';
import { MiB } from '../kernel/bytes';
import { systemClock } from '../kernel/clock';
import { HashPool } from './hash-pool';

const signal = new AbortController().signal;
const started: Worker[] = [];

function pool(size = 2): HashPool {
	return new HashPool({
		size,
		clock: systemClock(),
		createWorker() {
			const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
			started.push(worker);
			return worker;
		}
	});
}

function bytes(size: number): Blob {
	const run = new Uint8Array(size);
	for (let i = 0; i < size; i++) run[i] = (i * 131 + 7) % 256;
	return new Blob([run]);
}

async function sha1(blob: Blob): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-1', await blob.arrayBuffer());
	return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('');
}

test('both digests of one pass are right, from nothing to several buffers', async () => {
	const hasher = pool();
	for (const size of [0, 1, MiB - 1, MiB, 3 * MiB + 17]) {
		const blob = bytes(size);
		const digests = await hasher.digest(blob, ['md5', 'sha1'], { signal });
		expect(digests.sha1).toBe(await sha1(blob));
		expect(digests.md5).toMatch(/^[0-9a-f]{32}$/);
	}
	// The vector of two parts, s3-etag.json: 5242880 bytes and then 100 of the pattern.
	const { md5 } = await hasher.digest(bytes(5_242_980), ['md5'], { signal });
	expect(md5).toBe('b60082be74e566476795fff6cb055bd4');
});

test('progress rises to what was read and never says more', async () => {
	const seen: number[] = [];
	const blob = bytes(24 * MiB);
	await pool().digest(blob, ['md5'], { signal, onProgress: (done) => seen.push(done) });
	expect([...seen].sort((a, b) => a - b)).toEqual(seen);
	expect(Math.max(0, ...seen)).toBeLessThanOrEqual(blob.size);
});

test('an abort ends the work at once, and the pool goes on with the next', async () => {
	const hasher = pool(1);
	const controller = new AbortController();
	const long = hasher.digest(bytes(64 * MiB), ['md5'], { signal: controller.signal });
	setTimeout(() => controller.abort(), 20);
	await expect(long).rejects.toThrow(/abort/i);
	const { md5 } = await hasher.digest(new Blob(), ['md5'], { signal });
	expect(md5).toBe('d41d8cd98f00b204e9800998ecf8427e');
});

test('a worker is used again for the next file', async () => {
	const hasher = pool(1);
	const before = started.length;
	for (let i = 0; i < 3; i++) await hasher.digest(bytes(10), ['md5'], { signal });
	expect(started.length - before).toBe(1);
});

test('many streams after one another all come to their end', async () => {
	const hasher = pool(2);
	const blob = bytes(8 * MiB);
	const digests = await Promise.all(
		Array.from({ length: 60 }, () => hasher.digest(blob, ['md5'], { signal }))
	);
	expect(new Set(digests.map(({ md5 }) => md5)).size).toBe(1);
}, 60_000);
