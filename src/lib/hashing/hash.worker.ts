/** Hash worker: one reading of one Blob at a time, in WASM. Child of the engine worker. */
import { expose, transferHandlers } from 'comlink';
import { systemClock } from '../kernel/clock';
import { carryTransferErrors } from '../kernel/comlink-errors';
import type { HashApi, HashRequest } from './hash-api';
import { SAVE_BYTES, type SavedDigest } from './hasher';
import { STRIPE_BYTES } from '../kernel/stripes';
import { readBlob } from './read-blob';
import { SpareHashes, type HashMakers } from './spare-hashes';
import { StripeSums } from './stripe-sums';

const PROGRESS_MS = 50;
/** Loaded when it is asked for: few visits need all, and a first one none. */
const MAKE: HashMakers = {
	md5: async () => (await import('hash-wasm/dist/md5.umd.min.js')).createMD5(),
	sha1: async () => (await import('hash-wasm/dist/sha1.umd.min.js')).createSHA1(),
	stripes: async () => (await import('hash-wasm/dist/xxhash64.umd.min.js')).createXXHash64()
};

carryTransferErrors(transferHandlers);
const clock = systemClock();
const hashes = new SpareHashes(clock, MAKE);

/** begin gives the digest at the byte where it goes on: 0, or where an earlier pass stopped. */
async function begin({ kind, from, stripes }: HashRequest, size: number) {
	const hash = kind && (await hashes.take(kind));
	let known: SavedDigest | undefined;
	if (hash && from && from.bytes <= size && (from.stripes !== undefined || !stripes)) {
		try {
			hash.load(from.state);
			known = from;
		} catch {
			// Written by another version of hash-wasm: the work is lost, the file is not.
			hash.init();
		}
	}
	const stripeHash = stripes ? await hashes.take('stripes') : undefined;
	const sums = stripeHash && new StripeSums(stripeHash, known?.stripes);
	const end = () => {
		if (hash) hashes.giveBack(kind, hash);
		if (stripeHash) hashes.giveBack('stripes', stripeHash);
	};
	return { hash, sums, start: known?.bytes ?? 0, end };
}

let reading: AbortController | undefined;

const api: HashApi = {
	async stop() {
		reading?.abort();
	},
	async hash(blob, request, onProgress, onSave) {
		const { signal } = (reading = new AbortController());
		const { hash, sums, start, end } = await begin(request, blob.size);
		const window = request.window ?? { start: 0, end: blob.size };
		const copies: Blob[] = [];
		let bytes = start;
		let saved = start;
		let told = clock.now();

		/** take gets bytes of one stripe. */
		const take = (run: Uint8Array<ArrayBuffer>) => {
			const from = Math.max(0, window.start - bytes);
			const to = Math.min(run.length, window.end - bytes);
			if (from < to) {
				const inside = from === 0 && to === run.length ? run : run.subarray(from, to);
				hash?.update(inside);
				// The browser keeps these apart, on its disk where they are many.
				if (request.copy) copies.push(new Blob([inside]));
			}
			sums?.update(run);
			bytes += run.length;
		};
		const save = () => {
			if (!hash || !onSave || bytes - saved < SAVE_BYTES || bytes % STRIPE_BYTES !== 0) return;
			saved = bytes;
			onSave({ bytes, state: hash.save(), ...(sums && { stripes: sums.stripes() }) });
		};
		try {
			await readBlob(start === 0 ? blob : blob.slice(start), {
				clock,
				onBytes(run) {
					signal.throwIfAborted();
					for (let at = 0; at < run.length;) {
						const left = STRIPE_BYTES - (bytes % STRIPE_BYTES);
						const piece = run.length - at <= left && at === 0 ? run : run.subarray(at, at + left);
						take(piece);
						at += piece.length;
						save();
					}
					if (clock.now() - told < PROGRESS_MS) return;
					told = clock.now();
					onProgress(bytes);
				}
			});
			return {
				digest: hash?.digest(),
				stripes: sums?.end(),
				...(request.copy && { copy: new Blob(copies) })
			};
		} finally {
			end();
		}
	}
};

expose(api);
