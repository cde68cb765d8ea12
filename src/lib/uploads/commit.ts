/** Commit: compare what storage lists with what was sent, then ask the drive for the file. */
import type { Drive, Receipt, RemoteFile } from '../drives/drive';
import { asTransferError, TransferError } from '../kernel/errors';
import type { StoredSession } from '../sessions/session-store';
import { retrying } from './retrying';
import { settle } from './settle';
import type { Tools } from './tools';
import type { Upload } from './upload';

export interface Committing {
	readonly upload: Upload;
	readonly session: StoredSession;
	readonly drive: Drive;
	readonly receipts: readonly Receipt[];
	readonly signal: AbortSignal;
}

/**
 * commit gives the finished file, or undefined when storage lacks parts that it acknowledged. That
 * an answer may get lost is written down first: the next `complete` then looks before it sends.
 */
export async function commit(
	{ upload, session, drive, receipts, signal }: Committing,
	tools: Tools
): Promise<RemoteFile | undefined> {
	const stored = await tools.store.session(upload.id);
	let again = stored?.committing ?? false;
	// A single part has no listing: its digest is that of the file, which `complete` compares.
	if (session.listable && !again && !(await isComplete(session, drive, receipts, signal, tools))) {
		return undefined;
	}
	await tools.store.saveSession({ ...session, committing: true });
	try {
		return await retrying(
			async () => {
				if (again && drive.traits.settleMs !== undefined) {
					const landed = await settle({ drive, session, receipts, signal }, tools);
					if (landed) return landed;
				}
				const sent = [...receipts].sort((a, b) => a.number - b.number);
				const call = drive.complete(session, sent, { signal, again });
				again = true;
				return call;
			},
			tools.clock,
			signal,
			tools.hosts.drive(drive.traits)
		);
	} catch (error) {
		const failure = asTransferError(error);
		if (failure.code === 'callback-failed' && drive.traits.settleMs !== undefined) {
			// Storage may have stopped listening before the drive, which took its time, said yes.
			const landed = await settle({ drive, session, receipts, signal }, tools);
			if (landed) return landed;
		}
		if (failure.code !== 'parts-missing') throw error;
		await tools.store.saveSession({ ...session, committing: false });
		if (session.listable) return undefined;
		throw new TransferError('session-lost', { cause: failure });
	}
}

async function isComplete(
	session: StoredSession,
	drive: Drive,
	receipts: readonly Receipt[],
	signal: AbortSignal,
	tools: Tools
): Promise<boolean> {
	const listing = await retrying(
		() => drive.listParts(session, { signal }),
		tools.clock,
		signal,
		tools.hosts.drive(drive.traits)
	);
	const listed = new Map(listing.map((part) => [part.number, part]));
	return receipts.every(({ number, size, etag }) => {
		const part = listed.get(number);
		return part?.size === size && part.etag === etag;
	});
}
