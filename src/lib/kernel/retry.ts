import type { Clock } from './clock';

/** Tries of one part or call before the upload waits or fails resumably. object-storage.md §16.2 */
export const MAX_TRIES = 8;
/** Tries of one part in one run, whatever else of its file arrives meanwhile. */
const MAX_IN_ALL = 3 * MAX_TRIES;
const BASE_MS = 500;
const CAP_MS = 30_000;
/** A far side that names a longer time is asked again after a day. */
const LONGEST_ASKED_MS = 24 * 60 * 60 * 1000;

/**
 * backoff gives the wait before try `attempt` (0 = first retry), milliseconds: full jitter, after the
 * far side's own Retry-After where it gave one. Never shorter than asked.
 */
export function backoff(attempt: number, clock: Clock, retryAfter = 0): number {
	return retryAfter + clock.random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}

/**
 * retryAfterMs reads a Retry-After header, seconds or a date, as milliseconds from `now`. Undefined
 * for none, for one that is over, and for what can't be read.
 */
export function retryAfterMs(text: string | null | undefined, now: number): number | undefined {
	if (text === null || text === undefined) return undefined;
	const isSeconds = /^\s*\d+(\.\d+)?\s*$/.test(text);
	const ms = isSeconds ? Number(text) * 1000 : Date.parse(text) - now;
	return ms > 0 ? Math.min(ms, LONGEST_ASKED_MS) : undefined;
}

/** Tries counts how often one part failed in a row. */
export class Tries {
	#inRow = 0;
	#inAll = 0;
	#arrived = 0;

	/** count gives the failures in a row, 0 before the first. */
	get count(): number {
		return this.#inRow;
	}

	/**
	 * failed notes one more, and tells whether another try is left. `arrived` counts what came through
	 * of the same file: since that grew the line has worked, so that the row of failures begins anew.
	 */
	failed(arrived: number): boolean {
		if (arrived > this.#arrived) this.#inRow = 0;
		this.#arrived = arrived;
		this.#inRow += 1;
		this.#inAll += 1;
		return this.#inRow < MAX_TRIES && this.#inAll < MAX_IN_ALL;
	}
}
