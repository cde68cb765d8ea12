import type { Clock } from '../kernel/clock';
import { singleFlight } from '../kernel/single-flight';
import { sha256Hex } from './vault';

/** How long a finished renewal is answered again, milliseconds. */
const KEPT_MS = 60_000;
/** Most answers kept at a time; each is a sealed credential of some hundred bytes. */
const MOST_KEPT = 1000;

/**
 * Renewals: a refresh token is good for one use, and its successor must not get lost. Whoever asks
 * for the same renewal at the same time, or again because the answer never arrived, gets one answer.
 */
export interface Renewals<T> {
	/**
	 * once runs `run`, or gives what an equal call is about to give or gave within a minute. `what`
	 * names the renewal: it may hold secrets, of which only a hash is kept. Failures are not kept.
	 */
	once(what: readonly unknown[], run: () => Promise<T>): Promise<T>;
}

/**
 * createRenewals makes the Renewals of one process. `T` must be fit to be kept and to be given to
 * every caller that knows `what`: a sealed answer, nothing in the clear. 115.md §10.1
 */
export function createRenewals<T>(clock: Clock): Renewals<T> {
	const flights = singleFlight<T>();
	// By time of finishing, which is the order of insertion.
	const kept = new Map<string, { readonly answer: T; readonly until: number }>();

	const forget = (most: number): void => {
		for (const [key, { until }] of kept) {
			if (kept.size <= most && clock.now() < until) return;
			kept.delete(key);
		}
	};

	return {
		async once(what, run) {
			const key = await sha256Hex(JSON.stringify(what));
			forget(MOST_KEPT);
			const earlier = kept.get(key);
			if (earlier) return earlier.answer;
			return flights(key, async () => {
				const answer = await run();
				forget(MOST_KEPT - 1);
				kept.set(key, { answer, until: clock.now() + KEPT_MS });
				return answer;
			});
		}
	};
}
