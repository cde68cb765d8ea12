/** Meter: smoothed speed and time left of something that counts bytes. Times in milliseconds. */
import type { Clock } from '../kernel/clock';

const HALF_LIFE_MS = 3000;
/** Progress events come in bursts; a rate over less than this is noise. */
const SAMPLE_MS = 250;
/** Before this much work an estimate would be a guess. */
const ETA_AFTER_MS = 5000;

export class Meter {
	readonly #clock: Clock;
	#startedAt: number | undefined;
	#sampledAt = 0;
	#sampled = 0;
	#bytes = 0;
	#speed: number | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** record takes the absolute count; a smaller one (a part sent again) counts as no progress. */
	record(bytes: number): void {
		const now = this.#clock.now();
		if (this.#startedAt === undefined) {
			this.#startedAt = this.#sampledAt = now;
			this.#sampled = this.#bytes = bytes;
			return;
		}
		this.#bytes = bytes;
		this.#sample(now);
	}

	/** reset forgets the rate, for a new phase or after a pause. */
	reset(): void {
		this.#startedAt = this.#speed = undefined;
	}

	/** speed in bytes a second; falls towards 0 when nothing comes. */
	speed(): number {
		if (this.#startedAt === undefined) return 0;
		this.#sample(this.#clock.now());
		return this.#speed ?? 0;
	}

	/** eta in milliseconds for `remaining` bytes; undefined until it can be told. */
	eta(remaining: number): number | undefined {
		if (this.#startedAt === undefined) return undefined;
		if (this.#clock.now() - this.#startedAt < ETA_AFTER_MS) return undefined;
		const speed = this.speed();
		return speed > 0 ? (remaining / speed) * 1000 : undefined;
	}

	#sample(now: number): void {
		const elapsed = now - this.#sampledAt;
		if (elapsed < SAMPLE_MS) return;
		const rate = (Math.max(0, this.#bytes - this.#sampled) / elapsed) * 1000;
		// A young mean counts all of its time alike; else the slow first moment would linger in it.
		const share = elapsed / (now - (this.#startedAt ?? now));
		const weight = Math.max(1 - 0.5 ** (elapsed / HALF_LIFE_MS), share);
		this.#speed = (this.#speed ?? 0) + weight * (rate - (this.#speed ?? 0));
		this.#sampledAt = now;
		this.#sampled = this.#bytes;
	}
}
