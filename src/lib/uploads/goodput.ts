/** Goodput: how fast one request to an account's storage really goes, from those that went. */

/** A request below this size measures its round trips, not the line. Bytes. */
const LEAST_BYTES = 64 * 1024;
/** Share of the newest request in the mean. */
const WEIGHT = 0.3;

export class Goodput {
	readonly #rates = new Map<string, number>();
	readonly #changed: (rates: Readonly<Record<string, number>>) => void;

	/** `known` are rates of an earlier life, bytes per second by account; `changed` may keep new ones. */
	constructor(
		known: Readonly<Record<string, number>> = {},
		changed: (rates: Readonly<Record<string, number>>) => void = () => {}
	) {
		for (const [id, rate] of Object.entries(known)) if (rate > 0) this.#rates.set(id, rate);
		this.#changed = changed;
	}

	/** rate gives bytes per second, undefined while nothing was measured. */
	rate(accountId: string): number | undefined {
		return this.#rates.get(accountId);
	}

	/** sent takes one request that arrived: its bytes, and the milliseconds that it took. */
	sent(accountId: string, bytes: number, ms: number): void {
		if (bytes < LEAST_BYTES) return;
		const rate = (bytes / Math.max(ms, 1)) * 1000;
		const before = this.#rates.get(accountId);
		const mean = before === undefined ? rate : before + WEIGHT * (rate - before);
		this.#rates.set(accountId, Math.round(mean));
		this.#changed(Object.fromEntries(this.#rates));
	}
}
