/**
 * Host budget: how often a host in trouble is asked again, over all files. Each failure spends, each
 * answer earns. When all is spent the host is shut: everybody waits for one request at a time, a
 * probe, instead of spending the tries of every part on it.
 */
import type { Clock } from '../kernel/clock';
import { TransferError, type ErrorCode } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';

/** Retries in hand at most, and at first. */
const FULL = 10;
/** Retries that one part which arrived allows. */
const EARNED = 0.2;
/** In this time one more is allowed in any case, milliseconds. */
const FLOOR_MS = 10_000;
/** Retries in hand when a probe was answered. */
const REOPENED = 4;
/** Those who waited together start again within this time, milliseconds. */
const SPREAD_MS = 1_000;
/** A longer pause is for the row to wait, where a person sees it; milliseconds. */
const LONG_MS = 120_000;

const TROUBLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'network',
	'stalled',
	'server-error',
	'unreadable-answer'
]);

/** isTrouble tells whether a failure is that of a host, not of what was sent to it. */
export function isTrouble({ code }: TransferError): boolean {
	return TROUBLE.has(code);
}

interface Waiting {
	readonly goOn: () => void;
	readonly giveUp: (error: TransferError) => void;
}

export class HostBudget {
	readonly #clock: Clock;
	#retries = FULL;
	#filledAt: number;
	/** The host asked for no request before, milliseconds since the epoch. */
	#notBefore = 0;
	#asked: TransferError | undefined;
	/** Probes that failed in a row; undefined while the host is open. */
	#misses: number | undefined;
	#probing = false;
	readonly #waiting = new Set<Waiting>();

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#filledAt = clock.now();
	}

	/** isOpen tells whether any request may start now. */
	get isOpen(): boolean {
		return this.#misses === undefined && this.#clock.now() >= this.#notBefore;
	}

	/**
	 * turn resolves when a request may start; true makes it the probe, whose end must be told. Rejects
	 * with the host's failure once MAX_TRIES probes failed in a row, and with `rate-limited` where the
	 * host asked for a pause of minutes.
	 */
	async turn(signal: AbortSignal): Promise<boolean> {
		for (;;) {
			signal.throwIfAborted();
			await this.#rest(signal);
			if (this.#misses === undefined) return false;
			if (!this.#probing) return this.#prepare(this.#misses, signal);
			await this.#news(signal);
			await this.#spread(signal);
		}
	}

	/** answered: the host took the request, or refused it in words that make sense. */
	answered(arrived: boolean): void {
		this.#fill();
		if (arrived) this.#retries = Math.min(FULL, this.#retries + EARNED);
		if (this.#misses === undefined) return;
		this.#misses = undefined;
		this.#probing = false;
		this.#retries = Math.max(this.#retries, REOPENED);
		this.#wake();
	}

	/** failed: the request met trouble. `isProbe` is what `turn` gave. */
	failed(error: TransferError, isProbe: boolean): void {
		this.asks(error);
		this.#fill();
		this.#retries = Math.max(0, this.#retries - 1);
		if (this.#misses === undefined) {
			if (this.#retries < 1) this.#misses = 0;
		} else if (isProbe) {
			this.#probing = false;
			this.#misses += 1;
			if (this.#misses < MAX_TRIES) return this.#wake();
			// Who comes next may try anew: their rows have waited, or a person said Retry.
			this.#misses = 0;
			for (const { giveUp } of [...this.#waiting]) giveUp(error);
		}
	}

	/** asks: a Retry-After holds for everybody. */
	asks(error: TransferError): void {
		if (error.retryAfter === undefined) return;
		const until = this.#clock.now() + error.retryAfter;
		if (until <= this.#notBefore) return;
		this.#notBefore = until;
		this.#asked = error;
	}

	/** handOn: the probe was given up before it said anything; the next in line takes its place. */
	handOn(): void {
		this.#probing = false;
		this.#wake();
	}

	/** rest waits for as long as the host asked. */
	async #rest(signal: AbortSignal): Promise<void> {
		for (;;) {
			const wait = this.#notBefore - this.#clock.now();
			if (wait <= 0) return;
			if (wait > LONG_MS) {
				const { detail } = this.#asked ?? {};
				throw new TransferError('rate-limited', { retryAfter: wait, detail, cause: this.#asked });
			}
			await this.#clock.sleep(wait, signal);
			await this.#spread(signal);
		}
	}

	/** prepare waits before a probe, and tells whether it is still wanted. */
	async #prepare(misses: number, signal: AbortSignal): Promise<boolean> {
		this.#probing = true;
		try {
			await this.#clock.sleep(backoff(misses, this.#clock), signal);
			await this.#rest(signal);
			return this.#misses !== undefined;
		} catch (error) {
			this.handOn();
			throw error;
		}
	}

	#spread(signal: AbortSignal): Promise<void> {
		return this.#clock.sleep(this.#clock.random() * SPREAD_MS, signal);
	}

	/** news resolves when something changed for those who wait; rejects when the host is given up. */
	#news(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const end = (settle: () => void) => {
				this.#waiting.delete(waiting);
				signal.removeEventListener('abort', onAbort);
				settle();
			};
			const onAbort = () => end(() => reject(signal.reason as Error));
			const waiting: Waiting = {
				goOn: () => end(resolve),
				giveUp: (error) => end(() => reject(error))
			};
			this.#waiting.add(waiting);
			signal.addEventListener('abort', onAbort, { once: true });
		});
	}

	#wake(): void {
		for (const { goOn } of [...this.#waiting]) goOn();
	}

	#fill(): void {
		const now = this.#clock.now();
		this.#retries = Math.min(FULL, this.#retries + (now - this.#filledAt) / FLOOR_MS);
		this.#filledAt = now;
	}
}
