/**
 * Part pump: sends one part until it is there, or its error is one that repeating does not heal. The
 * lanes of a run keep several at work.
 */
import type { Drive, PresignedPart, Receipt } from '../drives/drive';
import type { HashedPart } from '../hashing/hasher';
import { asTransferError, isAbort, TransferError } from '../kernel/errors';
import { backoff, Tries } from '../kernel/retry';
import type { Stripes } from '../kernel/stripes';
import type { StoredSession } from '../sessions/session-store';
import type { Source } from '../sources/source';
import { admit } from './admit';
import type { Bandwidth } from './bandwidth';
import { claimOf, ratedHeaders } from './bandwidth-claim';
import { diagnose, isAnswer } from './diagnose';
import { readPart } from './part-reading';
import { notesOf } from './part-notes';
import { partRange } from './parts';
import type { Presigner } from './presigner';
import type { Tools } from './tools';
import { isRelayed, laneOf } from './ways';

/** New URLs for one part in a row before it is storage that refuses, not time that ran out. */
export const MAX_REFRESHES = 3;
/** Different bytes twice is no accident of the line. */
const MAX_CORRUPTED = 2;

export interface PumpRun {
	readonly accountId: string;
	readonly drive: Drive;
	readonly session: StoredSession;
	readonly source: Source;
	/** Checksums of the hashing pass, which every part that is sent is compared with. */
	readonly stripes: Stripes;
	readonly signal: AbortSignal;
	/** Aborts when no other part is to start. */
	readonly leaving: AbortSignal;
	/** What all uploads together are held to. */
	readonly bandwidth: Bandwidth;
	/** What this part is held to, bytes per second, where it can be; none without a limit. */
	readonly rate?: number | undefined;
	/** Absolute bytes of one part in flight; 0 when it has to start again. */
	readonly onPart: (number: number, bytes: number) => void;
	/** A part is at the storage; the Receipt is stored before the next part starts. */
	readonly onReceipt: (receipt: Receipt) => Promise<void>;
	/** Whether the part that starts now goes through our own server. */
	readonly onWay?: ((relayed: boolean) => void) | undefined;
}

/** SentPart: what came of one PUT. `answer` is storage's text where the Session asks for it. */
export interface SentPart {
	readonly receipt: Receipt;
	readonly answer?: string | undefined;
}

/** inOrder tells whether parts go up one at a time, in order, and can't be replaced. */
export function inOrder({ drive, session }: Pick<PumpRun, 'drive' | 'session'>): boolean {
	return !(session.parallel ?? drive.traits.parallelParts);
}

/** Pump: what the lanes of one run share. */
export interface Pump {
	readonly run: PumpRun;
	/** No request starts any more. */
	readonly ending: AbortSignal;
	readonly presigner: Presigner;
	/** Numbers that no lane has taken yet. */
	readonly waiting: readonly number[];
	/** Parts of this run that arrived. */
	readonly arrivals: () => number;
}

/** sendPart sends a part until it is there; `again` stands in line anew before another try. */
export async function sendPart(
	number: number,
	again: () => Promise<void>,
	pump: Pump,
	tools: Tools
): Promise<Receipt> {
	const tries = new Tries();
	let refreshes = 0;
	let corrupted = 0;
	for (let attempt = 1; ; attempt++) {
		const refreshed = refreshes > 0 || tries.count > 0;
		const outcome = await tryPart(number, { attempt, refreshed }, pump, tools);
		if (!(outcome instanceof TransferError)) return outcome;
		if (outcome.recovery === 'refresh-url') {
			pump.presigner.drop(number);
			refreshes += 1;
			if (refreshes <= MAX_REFRESHES) continue;
			throw new TransferError('storage-refused', { detail: outcome.detail, cause: outcome });
		}
		refreshes = 0;
		if (outcome.code === 'part-corrupted') corrupted += 1;
		if (outcome.recovery !== 'retry' || corrupted >= MAX_CORRUPTED) throw outcome;
		if (!tries.failed(pump.arrivals())) throw outcome;
		// Retry-After holds for the whole host, which `admit` asks.
		await tools.clock.sleep(backoff(tries.count - 1, tools.clock), pump.ending);
		await again();
	}
}

