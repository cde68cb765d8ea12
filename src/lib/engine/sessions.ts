/** Sessions: what uploads have left at their drives, listed, deleted and cleaned up. */
import type { StoredSession } from '../sessions/session-store';
import { giveUp, tellAgain } from '../uploads/give-up';
import type { Queue } from '../uploads/queue';
import type { Tools } from '../uploads/tools';
import { remotePath } from '../uploads/remote-path';
import { isFinal } from '../uploads/transition';
import type { SessionView } from './session-api';

export interface SessionTools extends Pick<Tools, 'clock' | 'drive' | 'store'> {
	readonly queue: Queue;
}

const DAY_MS = 86_400_000;

/** listSessions gives those that can be continued, with a row or without one, the newest first. */
export async function listSessions({ queue, store }: SessionTools): Promise<SessionView[]> {
	const views: SessionView[] = [];
	for (const session of await store.sessions()) {
		const { uploadId } = session;
		const live = queue.entry(uploadId)?.upload;
		const row = live ?? session.row;
		if (!row || session.endedAt !== undefined) continue;
		const receipts = await store.receipts(uploadId);
		const createdAt = session.createdAt ?? row.addedAt;
		views.push({
			id: uploadId,
			sessionId: session.id,
			accountId: row.accountId,
			folderId: row.folderId,
			name: row.name,
			path: remotePath(row),
			filePath: [...row.folders, row.name].join('/'),
			size: row.identity.size,
			digests: row.digests ?? {},
			partsDone: receipts.length,
			partsTotal: session.parts,
			numbers: receipts.map(({ number }) => number).sort((a, b) => a - b),
			bytesDone: receipts.reduce((sum, { size }) => sum + size, 0),
			createdAt,
			updatedAt: session.updatedAt ?? createdAt,
			state: live?.status.state
		});
	}
	return views.sort((a, b) => b.updatedAt - a.updatedAt);
}

/** deleteSessions cancels unfinished rows, and gives the Sessions of others up. */
export async function deleteSessions(ids: readonly string[], tools: SessionTools): Promise<void> {
	const { queue, store } = tools;
	await queue.cancel(ids);
	for (const id of ids) {
		const session = await store.session(id);
		if (session && session.endedAt === undefined) await drop(session, tools);
	}
}

/**
 * cleanUpSessions gives up what rested for `days` days and has no unfinished row; undefined leaves
 * them all. Providers that could not be told before are told again. Gives how many were given up.
 */
export async function cleanUpSessions(
	days: number | undefined,
	tools: SessionTools
): Promise<number> {
	const { queue, store, clock } = tools;
	let count = 0;
	for (const session of await store.sessions()) {
		if (session.endedAt !== undefined) {
			await tellAgain(session, tools);
			continue;
		}
		const row = queue.entry(session.uploadId)?.upload;
		if (days === undefined || (row && !isFinal(row.status))) continue;
		const touched = session.updatedAt ?? session.createdAt ?? (row ?? session.row)?.addedAt ?? 0;
		if (clock.now() - touched < days * DAY_MS) continue;
		await drop(session, tools);
		count += 1;
	}
	return count;
}

async function drop(session: StoredSession, tools: SessionTools): Promise<void> {
	const { uploadId, row } = session;
	if (tools.queue.entry(uploadId)) return tools.queue.forgetSession(uploadId);
	await tools.store.dropSession(uploadId);
	await tools.store.dropHashing(uploadId);
	if (row) await giveUp(session, row, tools);
}

/** keepClean cleans up now and every day; `report` hears of what the store refused. */
export async function keepClean(
	days: () => number | undefined,
	tools: SessionTools,
	report: (error: unknown) => void
): Promise<never> {
	for (;;) {
		await cleanUpSessions(days(), tools).catch(report);
		await tools.clock.sleep(DAY_MS);
	}
}
