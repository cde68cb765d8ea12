/** Arrivals: a folder in which uploads end is read again, but not for each of them. */
import type { Clock } from '../../kernel/clock';
import type { PlaceView } from './place-view.svelte';

/** After a pause of so long, and at least so often while they keep coming. */
const PAUSE_MS = 1200;
const OFTEN_MS = 6000;

export class Arrivals {
	readonly #clock: Clock;
	#count = 0;
	/** When the first one came that the list does not show; undefined: it shows all. */
	#since: number | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** read reads the view again before long, unless something else is in sight by then. */
	async read(view: PlaceView, inSight: () => PlaceView | undefined): Promise<void> {
		const turn = ++this.#count;
		this.#since ??= this.#clock.now();
		await this.#clock.sleep(PAUSE_MS);
		if (this.#since === undefined) return;
		if (turn !== this.#count && this.#clock.now() - this.#since < OFTEN_MS) return;
		this.#since = undefined;
		if (inSight() === view && view.listing.reading === 'whole') await view.listing.refresh();
	}
}
