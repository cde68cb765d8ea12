import type { Clock } from '../../src/lib/kernel/clock';
import type { Chance } from './chance';
import type { Delivery, Told } from './exchange';
import type { LineRequest } from './life';
import { Copied, DiskFile } from './sim-disk';

/** Hop: how a body gets to storage. */
export interface Hop {
	readonly clock: Clock;
	readonly chance: Chance;
	/** The page is there, has not given up, and its line is up. */
	isAlive(): boolean;
	/** Resolves when the page gives up. */
	readonly aborted: Promise<unknown>;
	/** So many bytes went out. */
	step(bytes: number): void;
	/** `cut` and `lose-answer` end in an error; `stall` and `mute` never end by themselves. */
	readonly kind: 'cut' | 'lose-answer' | 'stall' | 'mute' | 'slow' | undefined;
}

/** Runs of bytes that one body is sent in. */
const RUNS = 3;
const SLOW_MS = 20_000;
const LOOK_MS = 5_000;

/** sendBody gives storage's answer, or undefined where the page hears of none. */
export async function sendBody(
	{ body, onProgress }: LineRequest,
	delivery: Delivery,
	hop: Hop
): Promise<Told | undefined> {
	const { clock, chance, kind } = hop;
	const each = Math.max(1, Math.ceil(body.size / RUNS));
	const broken = kind === 'cut' || kind === 'stall' ? chance.whole(0, body.size) : Infinity;
	for (let start = 0; start < body.size; start += each) {
		const end = Math.min(start + each, body.size, broken);
		try {
			if (end > start) delivery.push(bytesOf(body, start, end));
		} catch {
			// The file is not what it was: the browser ends the request, and says no more.
			delivery.cut();
			return undefined;
		}
		await clock.sleep(kind === 'slow' ? chance.whole(1, SLOW_MS) : chance.whole(1, 25));
		hop.step(Math.max(0, end - start));
		if (!hop.isAlive() || (kind === 'cut' && end === broken)) {
			delivery.cut();
			return undefined;
		}
		onProgress(end);
		if (kind === 'stall' && end === broken) return silence(delivery, hop);
	}
	delivery.end();
	// What is not sent at all can't be cut any more: the answer gets lost instead.
	const told = await delivery.told;
	if (kind === 'mute') return silence(delivery, hop);
	return kind === 'lose-answer' || kind === 'cut' ? undefined : told;
}

/** silence lasts until the page gives up, or is no more: that its peer may notice late. */
async function silence(delivery: Delivery, hop: Hop): Promise<undefined> {
	const over = new AbortController();
	const gone = hop.aborted.then(() => over.abort());
	while (hop.isAlive())
		await Promise.race([gone, hop.clock.sleep(LOOK_MS, over.signal)]).catch(() => {});
	over.abort();
	delivery.cut();
	return undefined;
}

function bytesOf(body: Blob, start: number, end: number): Uint8Array {
	if (body instanceof DiskFile) return body.read(start, end);
	if (body instanceof Copied) return body.kept.subarray(start, end);
	if (body.size === 0) return new Uint8Array();
	throw new Error('only files of the simulated disk are sent');
}
