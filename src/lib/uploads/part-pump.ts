/**
 * Part pump: sends the parts that storage does not have yet, several at once where the Drive
 * allows, each until it is there or its error is one that repeating does not heal.
 */
import type { Drive, PresignedPart, Receipt, Session } from '../drives/drive';
import type { HashedPart } from '../hashing/hasher';
import { asTransferError, isAbort, TransferError, type ErrorCode } from '../kernel/errors';
import { backoff, Tries } from '../kernel/retry';
import type { Stripes } from '../kernel/stripes';
import type { Source } from '../sources/source';
import { admit } from './admit';
import { diagnose, isAnswer } from './diagnose';
import { Flow } from './flow';
import { readPart } from './part-reading';
import { partRange } from './parts';
import { Presigner } from './presigner';
import type { Tools } from './tools';
import { isRelayed, laneOf } from './ways';

/** New URLs for one part in a row before it is storage that refuses, not time that ran out. */
export const MAX_REFRESHES = 3;
/** Different bytes twice is no accident of the line. */
const MAX_CORRUPTED = 2;
/** The largest number of parts at once that a person can set. */
const MOST_LANES = 6;
/** After these, parts on their way are those of another file, or never arrive. */
const WORTHLESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'source-changed',
	'source-missing',
	'parts-missing',
	'offline',
	'superseded',
	'unexpected'
]);

export interface PumpRun {
	readonly accountId: string;
	readonly drive: Drive;
	readonly session: Session;
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

/**
 * pumpParts resolves when every number has its Receipt. After the first hopeless part no other one
 * starts; those on their way still arrive, where that is worth anything.
 */
export async function pumpParts(
	numbers: readonly number[],
	run: PumpRun,
	tools: Tools
): Promise<void> {
	const stop = new AbortController();
	const end = new AbortController();
	const signal = AbortSignal.any([run.signal, stop.signal]);
	const ending = AbortSignal.any([signal, end.signal]);
	const most = () => (inOrder(run) ? 1 : tools.partsPerFile());
	const { accountId, session } = run;
	const flow = new Flow({ accountId, partSize: session.partSize, most, lines: tools.lines });
	const presigner = new Presigner(run.drive, session, tools, ending);
	const waiting = [...numbers];
	let arrivals = 0;
	const pump = { run: { ...run, signal }, ending, presigner, waiting, arrivals: () => arrivals };

	const lane = async () => {
		for (;;) {
			let leave = await flow.enter(ending);
			const before = arrivals;
			const again = async () => {
				leave(false);
				leave = await flow.enter(ending);
			};
			try {
				const number = waiting.shift();
				if (number === undefined) return;
				const receipt = await sendPart(number, again, pump, tools);
				arrivals += 1;
				await run.onReceipt(receipt);
			} finally {
				leave(arrivals > before);
			}
		}
	};
	// In order, a second lane would send the next part while the first one waits to try again.
	const many = Math.min(inOrder(run) ? 1 : MOST_LANES, numbers.length);
	const lanes = Array.from({ length: many }, lane);
	try {
		await Promise.all(lanes);
	} catch (error) {
		end.abort();
		if (isWorthless(asTransferError(error))) stop.abort();
		throw error;
	} finally {
		// Nothing of this run may go on behind its back.
		await Promise.allSettled(lanes);
	}
}

/** isWorthless tells whether parts still on their way can't help any more, or can't arrive. */
function isWorthless({ code, recovery }: TransferError): boolean {
	return recovery === 'reopen-session' || WORTHLESS.has(code);
}

/** inOrder tells whether parts go up one at a time, in order, and can't be replaced. */
export function inOrder({ drive, session }: Pick<PumpRun, 'drive' | 'session'>): boolean {
	return !(session.parallel ?? drive.traits.parallelParts);
}

/** Pump: what the lanes of one run share. */
interface Pump {
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
async function sendPart(
	number: number,
	again: () => Promise<void>,
	pump: Pump,
	tools: Tools
): Promise<Receipt> {
	const tries = new Tries();
	let refreshes = 0;
	let corrupted = 0;
	for (;;) {
		const refreshed = refreshes > 0 || tries.count > 0;
		const outcome = await tryPart(number, refreshed, pump, tools);
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
	refreshed: boolean,
	{ run, ending, presigner, waiting }: Pump,
	tools: Tools
): Promise<Receipt | TransferError> {
	const { source, session, accountId } = run;
	const next = waiting.slice(0, tools.partsPerFile());
	const { part, pass } = await admit(number, next, presigner, ending, tools);
	const range = partRange(number, session.partSize, source.identity.size);
	const sending = tools.lines.send(accountId, range.end - range.start);
	const startedAt = tools.clock.now();
	let sent = 0;
	const onPart = (number: number, bytes: number) => {
		sending.moved((sent = bytes));
		run.onPart(number, bytes);
	};
	try {
		const { receipt } = await sendOnce(part, { ...run, onPart }, tools);
		sending.moved(receipt.size);
		pass.arrived(tools.lines.rate(accountId));
		return receipt;
	} catch (error) {
		sending.end();
		run.onPart(number, 0);
		if (isAbort(error)) throw error;
		const raw = asTransferError(error);
		const stored = await storedAlready(number, raw, run, tools);
		if (stored) return stored;
		const failed = { source, range, part, startedAt, sent, refreshed, tools };
		const failure = await diagnose(raw, failed);
		pass.failed(failure, isAnswer(raw));
		return failure;
	} finally {
		sending.end();
		pass.leave();
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
