import type { Clock } from './clock';

/** Tries of one part or call before the upload waits or fails resumably. object-storage.md §16.2 */
export const MAX_TRIES = 8;
const BASE_MS = 500;
const CAP_MS = 30_000;

/**
 * backoff gives the wait before try `attempt` (0 = first retry): full jitter, or the far side's own
 * Retry-After where it gave one.
 */
export function backoff(attempt: number, clock: Clock, retryAfter?: number): number {
	if (retryAfter !== undefined) return retryAfter;
	return clock.random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
