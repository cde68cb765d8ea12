/** StripeSums checksums a stream of bytes stripe by stripe. */
import type { IHasher } from 'hash-wasm';
import { STRIPE_BYTES, STRIPE_SUM_BYTES, type Stripes } from '../kernel/stripes';

export class StripeSums {
	readonly #hash: IHasher;
	#sums: Uint8Array;
	#count: number;
	/** Bytes of the stripe that is not full yet. */
	#filled = 0;

	/** `hash` is an xxHash64; `known` are the stripes before the first byte that will come. */
	constructor(hash: IHasher, known: Stripes = new Uint8Array()) {
		this.#hash = hash;
		this.#hash.init();
		this.#count = known.length / STRIPE_SUM_BYTES;
		this.#sums = known.slice();
	}

	/** update takes bytes of one stripe: never across its end. */
	update(bytes: Uint8Array): void {
		this.#hash.update(bytes);
		this.#filled += bytes.length;
		if (this.#filled === STRIPE_BYTES) this.#close();
	}

	/** stripes gives the checksums of all stripes that are full, in a copy. */
	stripes(): Stripes {
		return this.#sums.slice(0, this.#count * STRIPE_SUM_BYTES);
	}

	/** end closes the last stripe, however short, and gives all. */
	end(): Stripes {
		if (this.#filled > 0) this.#close();
		return this.stripes();
	}

	#close(): void {
		const at = this.#count * STRIPE_SUM_BYTES;
		if (at + STRIPE_SUM_BYTES > this.#sums.length) {
			const wider = new Uint8Array(Math.max(1024, this.#sums.length * 2));
			wider.set(this.#sums);
			this.#sums = wider;
		}
		this.#sums.set(this.#hash.digest('binary'), at);
		this.#count += 1;
		this.#filled = 0;
		this.#hash.init();
	}
}
