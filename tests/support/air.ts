import type { Channel } from '../../src/lib/local-api/channel';

/** Air: a channel as BroadcastChannel is. Everyone hears it but the end that speaks. */
export class Air<T> {
	readonly #ends = new Set<Set<(message: T) => void>>();
	/** Everything that was said. */
	readonly said: T[] = [];
	/** Ends that were opened and not closed. */
	get open(): number {
		return this.#ends.size;
	}

	end(): Channel<T> {
		const mine = new Set<(message: T) => void>();
		this.#ends.add(mine);
		return {
			post: (message) => {
				this.said.push(message);
				for (const end of this.#ends) {
					if (end === mine) continue;
					for (const listener of [...end]) queueMicrotask(() => listener(message));
				}
			},
			on(listener) {
				mine.add(listener);
				return () => mine.delete(listener);
			},
			close: () => {
				mine.clear();
				this.#ends.delete(mine);
			}
		};
	}
}
