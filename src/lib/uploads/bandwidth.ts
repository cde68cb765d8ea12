/**
 * Bandwidth: holds all uploads together to a rate. Each part is given a share of it before it starts,
 * and keeps that until it is over, and at least for as long as its bytes take at that rate. So a part
 * that can only go as fast as the line is followed by a pause that makes its average right.
 */
import type { Clock } from '../kernel/clock';
import type { BandwidthRule } from './bandwidth-rule';

/** Time that was left unused and may be made up for, milliseconds: the gaps between parts. */
const CREDIT_MS = 1_000;
/** Shares are no smaller than this part of the limit: our own relay takes no more parts at once. */
const MOST_SHARES = 4;
/** A part that makes up for a gap is at most so much faster than its share. */
const MOST_HASTE = 1.25;

/** Claim: a part that wants to go. */
export interface Claim {
	/** Bytes. */
	readonly size: number;
	/** Asked when its turn may have come: by then it may have to go another way. */
	readonly reach: () => Reach;
}

/** Reach: to what a part can be held on the way that it takes. */
export interface Reach {
	/** Lowest and highest rate, bytes per second. */
	readonly least: number;
	readonly most: number;
	/** It goes at the speed of the line: no other such part may go at the same time. */
	readonly isAlone: boolean;
}

/** Grant: a part that may go now. Every Grant must be left. */
export interface Grant {
	/** What the part is to be held to, bytes per second; undefined: there is no limit. */
	readonly rate: number | undefined;
	/** leave tells how many bytes went; calling it twice does nothing. */
	leave(sent: number): void;
}

interface Held {
	readonly share: number;
	readonly isAlone: boolean;
	/** When the share is free again, once its part is over; milliseconds since the epoch. */
	until: number;
}

interface Waiting {
	readonly claim: Claim;
	readonly admit: (grant: Grant) => void;
}

const UNLIMITED: Grant = { rate: undefined, leave() {} };

export class Bandwidth {
	readonly #clock: Clock;
	readonly #rule: () => BandwidthRule;
	#waiting: Waiting[] = [];
	readonly #held = new Set<Held>();
	/** Bytes that could have gone lately, and did not. */
	#spare = 0;
	#toldAt: number;
	#alarm = new AbortController();

	/** `rule` gives what holds now: the person may change it at any time. */
	constructor(clock: Clock, rule: () => BandwidthRule) {
		this.#clock = clock;
		this.#rule = rule;
		this.#toldAt = clock.now();
	}

	/** enter resolves when a part may go. Parts come in the order in which they asked. */
	async enter(claim: Claim, signal: AbortSignal): Promise<Grant> {
		signal.throwIfAborted();
		return new Promise((resolve, reject) => {
			const onAbort = () => {
				this.#waiting = this.#waiting.filter((other) => other !== waiting);
				reject(signal.reason as Error);
				this.changed();
			};
			const admit = (grant: Grant) => {
				signal.removeEventListener('abort', onAbort);
				resolve(grant);
			};
			const waiting = { claim, admit };
			this.#waiting.push(waiting);
			signal.addEventListener('abort', onAbort, { once: true });
			this.changed();
		});
	}

	/** changed looks again who may go: the rule is another one, or a share came free. */
	changed(): void {
		const now = this.#clock.now();
		const limit = this.#rule().rate(now);
		this.#account(now, limit ?? 0);
		const still: Waiting[] = [];
		for (const [index, waiting] of this.#waiting.entries()) {
			const behind = this.#waiting.slice(index + 1);
			const grant = limit === undefined ? UNLIMITED : this.#grant(waiting, behind, limit, now);
			if (grant) waiting.admit(grant);
			else still.push(waiting);
		}
		this.#waiting = still;
		this.#arm(now);
	}

	/** grant gives a share, as large as is fair to those that go and those that wait. */
	#grant(
		{ claim }: Waiting,
		behind: readonly Waiting[],
		limit: number,
		now: number
	): Grant | undefined {
		const held = [...this.#held];
		const reach = claim.reach();
		const { least, isAlone } = reach;
		if (isAlone && held.some(({ isAlone }) => isAlone)) return undefined;
		const free = held.reduce((rest, { share }) => rest - share, limit);
		// Of those that go alone one at most can go beside this one.
		const together = behind.filter((other) => !other.claim.reach().isAlone).length;
		const alone = !isAlone && behind.length > together ? 1 : 0;
		const wanting = held.length + 1 + together + alone;
		const most = Math.min(MOST_SHARES, Math.max(1, Math.floor(limit / least)));
		const fair = limit / Math.min(wanting, most);
		// What comes free a moment too early by rounding is no reason to wait.
		if (free < fair * 0.999) return undefined;
		const share = behind.length === 0 ? free : fair;
		return this.#take(claim.size, reach, share, now);
	}

	#take(size: number, { least, most, isAlone }: Reach, share: number, now: number): Grant {
		const made = Math.min(this.#spare, size * (1 - 1 / MOST_HASTE));
		this.#spare -= made;
		const ms = ((size - made) / share) * 1000;
		const rate = Math.min(most, Math.max(least, (size / ms) * 1000 || share));
		const held: Held = { share, isAlone, until: Infinity };
		this.#held.add(held);
		return {
			rate,
			leave: (sent) => {
				if (held.until !== Infinity) return;
				held.until = now + (size > 0 ? ms * Math.min(1, sent / size) : 0);
				this.changed();
			}
		};
	}

	/** account takes back shares whose time is over, and counts what nobody used. */
	#account(now: number, limit: number): void {
		const over = [...this.#held].filter(({ until }) => until <= now);
		for (const moment of [...over.map(({ until }) => until), now].sort((a, b) => a - b)) {
			const at = Math.max(moment, this.#toldAt);
			const free = [...this.#held].reduce((rest, { share }) => rest - share, limit);
			this.#spare += (Math.max(0, free) * (at - this.#toldAt)) / 1000;
			this.#toldAt = at;
			for (const held of over) if (held.until <= at) this.#held.delete(held);
		}
		this.#spare = Math.min(this.#spare, (limit * CREDIT_MS) / 1000);
	}

	/** arm looks again at the next moment that can change anything for those who wait. */
	#arm(now: number): void {
		this.#alarm.abort();
		if (this.#waiting.length === 0) return;
		const moments = [...this.#held].map(({ until }) => until);
		const next = Math.min(this.#rule().nextChange(now), ...moments);
		if (next === Infinity) return;
		const alarm = (this.#alarm = new AbortController());
		this.#clock.sleep(next - now, alarm.signal).then(
			() => this.changed(),
			// Another alarm took its place.
			() => {}
		);
	}
}
