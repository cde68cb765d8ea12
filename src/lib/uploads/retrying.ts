import type { Clock } from '../kernel/clock';
import { asTransferError, isAbort, type ErrorCode, type TransferError } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';
import { isTrouble, type HostBudget } from './host-budget';

/** After these nobody knows how the far side does: it was not asked. */
const NOT_ASKED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['offline', 'proxy-unreachable']);

/**
 * retrying calls until it works: codes whose recovery is `retry` are tried again with full jitter,
 * MAX_TRIES times in all; every other error passes through at once. `call` gets the try's number.
 * With the `budget` of the far side, all who ask it share what may be tried again.
 */
export async function retrying<T>(
	call: (attempt: number) => Promise<T>,
	clock: Clock,
	signal: AbortSignal,
	budget?: HostBudget
): Promise<T> {
	for (let attempt = 0; ; attempt++) {
		signal.throwIfAborted();
		const isProbe = (await budget?.turn(signal)) ?? false;
		try {
			const result = await call(attempt);
			budget?.answered(true);
			return result;
		} catch (error) {
			const failure = isAbort(error) ? undefined : asTransferError(error);
			if (budget) tell(budget, failure, isProbe);
			if (!failure) throw error;
			if (failure.recovery !== 'retry' || attempt + 1 >= MAX_TRIES) throw failure;
			await clock.sleep(backoff(attempt, clock, failure.retryAfter), signal);
		}
	}
}

function tell(budget: HostBudget, failure: TransferError | undefined, isProbe: boolean): void {
	if (failure && isTrouble(failure)) budget.failed(failure, isProbe);
	else if (failure && !NOT_ASKED.has(failure.code)) budget.answered(false);
	else if (isProbe) budget.handOn();
}
