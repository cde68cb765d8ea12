/** LongPress: a finger that stays where it is. */

const LONG_MS = 450;
/** A finger is never quite still, in pixels. */
const STILL = 10;

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;
type Touch = Pick<PointerEvent, 'pointerType' | 'clientX' | 'clientY'>;

export class LongPress {
	readonly #sleep: Sleep;
	#begun: { readonly touch: Touch; readonly ends: AbortController } | undefined;
	#happened = false;

	constructor(sleep: Sleep) {
		this.#sleep = sleep;
	}

	/** Whether a finger is down. */
	get isDown(): boolean {
		return this.#begun !== undefined;
	}

	/** begin calls `done` if the finger stays long enough. A mouse has other buttons for it. */
	async begin(touch: Touch, done: () => void): Promise<void> {
		this.end();
		this.#happened = false;
		if (touch.pointerType !== 'touch') return;
		const ends = new AbortController();
		this.#begun = { touch, ends };
		try {
			await this.#sleep(LONG_MS, ends.signal);
		} catch {
			// It was lifted or moved: no long press.
			return;
		}
		this.#happened = true;
		done();
	}

	move(touch: Touch): void {
		const { touch: from } = this.#begun ?? {};
		if (!from) return;
		const distance = Math.hypot(touch.clientX - from.clientX, touch.clientY - from.clientY);
		if (distance > STILL) this.end();
	}

	end(): void {
		this.#begun?.ends.abort();
		this.#begun = undefined;
	}

	/** took tells whether this click is only the end of a long press, once. */
	took(): boolean {
		const happened = this.#happened;
		this.#happened = false;
		return happened;
	}
}
