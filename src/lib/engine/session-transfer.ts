/** Sessions from one browser to another: written to a file, and taken from one. */
import type { SessionImport } from './session-api';
import { readSessionFile, writeSessionFile, type PackedUpload } from './session-file';
import type { SessionTools } from './sessions';
import type { TakenOff } from '../uploads/queue';

/** exportSessions gives the file's text; without ids: of all Sessions. */
export async function exportSessions(
	{ queue, store, clock }: SessionTools,
	ids?: readonly string[]
): Promise<string> {
	const packed: PackedUpload[] = [];
	for (const session of await store.sessions()) {
		const { uploadId } = session;
		const upload = queue.entry(uploadId)?.upload ?? session.row;
		if (!upload || session.endedAt !== undefined || ids?.includes(uploadId) === false) continue;
		const [receipts, hashing] = await Promise.all([
			store.receipts(uploadId),
			store.hashing(uploadId)
		]);
		// Of a pass that is not finished nothing is told: its state works in this version alone.
		packed.push({ upload, session, receipts, hashing: hashing?.state ? undefined : hashing });
	}
	return writeSessionFile(packed, clock.now());
}

/** importSessions makes rows of a file's Sessions. They wait until somebody gives them their files. */
export async function importSessions(text: string, tools: SessionTools): Promise<SessionImport> {
	const { queue, store } = tools;
	const packed = await readSessionFile(text);
	if ('kind' in packed) return packed;
	const known = new Set((await store.sessions()).map(({ uploadId }) => uploadId));
	const fresh = packed.filter(({ upload }) => !queue.entry(upload.id) && !known.has(upload.id));
	let order = 0;
	for (const { upload } of queue.entries()) order = Math.max(order, upload.order);
	const rows = fresh.map(({ upload, session, receipts }): TakenOff => {
		const signedOut = isSignedOut(upload.accountId, tools);
		const cause = signedOut ? 'signed-out' : 'source-missing';
		order += 1;
		return {
			upload: {
				...upload,
				order,
				// A root that nobody has: the row asks for its file.
				source: { rootId: crypto.randomUUID(), path: [] },
				status: { state: 'waiting', cause, code: cause }
			},
			session,
			receipts,
			root: undefined
		};
	});
	for (const { hashing } of fresh) if (hashing) await store.saveHashing(hashing);
	await queue.putBack(rows);
	return {
		kind: 'imported',
		added: rows.length,
		skipped: packed.length - rows.length,
		signedOut: fresh.filter(({ upload }) => isSignedOut(upload.accountId, tools)).length
	};
}

function isSignedOut(accountId: string, { drive }: SessionTools): boolean {
	try {
		drive(accountId);
		return false;
	} catch {
		return true;
	}
}
