/** Pauses: how long an account's drive is left alone after it asked for that, longer each time. */
import type { Clock } from '../kernel/clock';
import type { TransferError } from '../kernel/errors';
import { retryTime } from './limits';
import type { Status } from './upload';

/** No pause is longer. 115.md §11.2 */
const LONGEST_MS = 3_600_000;
/** Who was left alone for so long after a pause was not bothered by us. */
const QUIET_MS = 600_000;
const ASKED: ReadonlySet<string> = new Set(['rate-limited', 'blocked']);

interface Pause {
	/** Pauses in a row, 0 for the first. */
	readonly streak: number;
	readonly until: number;
}

export class Pauses {
	readonly #clock: Clock;
	readonly #byAccount = new Map<string, Pause>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** until gives when a row that failed so tries again by itself; undefined where time clears nothing. */
	until(accountId: string, error: TransferError): number | undefined {
		const now = this.#clock.now();
		const least = retryTime(error, now);
		if (least === undefined || !ASKED.has(error.code)) return least;
		const last = this.#byAccount.get(accountId);
		const before = last && now - last.until < QUIET_MS ? last : undefined;
		// Several rows meet the same refusal: that is one pause, not several.
		const streak = before ? before.streak + (now < before.until ? 0 : 1) : 0;
		const wait = Math.min(LONGEST_MS, (least - now) * 2 ** streak);
		const until = Math.max(now + wait, Math.min(least, now + LONGEST_MS));
		this.#byAccount.set(accountId, { streak, until });
		return until;
	}

	/** answered: the drive works for this account again, so the next pause is a first one. */
	answered(accountId: string): void {
		this.#byAccount.delete(accountId);
	}
}

/**
 * hasAnswered: the drive works. A row that goes on with its Session says `uploading` before its drive
 * has answered anything.
 */
export function hasAnswered(before: Status, { state }: Status): boolean {
	return state === 'done' || (state === 'uploading' && before.state === 'checking');
}
