import type { Account } from './accounts';

/** Sample is a plain web upload that was promised (115.md §5.7). */
export interface Sample {
	readonly account: Account;
	/** Known to this upload's callback alone. */
	readonly token: string;
	readonly target: string;
	readonly parent: string;
	readonly name: string;
	readonly bucket: string;
	readonly object: string;
}

/** Samples finds plain web uploads by the token of their callback. */
export class Samples {
	#byToken = new Map<string, Sample>();

	add(sample: Sample): Sample {
		this.#byToken.set(sample.token, sample);
		return sample;
	}

	/** take gives a sample once: it makes one file. */
	take(token: string | undefined): Sample | undefined {
		const sample = this.#byToken.get(token ?? '');
		if (sample) this.#byToken.delete(sample.token);
		return sample;
	}

	clear(): void {
		this.#byToken.clear();
	}
}
