import type { Clock } from '../kernel/clock';
import { asTransferError, isAbort } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';

/**
 * retrying calls until it works: codes whose recovery is `retry` are tried again with full jitter,
 * MAX_TRIES times in all; every other error passes through at once. `call` gets the try's number.
 */
export async function retrying<T>(
	call: (attempt: number) => Promise<T>,
	clock: Clock,
	signal: AbortSignal
): Promise<T> {
	for (let attempt = 0; ; attempt++) {
		signal.throwIfAborted();
		try {
			return await call(attempt);
		} catch (error) {
			if (isAbort(error)) throw error;
			const failure = asTransferError(error);
			if (failure.recovery !== 'retry' || attempt + 1 >= MAX_TRIES) throw failure;
			await clock.sleep(backoff(attempt, clock, failure.retryAfter), signal);
		}
	}
}
