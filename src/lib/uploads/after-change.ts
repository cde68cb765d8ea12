/** After change: a Source is not the file that it was. Is it another one, or only touched? */
import { type HashState } from '../hashing/hasher';
import { sameStripes, STRIPE_BYTES, STRIPE_SUM_BYTES } from '../kernel/stripes';
import { TransferError } from '../kernel/errors';
import type { Hashing } from '../sessions/session-store';
import type { Identity } from '../sources/source';
import type { Tools } from './tools';
import type { UploadRun } from './uploader';

/**
 * afterChange lets an Upload that has begun go on with its file as it is now: from where it was if
 * the content is the same, from the start if it is not. Rejects with `source-changed` where a person
 * decides: the drive has parts of it already, or it changed between being added and its turn.
 */
export async function afterChange(run: UploadRun, tools: Tools): Promise<void> {
	const { upload } = run;
	const { size, lastModified } = await tools.sources.look(upload.source);
	const identity: Identity = { name: upload.identity.name, size, lastModified };
	const hashing = await tools.store.hashing(upload.id);
	if (hashing && size === upload.identity.size && (await isSame(run, hashing, tools))) {
		await tools.store.saveHashing({ ...hashing, identity, state: compared(hashing) });
		run.keep({ identity });
		return;
	}
	const hasBegun = hashing !== undefined || upload.digests !== undefined || run.progress.hashed > 0;
	if (!hasBegun || (await tools.store.session(upload.id))) {
		throw new TransferError('source-changed');
	}
	await tools.store.dropHashing(upload.id);
	run.progress.forget();
	run.keep({ identity, digests: undefined, restarted: true });
}

/** isSame reads what was hashed, faster than hashing does, and compares. */
async function isSame(run: UploadRun, { stripes }: Hashing, tools: Tools): Promise<boolean> {
	const { upload, signal, progress } = run;
	const file = await tools.sources.look(upload.source);
	run.emit({ type: 'enter', state: 'hashing' });
	progress.meter.reset();
	const read = await tools.fileHasher.checksum(file.slice(0, bytesOf(stripes)), {
		signal,
		onProgress(bytes) {
			progress.hash(bytes);
			run.onProgress();
		}
	});
	// A pass that was cut knows the beginning alone: the rest may be whatever it is.
	return read.length === stripes.length && sameStripes(stripes, read, 0);
}

/** compared leaves of a pass that was cut what its stripes reach: the rest may have changed. */
function compared({ state, stripes }: Hashing): HashState | undefined {
	if (!state) return undefined;
	const reached = Object.entries(state).filter(([, { bytes }]) => bytes <= bytesOf(stripes));
	return Object.fromEntries(reached);
}

function bytesOf(stripes: Uint8Array): number {
	return (stripes.length / STRIPE_SUM_BYTES) * STRIPE_BYTES;
}
