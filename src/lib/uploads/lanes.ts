/**
 * Lanes: the parts that storage does not have yet, several at once where the Drive allows, as many as
 * the line carries.
 */
import { asTransferError, isAbort, type ErrorCode, type TransferError } from '../kernel/errors';
import { Flow } from './flow';
import { inOrder, sendPart, type PumpRun } from './part-pump';
import { Presigner } from './presigner';
import type { Tools } from './tools';

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

/**
 * pumpParts resolves when every number has its Receipt. After the first hopeless part, and once the run
 * is to leave, no other one starts; those on their way still arrive, where that is worth anything.
 */
export async function pumpParts(
	numbers: readonly number[],
	run: PumpRun,
	tools: Tools
): Promise<void> {
	const stop = new AbortController();
	const end = new AbortController();
	const signal = AbortSignal.any([run.signal, stop.signal]);
	const ending = AbortSignal.any([signal, end.signal, run.leaving]);
	const isOrdered = inOrder(run);
	const most = () => (isOrdered ? 1 : tools.partsPerFile());
	const { accountId, session } = run;
	const flow = new Flow({ accountId, partSize: session.partSize, most, lines: tools.lines });
	const presigner = new Presigner(run.drive, session, tools, ending);
	const waiting = [...numbers];
	let arrivals = 0;
	const pump = { run: { ...run, signal }, ending, presigner, waiting, arrivals: () => arrivals };

	const lane = async () => {
		for (;;) {
			if (waiting.length === 0) return;
			let leave = await flow.enter(ending);
			let arrived = false;
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
				arrived = true;
			} finally {
				leave(arrived);
			}
		}
	};
	// In order: while a part is tried again no other lane may take the next one.
	const count = isOrdered ? 1 : Math.min(MOST_LANES, numbers.length);
	const lanes = Array.from({ length: count }, lane);
	try {
		await Promise.all(lanes);
	} catch (error) {
		end.abort();
		// A run that goes back into line needs every part that is on its way.
		const isLeaving = isAbort(error) && run.leaving.aborted;
		if (!isLeaving && isWorthless(asTransferError(error))) stop.abort();
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