/** tryPart sends a part once, and gives its Receipt or why there is none. */
async function tryPart(
	number: number,
	{ attempt, refreshed }: { readonly attempt: number; readonly refreshed: boolean },
	{ run, ending, presigner, waiting }: Pump,
	tools: Tools
): Promise<Receipt | TransferError> {
	const { source, session, accountId } = run;
	const range = partRange(number, session.partSize, source.identity.size);
	const next = waiting.slice(0, tools.partsPerFile());
	const grant = await run.bandwidth.enter(claimOf(run.drive, range, tools), ending);
	const admitted = admit(number, next, presigner, ending, tools, grant.rate);
	const { part, pass } = await admitted.catch((error: unknown) => {
		grant.leave(0);
		throw error;
	});
	const sending = tools.lines.send(accountId, range.end - range.start);
	const startedAt = tools.clock.now();
	let sent = 0;
	const notes = notesOf(part, { uploadId: session.uploadId, attempt }, tools);
	const onPart = (number: number, bytes: number) => {
		notes.moved(bytes);
		sending.moved((sent = bytes));
		run.onPart(number, bytes);
	};
	try {
		const { receipt } = await sendOnce(part, { ...run, rate: grant.rate, onPart }, tools);
		sending.moved((sent = receipt.size));
		notes.arrived(receipt.size);
		pass.arrived(tools.lines.rate(accountId));
		return receipt;
	} catch (error) {
		sending.end();
		run.onPart(number, 0);
		if (isAbort(error)) throw error;
		const raw = asTransferError(error);
		const stored = await storedAlready(number, raw, run, tools);
		if (stored) {
			notes.arrived(stored.size, 'as storage lists it');
			return stored;
		}
		const failed = { source, range, part, startedAt, sent, refreshed, tools };
		const failure = await diagnose(raw, failed);
		notes.failed(failure);
		pass.failed(failure, isAnswer(raw));
		return failure;
	} finally {
		sending.end();
		pass.leave();
		grant.leave(sent);
	}
}

/**
 * sendOnce reads the part twice, for its MD5 and for the wire: what storage says it has is compared
 * with what the disk says now. Where storage can't be asked afterwards, a copy that was compared
 * before goes out: `checked` is one that the caller has already.
 */
export async function sendOnce(
	part: PresignedPart,
	run: PumpRun,
	tools: Tools,
	checked?: HashedPart
): Promise<SentPart> {
	const { session, source, signal, accountId } = run;
	const file = await source.file();
	const range = partRange(part.number, session.partSize, file.size);
	const size = range.end - range.start;
	tools.ways.refuseLarge(part, size);
	const leave = await tools.hostGate(laneOf(part)).enter(signal);
	run.onWay?.(isRelayed(part));
	const failed = new AbortController();
	const sending = AbortSignal.any([signal, failed.signal]);
	const reading = { ...run, signal: sending };
	try {
		const copied = session.listable
			? undefined
			: (checked ?? (await readPart(file, part.number, reading, tools, true)));
		// slice(…, '') drops the File's type: the browser would send it as Content-Type.
		const body = copied?.copy ?? file.slice(range.start, range.end, '');
		const { method, url } = part;
		const headers = ratedHeaders(part, run.rate);
		const startedAt = tools.clock.now();
		const [answer, { md5 }] = await Promise.all([
			tools.transport
				.put(
					{ method, url, headers, body, withBody: session.commitsOnPut },
					{ signal: sending, onProgress: (bytes) => run.onPart(part.number, bytes) }
				)
				.then((answer) => {
					// One that was held back tells nothing of the line.
					const ms = tools.clock.now() - startedAt;
					if (run.rate === undefined) tools.goodput.sent(accountId, size, ms);
					return answer;
				}),
			copied ?? readPart(file, part.number, reading, tools)
		]);
		tools.ways.arrived(part);
		if (answer.etag !== undefined && answer.etag !== md5) {
			throw new TransferError('part-corrupted', { detail: `part ${part.number}` });
		}
		const receipt = { number: part.number, size, etag: md5 };
		return { receipt, answer: answer.body };
	} finally {
		failed.abort();
		leave();
	}
}

/** After these a part may have arrived without anybody hearing of it. */
const UNHEARD: ReadonlySet<string> = new Set(['network', 'stalled', 'server-error']);

/**
 * storedAlready: where parts go in order, one that arrived can't be sent again. Storage either names
 * the ETag that it has, or is asked; the same bytes count as sent, others spoil the Session.
 */
async function storedAlready(
	number: number,
	failure: TransferError,
	run: PumpRun,
	tools: Tools
): Promise<Receipt | undefined> {
	if (!inOrder(run)) return undefined;
	let etag = failure.code === 'part-exists' ? failure.detail : undefined;
	if (etag === undefined) {
		if (failure.code !== 'part-exists' && !UNHEARD.has(failure.code)) return undefined;
		const { drive, session, signal } = run;
		// What can't be asked now is asked again after the next try.
		const listed = await drive.listParts(session, { signal }).catch((error: unknown) => {
			if (isAbort(error) || asTransferError(error).code === 'session-lost') throw error;
			return [];
		});
		etag = listed.find((part) => part.number === number)?.etag;
	}
	if (etag === undefined) return undefined;
	const { source, session } = run;
	const { md5 } = await readPart(await source.file(), number, run, tools);
	const { start, end } = partRange(number, session.partSize, source.identity.size);
	if (md5 === etag) return { number, size: end - start, etag };
	throw new TransferError('part-exists', { detail: `part ${number}`, cause: failure });
}
