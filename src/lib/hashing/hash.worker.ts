/** Hash worker: one digest of one Blob at a time, in WASM. Child of the engine worker. */
import { expose, transferHandlers } from 'comlink';
import type { IHasher } from 'hash-wasm';
import type { DigestKind } from '../drives/drive';
import { systemClock } from '../kernel/clock';
import { carryTransferErrors } from '../kernel/comlink-errors';
import type { HashApi } from './hash-api';
import { readBlob } from './read-blob';

const PROGRESS_MS = 50;
/** Loaded when it is asked for: few visits need both, and a first one neither. */
const MAKE: Record<DigestKind, () => Promise<IHasher>> = {
	md5: async () => (await import('hash-wasm/dist/md5.umd.min.js')).createMD5(),
	sha1: async () => (await import('hash-wasm/dist/sha1.umd.min.js')).createSHA1()
};

carryTransferErrors(transferHandlers);
const clock = systemClock();

const api: HashApi = {
	async digest(blob, kind, onProgress) {
		const hash = await MAKE[kind]();
		hash.init();
		let bytes = 0;
		let told = clock.now();
		await readBlob(blob, {
			clock,
			onBytes(run) {
				hash.update(run);
				bytes += run.byteLength;
				if (clock.now() - told < PROGRESS_MS) return;
				told = clock.now();
				onProgress(bytes);
			}
		});
		return hash.digest();
	}
};

expose(api);
