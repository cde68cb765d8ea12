/** Arrivals: a folder in which uploads end is read again, but not for each of them. */
import type { Clock } from '../../kernel/clock';
import type { PlaceView } from './place-view.svelte';

/** After a pause of so long, and at least so often while they keep coming. */
const PAUSE_MS = 1200;
const OFTEN_MS = 6000;

export class Arrivals {
	readonly #clock: Clock;
	readonly #inSight: () => PlaceView | undefined;
	/** When the first and the last one came that the list may not show. */
	#since: number | undefined;
	#last = 0;
	#waits = false;

	constructor(clock: Clock, inSight: () => PlaceView | undefined) {
		this.#clock = clock;
		this.#inSight = inSight;
	}

	/** came takes in that one ended there. A long list is read to its end before it is read again. */
	async came(): Promise<void> {
		const { now } = this.#clock;
		this.#last = now();
		this.#since ??= this.#last;
		if (this.#waits) return;
		this.#waits = true;
		while (this.#since !== undefined) {
			const due = Math.min(this.#last + PAUSE_MS, this.#since + OFTEN_MS);
			if (now() < due) await this.#clock.sleep(due - now());
			else {
				this.#since = undefined;
				await this.#inSight()?.listing.refresh();
			}
		}
		this.#waits = false;
	}
}
