/** Countdown: the time, told anew every second while somebody waits for a moment of it. */
import type { Clock } from '../kernel/clock';

const SECOND_MS = 1_000;

export class Countdown {
	readonly #clock: Clock;
	#now = $state(0);
	#end = 0;
	#counting = false;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** now gives milliseconds since the epoch; what reads it is told while it counts. */
	now(): number {
		void this.#now;
		return this.#clock.now();
	}

	/** until counts to the last moment that somebody waits for; a past one stops it. */
	until(end: number): void {
		this.#end = end;
		if (!this.#counting && end > this.#clock.now()) void this.#count();
	}

	async #count(): Promise<void> {
		this.#counting = true;
		while (this.#clock.now() < this.#end) {
			this.#now = this.#clock.now();
			// Whole seconds before the end: the last one does not last two.
			const left = this.#end - this.#clock.now();
			await this.#clock.sleep(left % SECOND_MS || SECOND_MS);
		}
		this.#now = this.#clock.now();
		this.#counting = false;
	}
}
