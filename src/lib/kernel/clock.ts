/**
 * Clock: the only door to time and chance. Everything that waits, measures or jitters takes one,
 * so that a test with a fake clock is instant and exact.
 */
export interface Clock {
	/** Milliseconds since the Unix epoch; never runs backwards within one clock. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Uniform in [0, 1). */
	random(): number;
}

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** systemClock is monotonic: a person who sets the system time mid-upload does no harm. */
export function systemClock(): Clock {
	const epoch = Date.now() - performance.now();
	return {
		now: () => Math.round(epoch + performance.now()),
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted) return reject(signal.reason as Error);
				const onAbort = () => {
					clearTimeout(timer);
					reject(signal!.reason as Error);
				};
				const timer = setTimeout(
					() => {
						signal?.removeEventListener('abort', onAbort);
						resolve();
					},
					Math.min(Math.max(0, ms), MAX_TIMEOUT_MS)
				);
				signal?.addEventListener('abort', onAbort, { once: true });
			}),
		random: () => Math.random()
	};
}
