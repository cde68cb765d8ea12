/**
 * Window: how many requests one host gets at once. Halved when it is in trouble, one more after each
 * round of parts that arrived, as long as the line carries no less for it. object-storage.md §16.2
 */

/** The line carries less when its rate falls below this share of what it was. */
const CARRIES_LESS = 0.8;

export class Window {
	readonly #most: number;
	#size: number;
	#cutAt = -Infinity;
	/** Rate of the line when the window last grew by one, bytes per second. */
	#grownAt: number | undefined;

	/** It starts at `most`: a fast and clean line is never slowed down. */
	constructor(most: number) {
		this.#most = this.#size = most;
	}

	/** size gives requests at once, 1 to `most`. */
	get size(): number {
		return Math.floor(this.#size);
	}

	/** arrived: a part is there. `rate` is what the line carries now, bytes per second, if measured. */
	arrived(rate: number | undefined): void {
		if (this.#size >= this.#most) return;
		if (rate !== undefined && this.#grownAt !== undefined && rate < this.#grownAt * CARRIES_LESS) {
			// It may be the line itself that became slower: what it carries now is what counts next.
			this.#grownAt = rate;
			return;
		}
		const before = this.size;
		this.#size = Math.min(this.#most, this.#size + 1 / before);
		if (this.size > before) this.#grownAt = rate;
	}

	/** troubled: a request of `startedAt` met trouble now. Those that fail together count once. */
	troubled(startedAt: number, now: number): void {
		if (startedAt <= this.#cutAt) return;
		this.#cutAt = now;
		this.#size = Math.max(1, Math.floor(this.size / 2));
		this.#grownAt = undefined;
	}
}
