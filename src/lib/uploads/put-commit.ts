/**
 * Put-commit: sends a Session whose only PUT is the commit as well. That it may have been carried
 * out is written down first, and after any doubt the drive is asked before anything is sent again.
 */
import type { PresignedPart, RemoteFile } from '../drives/drive';
import { asTransferError, isAbort, TransferError, type ErrorCode } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';
import type { StoredSession } from '../sessions/session-store';
import { diagnose } from './diagnose';
import { MAX_REFRESHES, sendOnce, type PumpRun, type SentPart } from './part-pump';
import { partRange } from './parts';
import { Presigner } from './presigner';
import { settle } from './settle';
import type { Tools } from './tools';

export interface PutCommit extends PumpRun {
	readonly session: StoredSession;
}

/** After these nobody knows whether storage took the bytes and told the drive. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'network',
	'stalled',
	'server-error',
	'unreadable-answer',
	'callback-failed',
	'not-finalised',
	'unexpected'
]);

/** putAndCommit resolves with the file that the drive registered. */
export async function putAndCommit(run: PutCommit, tools: Tools): Promise<RemoteFile> {
	const { drive, session, signal } = run;
	const presigner = new Presigner(drive, session, tools.clock, signal);
	const keep = (committing: boolean) => tools.store.saveSession({ ...session, committing });
	let unclear = session.committing ?? false;
	let refreshes = 0;
	for (let tries = 0; ;) {
		if (unclear) {
			const landed = await settle({ drive, session, receipts: [], signal }, tools);
			if (landed) return landed;
		}
		const part = await presigner.take(1, []);
		await keep(true);
		const startedAt = tools.clock.now();
		let sent: SentPart | undefined;
		try {
			sent = await sendOnce(part, run, tools);
			return await accepted(run, sent);
		} catch (error) {
			run.onPart(1, 0);
			if (isAbort(error)) throw error;
			const raw = asTransferError(error);
			unclear = sent !== undefined || UNCLEAR.has(raw.code);
			if (!unclear) await keep(false);
			const failure = sent
				? raw
				: await explained(raw, run, part, startedAt, tries + refreshes, tools);
			if (failure.recovery === 'refresh-url') {
				presigner.drop(1);
				refreshes += 1;
				if (refreshes <= MAX_REFRESHES) continue;
				throw new TransferError('storage-refused', { detail: failure.detail, cause: failure });
			}
			if (failure.code === 'callback-failed') {
				const landed = await settle({ drive, session, receipts: [], signal }, tools);
				if (landed) return landed;
			}
			tries += 1;
			if (failure.recovery !== 'retry' || tries >= MAX_TRIES) throw failure;
			await tools.clock.sleep(backoff(tries - 1, tools.clock, failure.retryAfter), signal);
		}
	}
}

/**
 * accepted lets the drive's words, as storage passed them on, be read and compared. The drive names
 * the digest of what arrived, so a file that changed on the way can't pass for the one that was hashed.
 */
function accepted(
	{ drive, session, signal }: PutCommit,
	{ receipt, answer }: SentPart
): Promise<RemoteFile> {
	return drive.complete(session, [receipt], { signal, answer: answer ?? '' });
}

function explained(
	raw: TransferError,
	{ source, session }: PutCommit,
	part: PresignedPart,
	startedAt: number,
	earlier: number,
	tools: Tools
): Promise<TransferError> {
	const range = partRange(1, session.partSize, source.identity.size);
	return diagnose(raw, { source, range, part, startedAt, refreshed: earlier > 0, tools });
}
