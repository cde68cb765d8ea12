/**
 * Part pump: sends the parts that storage does not have yet, several at once where the Drive
 * allows, each until it is there or its error is one that repeating does not heal.
 */
import type { Digests, Drive, PresignedPart, Receipt, Session } from '../drives/drive';
import { asTransferError, isAbort, TransferError } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';
import type { Source } from '../sources/source';
import { diagnose } from './diagnose';
import { partRange } from './parts';
import { Presigner } from './presigner';
import type { Tools } from './tools';
import { isRelayed, laneOf } from './ways';

/** New URLs for one part in a row before it is storage that refuses, not time that ran out. */
const MAX_REFRESHES = 3;
/** Different bytes twice is no accident of the line. */
const MAX_CORRUPTED = 2;

export interface PumpRun {
	readonly drive: Drive;
	readonly session: Session;
	readonly source: Source;
	readonly digests: Digests;
	readonly signal: AbortSignal;
	/** Absolute bytes of one part in flight; 0 when it has to start again. */
	readonly onPart: (number: number, bytes: number) => void;
	/** A part is at the storage; the Receipt is stored before the next part starts. */
	readonly onReceipt: (receipt: Receipt) => Promise<void>;
	/** Whether the part that starts now goes through our own server. */
	readonly onWay?: ((relayed: boolean) => void) | undefined;
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
	const atOnce = run.drive.traits.parallelParts ? tools.partsPerFile() : 1;

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
	for (;;) {
		run.signal.throwIfAborted();
		const part = await presigner.take(number, next.slice(0, tools.partsPerFile()));
		const startedAt = tools.clock.now();
		let sent = 0;
		const onPart = (number: number, bytes: number) => run.onPart(number, (sent = bytes));
		try {
			return await sendOnce(part, { ...run, onPart }, tools);
		} catch (error) {
			run.onPart(number, 0);
			if (isAbort(error)) throw error;
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
 * with what the disk says now. A file of one part must also still have the digest it had.
 */
async function sendOnce(part: PresignedPart, run: PumpRun, tools: Tools): Promise<Receipt> {
	const { session, source, signal } = run;
	const body = await source.slice(partRange(part.number, session.partSize, source.identity.size));
	tools.ways.refuseLarge(part, body.size);
	const leave = await tools.hostGate(laneOf(part)).enter(signal);
	run.onWay?.(isRelayed(part));
	const failed = new AbortController();
	const sending = AbortSignal.any([signal, failed.signal]);
	try {
		const [answer, { md5 }] = await Promise.all([
			tools.transport.put(
				{ method: part.method, url: part.url, headers: part.headers, body },
				{ signal: sending, onProgress: (bytes) => run.onPart(part.number, bytes) }
			),
			tools.partHasher.digest(body, ['md5'], { signal: sending })
		]);
		tools.ways.arrived(part);
		if (md5 === undefined) throw new TransferError('unexpected', { detail: 'no part digest' });
		if (answer.etag !== undefined && answer.etag !== md5) {
			throw new TransferError('part-corrupted', { detail: `part ${part.number}` });
		}
		if (session.parts === 1 && run.digests.md5 !== undefined && run.digests.md5 !== md5) {
			throw new TransferError('source-changed');
		}
		return { number: part.number, size: body.size, etag: md5 };
	} finally {
		failed.abort();
		leave();
	}
}
