/** Spare hashes: WASM instances that a worker has made, for its next reading. */
import type { IHasher } from 'hash-wasm';
import type { DigestKind } from '../drives/drive';
import type { Clock } from '../kernel/clock';

export type HashKind = DigestKind | 'stripes';

/** HashMakers make a new instance of each kind. */
export type HashMakers = Readonly<Record<HashKind, () => Promise<IHasher>>>;

/** The memory of workers that have ended is free a moment later. */
const AGAIN_MS = 500;
const TRIES = 10;

/**
 * SpareHashes lends each instance to one reading at a time. A new one for every file would take memory
 * that the browser frees late: all tabs together have room for a hundred or so.
 */
export class SpareHashes {
	readonly #clock: Clock;
	readonly #make: HashMakers;
	readonly #spare = new Map<HashKind, IHasher>();

	constructor(clock: Clock, make: HashMakers) {
		this.#clock = clock;
		this.#make = make;
	}

	/** take gives one that is as new; what was taken must be given back. */
	async take(kind: HashKind): Promise<IHasher> {
		const spare = this.#spare.get(kind);
		this.#spare.delete(kind);
		return (spare ?? (await this.#new(kind))).init();
	}

	giveBack(kind: HashKind, hash: IHasher): void {
		this.#spare.set(kind, hash);
	}

	async #new(kind: HashKind): Promise<IHasher> {
		for (let left = TRIES; ; left--) {
			try {
				return await this.#make[kind]();
			} catch (error) {
				// So WebAssembly says that there is no memory now.
				if (!(error instanceof RangeError) || left === 1) throw error;
				await this.#clock.sleep(AGAIN_MS);
			}
		}
	}
}
