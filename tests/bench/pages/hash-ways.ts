/** Ways to digest a file in a worker: Panlift's, its ceiling, and what other pages do. */
import { createMD5, createSHA1 } from 'hash-wasm';
import type { DigestKind } from '../../../src/lib/drives/drive';
import { HashPool } from '../../../src/lib/hashing/hash-pool';
import { systemClock } from '../../../src/lib/kernel/clock';
import type { Hashed, HashWay } from './measures';

const MiB = 1024 * 1024;
/** What is digested in memory, over and over the same bytes. */
const MEMORY_BYTES = 512 * MiB;
const BUFFER_BYTES = 16 * MiB;
/** What a page takes at a time when it reads by slices. */
const SLICE_BYTES = 5 * MiB;
/** subtle.digest wants all bytes in memory at once. */
export const SUBTLE_BYTES = 512 * MiB;

const MAKE = { md5: createMD5, sha1: createSHA1 };

/** startHashWorker starts the hash worker of Panlift. */
export const startHashWorker = () =>
	new Worker(new URL('../../../src/lib/hashing/hash.worker.ts', import.meta.url), {
		type: 'module'
	});

/** hashBy times one way. Making the hash is part of it, starting a worker once is not. */
export async function hashBy(
	way: HashWay,
	handle: FileSystemFileHandle,
	kinds: readonly DigestKind[]
): Promise<Hashed> {
	const file = await handle.getFile();
	const [kind = 'sha1'] = kinds;
	switch (way) {
		case 'panlift':
			return panlift(file, kinds);
		case 'memory':
			return inMemory(kind);
		case 'read':
			return timed(file.size, async () => (await readOnly(file), {}));
		case 'slice':
			return timed(file.size, async () => ({ [kind]: await bySlices(file, kind) }));
		case 'subtle':
			return bySubtle(file);
	}
}

async function timed(bytes: number, work: () => Promise<Hashed['digests']>): Promise<Hashed> {
	const started = performance.now();
	const digests = await work();
	return { bytes, seconds: (performance.now() - started) / 1000, digests };
}

/** The pass of an upload: digests, and the checksums of stripes with them. */
async function panlift(file: File, kinds: readonly DigestKind[]): Promise<Hashed> {
	const pool = new HashPool({ size: 2, clock: systemClock(), createWorker: startHashWorker });
	const { signal } = new AbortController();
	// The workers are there when a queue is at work; their start belongs to its first file alone.
	await pool.hashFile(file.slice(0, MiB), kinds, { signal });
	return timed(file.size, async () => (await pool.hashFile(file, kinds, { signal })).digests);
}

async function inMemory(kind: DigestKind): Promise<Hashed> {
	const buffer = new Uint8Array(BUFFER_BYTES);
	for (let at = 0; at < BUFFER_BYTES; at += 65_536) {
		crypto.getRandomValues(buffer.subarray(at, at + 65_536));
	}
	const hash = await MAKE[kind]();
	return timed(MEMORY_BYTES, async () => {
		hash.init();
		for (let done = 0; done < MEMORY_BYTES; done += MiB) {
			hash.update(buffer.subarray(done % BUFFER_BYTES, (done % BUFFER_BYTES) + MiB));
		}
		hash.digest();
		return {};
	});
}

/** Chromium collects a stream that only its own pending read refers to. */
const held = new Set<unknown>();

async function readOnly(file: File): Promise<void> {
	const stream = file.stream();
	const reader = stream.getReader({ mode: 'byob' });
	held.add(stream).add(reader);
	let buffer = new ArrayBuffer(MiB);
	for (;;) {
		const { value, done } = await reader.read(new Uint8Array(buffer));
		if (done) break;
		buffer = value.buffer;
	}
	held.clear();
}

async function bySlices(file: File, kind: DigestKind): Promise<string> {
	const hash = await MAKE[kind]();
	hash.init();
	for (let at = 0; at < file.size; at += SLICE_BYTES) {
		hash.update(new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer()));
	}
	return hash.digest();
}

async function bySubtle(file: File): Promise<Hashed> {
	const bytes = Math.min(file.size, SUBTLE_BYTES);
	return timed(bytes, async () => {
		const whole = await file.slice(0, bytes).arrayBuffer();
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', whole));
		const sha1 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
		return bytes === file.size ? { sha1 } : {};
	});
}
