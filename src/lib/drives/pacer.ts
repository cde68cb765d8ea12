import type { Clock } from '../kernel/clock';
import type { Realm, Traits } from './drive';

/** Learnt: what a refusal taught of one operation. */
export interface Learnt {
	/** Milliseconds between two calls, at that time. */
	readonly gap: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

/** Pace: how fast one account's drive may be asked. */
export interface Pace {
	readonly pacing: Traits['pacing'];
	readonly realm: Realm;
	/** By operation, over restarts; kept by `keep`. */
	readonly learnt: Record<string, Learnt>;
	readonly keep?: (() => void) | undefined;
}

/** Pacer keeps the shortest time between two calls of one operation: the provider's, or a longer one. */
export interface Pacer {
	/** turn resolves when the operation may be called; rejects with the signal's reason. */
	turn(operation: string, signal?: AbortSignal): Promise<void>;
	/**
	 * refused: the drive found the calls too many. They go half as often from now on, and none before
	 * `retryAfter` milliseconds.
	 */
	refused(operation: string, retryAfter?: number): void;
}

/** What was learnt is half forgotten in this time, milliseconds. */
const HALF_LIFE_MS = 600_000;
/** A refusal where no pace is documented begins with this gap, milliseconds. */
const FIRST_MS = 200;
const LONGEST_MS = 60_000;

const documented = ({ pacing }: Pace, operation: string) => pacing[operation] ?? pacing.default;

/** gapOf gives the milliseconds between two calls now. The sandbox needs none until it says so. */
export function gapOf(pace: Pace, operation: string, now: number): number {
	const least = pace.realm === 'sandbox' ? 0 : documented(pace, operation);
	const { gap, at } = pace.learnt[operation] ?? { gap: 0, at: 0 };
	const more = (gap - least) * 0.5 ** ((now - at) / HALF_LIFE_MS);
	return more < 1 ? least : least + more;
}

/** createPacer makes the Pacer of one account. Turns come in order. */
export function createPacer(pace: Pace, clock: Clock): Pacer {
	const free = new Map<string, number>();
	return {
		async turn(operation, signal) {
			signal?.throwIfAborted();
			const gap = gapOf(pace, operation, clock.now());
			const now = clock.now();
			const start = Math.max(now, free.get(operation) ?? 0);
			if (gap > 0) free.set(operation, start + gap);
			if (start > now) await clock.sleep(start - now, signal);
		},
		refused(operation, retryAfter = 0) {
			const now = clock.now();
			const until = now + Math.min(retryAfter, LONGEST_MS);
			free.set(operation, Math.max(until, free.get(operation) ?? 0));
			const gap = gapOf(pace, operation, now);
			// Calls that were under way together are refused together: that is one lesson.
			if (now - (pace.learnt[operation]?.at ?? 0) < Math.max(1000, 2 * gap)) return;
			const slower = Math.max(2 * gap, documented(pace, operation), FIRST_MS);
			pace.learnt[operation] = { gap: Math.min(LONGEST_MS, slower), at: now };
			pace.keep?.();
		}
	};
}
