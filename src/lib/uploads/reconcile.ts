/** Reconcile: after anything, what does storage really have? Its listing is the truth. */
import type { Drive, Receipt } from '../drives/drive';
import type { Stripes } from '../kernel/stripes';
import { TransferError } from '../kernel/errors';
import type { StoredSession } from '../sessions/session-store';
import type { Source } from '../sources/source';
import { inOrder } from './part-pump';
import { readPart } from './part-reading';
import { compareListing } from './parts';
import { retrying } from './retrying';
import type { Tools } from './tools';
import type { Upload } from './upload';

export interface Reconciling {
	readonly upload: Upload;
	readonly session: StoredSession;
	readonly stripes: Stripes;
	readonly source: Source;
	readonly drive: Drive;
	readonly signal: AbortSignal;
}

/**
 * reconcile gives the Receipts to build on, and stores them. A part that storage has and of which
 * this browser has no Receipt (a crash in between) is read again and compared, not sent again.
 */
export async function reconcile(
	{ upload, ...reading }: Reconciling,
	tools: Tools
): Promise<readonly Receipt[]> {
	const { session, source, drive, signal } = reading;
	const own = await tools.store.receipts(upload.id);
	if (!session.listable) return own;
	const listing = await retrying(
		() => drive.listParts(session, { signal }),
		tools.clock,
		signal,
		tools.hosts.drive(drive.traits)
	);
	const { receipts, unknown } = compareListing(listing, own, session, upload.identity.size);
	const checked = [...receipts];
	for (const part of unknown) {
		const { md5 } = await readPart(await source.file(), part.number, reading, tools);
		if (md5 === part.etag) checked.push(part);
	}
	// Where parts go in order none can be replaced or filled in: such a Session is spoilt.
	const isSpoilt = checked.length < listing.length || highest(listing) > listing.length;
	if (inOrder({ drive, session }) && isSpoilt) {
		throw new TransferError('part-exists', { detail: 'storage has parts that are not ours' });
	}
	await tools.store.setReceipts(upload.id, checked);
	return checked;
}

function highest(parts: readonly Receipt[]): number {
	return Math.max(0, ...parts.map(({ number }) => number));
}
