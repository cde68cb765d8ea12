import type { Clock } from '../kernel/clock';
import type { Realm, Traits } from './drive';

/** Pacer keeps the provider's shortest time between two calls of one operation. */
export interface Pacer {
	/** turn resolves when the operation may be called; rejects with the signal's reason. */
	turn(operation: string, signal?: AbortSignal): Promise<void>;
}

/** createPacer makes the Pacer of one account. The sandbox needs none. Turns come in order. */
export function createPacer(pacing: Traits['pacing'], realm: Realm, clock: Clock): Pacer {
	const free = new Map<string, number>();
	return {
		async turn(operation, signal) {
			signal?.throwIfAborted();
			if (realm === 'sandbox') return;
			const gap = pacing[operation] ?? pacing.default;
			const now = clock.now();
			const start = Math.max(now, free.get(operation) ?? 0);
			free.set(operation, start + gap);
			if (start > now) await clock.sleep(start - now, signal);
		}
	};
}
