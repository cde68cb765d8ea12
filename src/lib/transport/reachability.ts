/** Reachability: whether a host answers at all, whatever it lets a page read of its answers. */
import type { Clock } from '../kernel/clock';
import { withinLimit } from '../kernel/time-limit';

const LIMIT_MS = 5_000;

/**
 * reachability gives the probe of object-storage.md §16.3: true when the host of `origin` answers
 * anything within five seconds. A request without CORS gets an answer that says no more than that.
 */
export function reachability(
	clock: Clock,
	fetcher: typeof fetch
): (origin: string) => Promise<boolean> {
	return async (origin) => {
		try {
			await withinLimit(clock, LIMIT_MS, undefined, (signal) =>
				fetcher(`${origin}/`, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal })
			);
			return true;
		} catch {
			// Nobody there, too late or forbidden to us: all the same to who asks.
			return false;
		}
	};
}
