/**
 * Part pump: sends the parts that storage does not have yet, several at once where the Drive
 * allows, each until it is there or its error is one that repeating does not heal.
 */
import type { Drive, PresignedPart, Receipt } from '../drives/drive';
import type { HashedPart, Stripes } from '../hashing/hasher';
import { asTransferError, isAbort, TransferError } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';
import type { StoredSession } from '../sessions/session-store';
import type { Source } from '../sources/source';
import { diagnose } from './diagnose';
import { notesOf } from './part-notes';
import { readPart } from './part-reading';
import { partRange } from './parts';
import { Presigner } from './presigner';
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

/** pumpParts resolves when every number has its Receipt. The first hopeless part ends the run. */
export async function pumpParts(
	numbers: readonly number[],
	run: PumpRun,
	tools: Tools
): Promise<void> {
	const stop = new AbortController();
	const signal = AbortSignal.any([run.signal, stop.signal]);
	const presigner = new Presigner(run.drive, run.session, tools, signal);
	const waiting = [...numbers];
	const atOnce = inOrder(run) ? 1 : tools.partsPerFile();

	const lane = async () => {
		for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
			const receipt = await sendPart(number, waiting, presigner, { ...run, signal }, tools);
			await run.onReceipt(receipt);
		}
	};
	const lanes = Array.from({ length: Math.min(atOnce, numbers.length) }, lane);
	try {
		await Promise.all(lanes);
	} finally {
		// One lane failed, or all are done: nothing of this run may go on behind its back.
		stop.abort();
		await Promise.allSettled(lanes);
	}
}

/** inOrder tells whether parts go up one at a time, in order, and can't be replaced. */
export function inOrder({ drive, session }: Pick<PumpRun, 'drive' | 'session'>): boolean {
	return !(session.parallel ?? drive.traits.parallelParts);
}

async function sendPart(
	number: number,
	next: readonly number[],
	presigner: Presigner,
	run: PumpRun,
	tools: Tools
): Promise<Receipt> {
	let tries = 0;
	let refreshes = 0;
	let corrupted = 0;
	const { uploadId } = run.session;
	for (let attempt = 1; ; attempt++) {
		run.signal.throwIfAborted();
		const part = await presigner.take(number, next.slice(0, tools.partsPerFile()));
		const startedAt = tools.clock.now();
		let sent = 0;
		const notes = notesOf(part, { uploadId, attempt }, tools);
		const onPart = (number: number, bytes: number) => {
			notes.moved(bytes);
			run.onPart(number, (sent = bytes));
		};
		try {
			const { receipt } = await sendOnce(part, { ...run, onPart }, tools);
			notes.arrived(receipt.size);
			return receipt;
		} catch (error) {
			run.onPart(number, 0);
			if (isAbort(error)) throw error;
			const stored = await storedAlready(number, asTransferError(error), run, tools);
			if (stored) {
				notes.arrived(stored.size, 'as storage lists it');
				return stored;
			}
			const range = partRange(number, run.session.partSize, run.source.identity.size);
			const failure = await diagnose(asTransferError(error), {
				source: run.source,
				range,
				part,
				startedAt,
				sent,
				refreshed: refreshes > 0 || tries > 0,
				tools
			});
			notes.failed(failure);
			if (failure.recovery === 'refresh-url') {
				presigner.drop(number);
				refreshes += 1;
				if (refreshes > MAX_REFRESHES) {
					throw new TransferError('storage-refused', { detail: failure.detail, cause: failure });
				}
				continue;
			}
			refreshes = 0;
			if (failure.code === 'part-corrupted') corrupted += 1;
			if (failure.recovery !== 'retry' || corrupted >= MAX_CORRUPTED) throw failure;
			tries += 1;
			if (tries >= MAX_TRIES) throw failure;
			await tools.clock.sleep(backoff(tries - 1, tools.clock, failure.retryAfter), run.signal);
		}
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
		const { method, url, headers } = part;
		const startedAt = tools.clock.now();
		const [answer, { md5 }] = await Promise.all([
			tools.transport
				.put(
					{ method, url, headers, body, withBody: session.commitsOnPut },
					{ signal: sending, onProgress: (bytes) => run.onPart(part.number, bytes) }
				)
				.then((answer) => {
					tools.goodput.sent(accountId, size, tools.clock.now() - startedAt);
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
