import type { Clock } from '../kernel/clock';

/** WakeTimers: one alarm per row that waits for a moment in time. */
export class WakeTimers {
	readonly #clock: Clock;
	readonly #ring: (id: string) => void;
	readonly #set = new Map<string, AbortController>();

	constructor(clock: Clock, ring: (id: string) => void) {
		this.#clock = clock;
		this.#ring = ring;
	}

	/** set rings at `until` (milliseconds since the epoch); a new time replaces the old one. */
	set(id: string, until: number): void {
		this.clear(id);
		const alarm = new AbortController();
		this.#set.set(id, alarm);
		void this.#clock.sleep(until - this.#clock.now(), alarm.signal).then(
			() => {
				this.#set.delete(id);
				this.#ring(id);
			},
			// Cleared: nothing rings.
			() => {}
		);
	}

	clear(id: string): void {
		this.#set.get(id)?.abort();
		this.#set.delete(id);
	}
}
