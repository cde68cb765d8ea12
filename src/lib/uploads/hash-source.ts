/** Hash source: the digests of an Upload's file, computed once, however often that is interrupted. */
import type { DigestKind, Drive, Digests } from '../drives/drive';
import { isWhole, type Stripes } from '../kernel/stripes';
import { TransferError } from '../kernel/errors';
import type { Hashing } from '../sessions/session-store';
import type { Identity, Source } from '../sources/source';
import { retrying } from './retrying';
import { sharedPasses } from './shared-pass';
import type { Tools } from './tools';
import type { UploadRun } from './uploader';

/** Hashed: what the parts of a file are compared with. */
export interface Hashed {
	readonly digests: Digests;
	readonly stripes: Stripes;
}

/**
 * hashSource gives what an earlier run stored, or reads the file, from where an earlier run stopped.
 * Rejects with `source-changed` when the file now has other digests than it had.
 */
export async function hashSource(
	run: UploadRun,
	source: Source,
	drive: Drive,
	tools: Tools
): Promise<Hashed> {
	const { upload, signal, progress } = run;
	const { id, identity, digests: before } = upload;
	const own = drive.traits.digests;
	const known = await tools.store.hashing(id);
	// It was given again, or touched: what is known must be compared with what is there now.
	if (known && !sameFile(known.identity, identity)) throw new TransferError('source-changed');
	if (before && known && !known.state && isWhole(known.stripes, identity.size)) {
		return { digests: before, stripes: known.stripes };
	}
	run.emit({ type: 'enter', state: 'hashing' });
	progress.meter.reset();
	const keep = (hashing: Omit<Hashing, 'uploadId' | 'identity'>) =>
		void tools.store.saveHashing({ ...hashing, uploadId: id, identity }).catch(run.report);
	const onProgress = (bytes: number) => {
		progress.hash(bytes);
		run.onProgress();
	};
	const read = (kinds: readonly DigestKind[], tell: (bytes: number) => void) => {
		let from = known?.state;
		return retrying(
			async () =>
				tools.fileHasher.hashFile(await source.file(), kinds, {
					signal,
					from,
					onSave(state) {
						from = state;
						keep({ stripes: state[kinds[0] ?? 'md5']?.stripes ?? new Uint8Array(), state });
					},
					onProgress(bytes) {
						onProgress(bytes);
						tell(bytes);
					}
				}),
			tools.clock,
			signal
		);
	};
	const { store } = tools;
	const hashed = await sharedPasses(tools.twins).hash(upload, own, {
		store,
		signal,
		onProgress,
		read
	});
	for (const kind of own) {
		if (before?.[kind] !== undefined && before[kind] !== hashed.digests[kind]) {
			throw new TransferError('source-changed', { detail: kind });
		}
	}
	// In one transaction: digests without their stripes would be computed again.
	keep({ stripes: hashed.stripes });
	run.keep({ digests: hashed.digests });
	return hashed;
}

function sameFile(a: Identity, b: Identity): boolean {
	return a.size === b.size && a.lastModified === b.lastModified;
}
