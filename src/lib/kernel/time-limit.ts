import type { Clock } from './clock';
import { TransferError } from './errors';

/**
 * withinLimit runs `run` with a signal that aborts with the caller's or after `ms`. It settles at
 * once in both cases, even when `run` ignores its signal. Too late rejects with `server-error`.
 */
export async function withinLimit<T>(
	clock: Clock,
	ms: number,
	signal: AbortSignal | undefined,
	run: (signal: AbortSignal) => Promise<T>
): Promise<T> {
	signal?.throwIfAborted();
	const inner = new AbortController();
	const timer = new AbortController();
	const cut = new Promise<never>((_, reject) => {
		inner.signal.addEventListener('abort', () => reject(inner.signal.reason as Error));
	});
	const onAbort = () => inner.abort(signal!.reason);
	signal?.addEventListener('abort', onAbort, { once: true });
	const late = () =>
		inner.abort(new TransferError('server-error', { detail: `no answer within ${ms / 1000} s` }));
	// The rejection means that the timer was stopped because the answer came.
	clock.sleep(ms, timer.signal).then(late, () => undefined);
	try {
		return await Promise.race([run(inner.signal), cut]);
	} finally {
		timer.abort();
		signal?.removeEventListener('abort', onAbort);
	}
}
