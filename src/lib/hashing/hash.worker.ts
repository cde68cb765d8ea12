/** Hash worker: one digest of one Blob at a time, in WASM. Child of the engine worker. */
import { expose } from 'comlink';
import { createMD5, createSHA1, type IHasher } from 'hash-wasm';
import type { DigestKind } from '../drives/drive';
import { systemClock } from '../kernel/clock';
import { registerTransferHandlers } from '../kernel/comlink-handlers';
import type { HashApi } from './hash-api';
import { readBlob } from './read-blob';

const PROGRESS_MS = 50;
const MAKE: Record<DigestKind, () => Promise<IHasher>> = { md5: createMD5, sha1: createSHA1 };

registerTransferHandlers();
const clock = systemClock();

const api: HashApi = {
	async digest(blob, kind, signal, onProgress) {
		const hash = await MAKE[kind]();
		hash.init();
		let bytes = 0;
		let told = clock.now();
		await readBlob(blob, {
			signal,
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
