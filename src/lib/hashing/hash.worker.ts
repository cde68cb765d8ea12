/** Hash worker: one digest of one Blob at a time, in WASM. Child of the engine worker. */
import { expose, transferHandlers } from 'comlink';
import { createMD5, createSHA1, type IHasher } from 'hash-wasm';
import type { DigestKind } from '../drives/drive';
import { systemClock } from '../kernel/clock';
import { carryTransferErrors } from '../kernel/comlink-errors';
import type { HashApi } from './hash-api';
import { readBlob } from './read-blob';

const PROGRESS_MS = 50;
const MAKE: Record<DigestKind, () => Promise<IHasher>> = { md5: createMD5, sha1: createSHA1 };

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
