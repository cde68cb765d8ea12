/** Giving Sessions up: the provider is told, now or later, so that it need not keep their parts. */
import { asTransferError, type TransferError } from '../kernel/errors';
import type { StoredSession } from '../sessions/session-store';
import type { Tools } from './tools';
import type { Upload } from './upload';

type GiveUpTools = Pick<Tools, 'clock' | 'drive' | 'store'>;

/** How long a provider is told again. By then it has forgotten an unfinished upload by itself. */
const PATIENCE_MS = 7 * 86_400_000;

/**
 * giveUp abandons the Session of a row, which the store has forgotten. Where that fails it is stored
 * again, under an id of its own, for `tellAgain`; resolves to why.
 */
export async function giveUp(
	session: StoredSession,
	row: Upload,
	{ clock, drive, store }: GiveUpTools
): Promise<TransferError | undefined> {
	try {
		await drive(row.accountId).abandon(session);
		return undefined;
	} catch (error) {
		const uploadId = crypto.randomUUID();
		await store.saveSession({ ...session, uploadId, row, endedAt: clock.now() });
		return asTransferError(error);
	}
}

/** tellAgain forgets a Session that was given up as soon as its provider knows, or need not know. */
export async function tellAgain(
	{ endedAt = 0, row, ...session }: StoredSession,
	{ clock, drive, store }: GiveUpTools
): Promise<void> {
	try {
		if (row) await drive(row.accountId).abandon(session);
	} catch {
		// Signed out or without a line: it is told next time.
		if (clock.now() - endedAt < PATIENCE_MS) return;
	}
	await store.dropSession(session.uploadId);
}
