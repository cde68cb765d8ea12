import type { Clock } from '../../src/lib/kernel/clock';
import type { Chance } from './chance';

/** Mortal: what a sleeper belongs to. The dead never wake. */
export interface Mortal {
	readonly name: string;
	readonly alive: boolean;
	/** Until then its computer sleeps, milliseconds since the epoch: nobody on it wakes sooner. */
	readonly frozenUntil?: number;
}

interface Sleeper {
	readonly owner: Mortal;
	readonly at: number;
	/** Sleepers of one moment wake in the order in which they fell asleep. */
	readonly order: number;
	readonly wake: () => void;
}

/** Real: work that Node itself does beside this thread. It ends in the order in which it began. */
interface Real {
	readonly over: Promise<unknown>;
	readonly tell: () => void;
}

function wakesAt({ at, owner }: Sleeper): number {
	return Math.max(at, owner.frozenUntil ?? 0);
}

/** Rounds of the event loop in which nothing happens before everything is taken to be at rest. */
const ROUNDS = 4;

/** One round of the event loop. Taken before a run may replace anything global. */
const soon = setImmediate;

/**
 * SimTime: one time for engine, proxy and services. It stands still while anything can run without
 * it, and then jumps to the next sleeper: minutes of back-off cost nothing, and the order of events
 * depends on nothing but the seed.
 */
export class SimTime {
	readonly #chance: Chance;
	readonly #start: number;
	#now: number;
	#orders = 0;
	#sleepers: Sleeper[] = [];
	readonly #real: Real[] = [];

	constructor(chance: Chance, start = Date.UTC(2026, 0, 1)) {
		this.#chance = chance;
		this.#now = this.#start = start;
	}

	get now(): number {
		return this.#now;
	}

	/** Milliseconds since the run began. */
	get elapsed(): number {
		return this.#now - this.#start;
	}

	/** clockOf gives the Clock of one owner. */
	clockOf(owner: Mortal): Clock {
		return {
			now: () => this.#now,
			random: this.#chance.next,
			sleep: (ms, signal) => this.#sleep(owner, ms, signal)
		};
	}

	/** sleeping lists who sleeps, by owner. */
	sleeping(owner: Mortal): number {
		return this.#sleepers.filter((sleeper) => sleeper.owner === owner).length;
	}

	/** real brings work of other threads into the order of events. */
	real<T>(work: Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			let tell = () => {};
			const over = work.then(
				(value) => (tell = () => resolve(value)),
				(error: unknown) => (tell = () => reject(error as Error))
			);
			this.#real.push({ over, tell: () => tell() });
		});
	}

	/**
	 * pass lets things happen until `until` holds at a moment of rest, or nothing is left that could
	 * happen before `limit` (milliseconds from now). True: `until` held.
	 */
	async pass(until: () => boolean, limit: number): Promise<boolean> {
		const end = this.#now + limit;
		for (;;) {
			await this.#settle();
			if (until()) return true;
			const next = this.#next(end);
			if (!next) {
				this.#now = Math.max(this.#now, end);
				return false;
			}
			this.#now = Math.max(this.#now, wakesAt(next));
			next.wake();
		}
	}

	/** through lets things happen until `work` has ended, or gives it up with its life. */
	async through(work: Promise<unknown>, limit = 3_600_000): Promise<void> {
		let over = false;
		const end = () => void (over = true);
		work.then(end, end);
		await this.pass(() => over, limit);
	}

	async #settle(): Promise<void> {
		for (;;) {
			for (let round = 0; round < ROUNDS; round++) await new Promise((resolve) => soon(resolve));
			const first = this.#real.shift();
			if (!first) return;
			await first.over;
			first.tell();
		}
	}

	#next(end: number): Sleeper | undefined {
		this.#sleepers = this.#sleepers.filter(({ owner }) => owner.alive);
		let first: Sleeper | undefined;
		for (const one of this.#sleepers) {
			const earlier =
				!first ||
				wakesAt(one) < wakesAt(first) ||
				(wakesAt(one) === wakesAt(first) && one.order < first.order);
			if (earlier) first = one;
		}
		if (!first || wakesAt(first) > end) return undefined;
		this.#sleepers = this.#sleepers.filter((one) => one !== first);
		return first;
	}

	#sleep(owner: Mortal, ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason as Error);
			const onAbort = () => {
				this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
				reject(signal!.reason as Error);
			};
			const wake = () => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			};
			const at = this.#now + Math.max(0, ms);
			const sleeper: Sleeper = { owner, at, order: ++this.#orders, wake };
			this.#sleepers.push(sleeper);
			signal?.addEventListener('abort', onAbort, { once: true });
		});
	}
}
