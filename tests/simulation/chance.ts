/** Chance: the one source of everything that a run leaves to luck. The same seed gives the same run. */
export class Chance {
	#state: number;

	/** `seed` is any whole number. */
	constructor(seed: number) {
		this.#state = (seed ^ 0x9e3779b9) >>> 0;
		// Neighbouring seeds must not begin alike.
		for (let i = 0; i < 8; i++) this.next();
	}

	/** next is uniform in [0, 1): mulberry32. */
	next = (): number => {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	/** whole is a whole number from `least` to `most`, both included. */
	whole(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	/** happens is true with the given probability. */
	happens(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(list: readonly T[]): T {
		const picked = list[Math.floor(this.next() * list.length)];
		if (picked === undefined) throw new Error('nothing to pick from');
		return picked;
	}

	/** weighted picks by weight: `[[3, 'often'], [1, 'seldom']]`. */
	weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T {
		let left = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, value] of list) {
			left -= weight;
			if (left < 0) return value;
		}
		return list[0]![1];
	}

	bytes(size: number): Uint8Array<ArrayBuffer> {
		const bytes = new Uint8Array(size);
		const words = new Uint32Array(bytes.buffer, 0, size >>> 2);
		// Speed matters more than quality here: one draw starts a cheaper generator.
		let state = (this.next() * 2 ** 32) >>> 0 || 1;
		for (let i = 0; i < words.length; i++) {
			state ^= state << 13;
			state ^= state >>> 17;
			state ^= state << 5;
			words[i] = state;
		}
		for (let i = size & ~3; i < size; i++) bytes[i] = this.whole(0, 255);
		return bytes;
	}
}
