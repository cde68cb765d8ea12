/**
 * Put-commit: sends a Session whose only PUT is the commit as well. That it may have been carried
 * out is written down first, and after any doubt the drive is asked before anything is sent again.
 */
import type { PresignedPart, RemoteFile } from '../drives/drive';
import { MiB } from '../kernel/bytes';
import { asTransferError, isAbort, TransferError, type ErrorCode } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';
import type { StoredSession } from '../sessions/session-store';
import { admit } from './admit';
import { claimOf } from './bandwidth-claim';
import { diagnose, isAnswer, type FailedPart } from './diagnose';
import { MAX_REFRESHES, sendOnce, type PumpRun, type SentPart } from './part-pump';
import { notesOf } from './part-notes';
import { readPart } from './part-reading';
import { partRange } from './parts';
import { Presigner } from './presigner';
import { settle } from './settle';
import type { Tools } from './tools';

export interface PutCommit extends PumpRun {
	readonly session: StoredSession;
	/** Whether bytes go up now, or the drive is asked what became of them. */
	readonly onState: (state: 'uploading' | 'finishing') => void;
}

/** After these nobody knows whether storage took the bytes and told the drive. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'network',
	'stalled',
	'server-error',
	'unreadable-answer',
	'callback-failed',
	'not-finalised',
	// The reading for the digest failed or differs: the one for the wire may have been right.
	'part-corrupted',
	'source-changed',
	'unexpected'
]);

/** The browser tells of bytes a moment after they left: at least this many may be on their way. */
const UNTOLD_BYTES = MiB;
const UNTOLD_MS = 2_000;

/** isCutShort: a request that ended well before its last byte made no object, whoever ended it. */
export function isCutShort(bytes: number, size: number, ms: number): boolean {
	const untold = Math.max(UNTOLD_BYTES, (bytes / Math.max(ms, 1)) * UNTOLD_MS);
	return bytes + untold < size;
}

/** putAndCommit resolves with the file that the drive registered. */
export async function putAndCommit(run: PutCommit, tools: Tools): Promise<RemoteFile> {
	const { drive, session, signal, source } = run;
	const presigner = new Presigner(drive, session, tools, signal);
	const whole = partRange(1, session.partSize, source.identity.size);
	const keep = (committing: boolean) => tools.store.saveSession({ ...session, committing });
	let unclear = session.committing ?? false;
	let refreshes = 0;
	for (let tries = 0, attempt = 1; ; attempt++) {
		if (unclear) {
			const landed = await look(run, tools);
			if (landed) return landed;
			run.onState('uploading');
		}
		await learnWay(await presigner.take(1, []), run, tools);
		// Compared before anything can be committed: afterwards nobody could take it back.
		const checked = await readPart(await source.file(), 1, run, tools, true);
		const grant = await run.bandwidth.enter(claimOf(drive, whole, tools), signal);
		const admitted = admit(1, [], presigner, signal, tools, grant.rate);
		const { part, pass } = await admitted.catch((error: unknown) => {
			grant.leave(0);
			throw error;
		});
		const sending = tools.lines.send(run.accountId, source.identity.size);
		const startedAt = tools.clock.now();
		let bytes = 0;
		const notes = notesOf(part, { uploadId: session.uploadId, attempt }, tools);
		const onPart = (number: number, now: number) => {
			notes.moved(now);
			sending.moved((bytes = now));
			run.onPart(number, now);
		};
		let sent: SentPart | undefined;
		try {
			await keep(true);
			sent = await sendOnce(part, { ...run, rate: grant.rate, onPart }, tools, checked);
			bytes = sent.receipt.size;
			grant.leave(bytes);
			notes.arrived(sent.receipt.size);
			sending.moved(source.identity.size);
			pass.arrived(tools.lines.rate(run.accountId));
			pass.leave();
			await run.onReceipt(sent.receipt);
			run.onState('finishing');
			return await accepted(run, sent);
		} catch (error) {
			sending.end();
			run.onPart(1, 0);
			const raw = asTransferError(error);
			const cut = isCutShort(bytes, source.identity.size, tools.clock.now() - startedAt);
			unclear = sent !== undefined || (!cut && (isAbort(error) || UNCLEAR.has(raw.code)));
			if (!unclear) await keep(false);
			if (isAbort(error)) throw error;
			const failure = sent
				? raw
				: await explained(raw, run, { part, startedAt, sent: bytes, refreshed: tries > 0 }, tools);
			notes.failed(failure);
			if (!sent) pass.failed(failure, isAnswer(raw));
			pass.leave();
			if (failure.recovery === 'refresh-url') {
				presigner.drop(1);
				refreshes += 1;
				if (refreshes <= MAX_REFRESHES) continue;
				throw new TransferError('storage-refused', { detail: failure.detail, cause: failure });
			}
			if (failure.code === 'callback-failed') {
				const landed = await look(run, tools);
				if (landed) return landed;
			}
			tries += 1;
			if (failure.recovery !== 'retry' || tries >= MAX_TRIES) throw failure;
			// What storage asked for holds for the whole host, which `admit` asks.
			const asked = sent ? failure.retryAfter : undefined;
			await tools.clock.sleep(backoff(tries - 1, tools.clock, asked), signal);
		} finally {
			pass.leave();
			grant.leave(bytes);
		}
	}
}

/** look asks for the file that an earlier PUT may have made. */
function look(run: PutCommit, tools: Tools): Promise<RemoteFile | undefined> {
	run.onState('finishing');
	return settle({ ...run, receipts: [] }, tools);
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
	failed: Pick<FailedPart, 'part' | 'startedAt' | 'sent' | 'refreshed'>,
	tools: Tools
): Promise<TransferError> {
	const range = partRange(1, session.partSize, source.identity.size);
	return diagnose(raw, { ...failed, source, range, tools });
}

/**
 * learnWay asks a storage host that nobody has sent to yet with a request that carries nothing: were
 * it the real one that the host does not let through, half a minute would pass before the next try.
 */
async function learnWay(part: PresignedPart, { signal }: PutCommit, tools: Tools): Promise<void> {
	if (!tools.ways.isNew(part)) return;
	const startedAt = tools.clock.now();
	// Not the root: where the path names the bucket, it is the bucket that has the rules.
	const url = new URL('.', part.url).href.replace(/\/$/, '');
	const body = new Blob([]);
	// One that fails may be the line; a host that lets no page in fails every time.
	for (const isLast of [false, true]) {
		try {
			await tools.transport.put({ method: 'PUT', url, headers: {}, body }, { signal });
			return tools.ways.answered(part);
		} catch (error) {
			if (isAbort(error)) throw error;
			if (asTransferError(error).code !== 'network') return tools.ways.answered(part);
			if (!isLast) continue;
			const way = await tools.ways.judge({ part, startedAt, sent: 0, size: 1 });
			if (way === 'refused') throw new TransferError('cors-refused', { cause: error });
		}
	}
}
