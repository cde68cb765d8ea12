/**
 * Lines: what an account's storage takes in all, over every request at once, measured from the bytes
 * that leave, so that a part which never arrives tells of a slow line too.
 */
import type { Clock } from '../kernel/clock';

/** Bytes come in bursts; a rate over less sending time than this is noise. */
const SAMPLE_MS = 2_000;
const HALF_LIFE_MS = 20_000;

/** Sending: one request that is on its way. */
export interface Sending {
	/** moved takes the absolute bytes of this request that left. */
	moved(bytes: number): void;
	/** end: the request is over, however it ended. */
	end(): void;
}

interface Line {
	rate: number | undefined;
	/** Requests that are sending. */
	sending: number;
	/** Bytes of parts that were let go and are not over. */
	aloft: number;
	/** Until when the sums below are told, milliseconds since the epoch. */
	at: number;
	/** Milliseconds of sending that the rate comes from. */
	age: number;
	/** Milliseconds of sending, and bytes, since the last sample. */
	ms: number;
	bytes: number;
}

export class Lines {
	readonly #clock: Clock;
	readonly #lines = new Map<string, Line>();
	readonly #changed: (rates: Readonly<Record<string, number>>) => void;

	/** `known` and `changed` as with Goodput: rates of an earlier life, bytes per second by account. */
	constructor(
		clock: Clock,
		known: Readonly<Record<string, number>> = {},
		changed: (rates: Readonly<Record<string, number>>) => void = () => {}
	) {
		this.#clock = clock;
		this.#changed = changed;
		for (const [id, rate] of Object.entries(known)) {
			if (rate > 0) Object.assign(this.#line(id), { rate, age: HALF_LIFE_MS });
		}
	}

	/** rate gives bytes per second of all requests of an account; undefined until measured. */
	rate(accountId: string): number | undefined {
		return this.#line(accountId).rate;
	}

	/** aloft gives the bytes of all parts of an account that may be on their way. */
	aloft(accountId: string): number {
		return this.#line(accountId).aloft;
	}

	/** letGo counts a part as on its way until the function that it gives is called. */
	letGo(accountId: string, size: number): () => void {
		const line = this.#line(accountId);
		line.aloft += size;
		let over = false;
		return () => {
			if (!over) line.aloft -= size;
			over = true;
		};
	}

	/** send begins one request of `size` bytes. Waiting for the answer to it is no sending. */
	send(accountId: string, size: number): Sending {
		const line = this.#line(accountId);
		this.#tell(line);
		line.sending += 1;
		let before = 0;
		let over = false;
		const end = () => {
			if (over) return;
			over = true;
			this.#tell(line);
			line.sending -= 1;
		};
		return {
			moved: (bytes) => {
				line.bytes += Math.max(0, bytes - before);
				before = Math.max(before, bytes);
				if (bytes >= size) end();
				else this.#tell(line);
			},
			end
		};
	}

	#tell(line: Line): void {
		const now = this.#clock.now();
		if (line.sending > 0) line.ms += now - line.at;
		line.at = now;
		if (line.ms < SAMPLE_MS) return;
		const rate = (line.bytes / line.ms) * 1000;
		line.age += line.ms;
		// A young mean counts all of its time alike; else its first moment would linger in it.
		const weight = Math.max(1 - 0.5 ** (line.ms / HALF_LIFE_MS), line.ms / line.age);
		line.rate = (line.rate ?? 0) + weight * (rate - (line.rate ?? 0));
		line.ms = line.bytes = 0;
		this.#changed(this.#rates());
	}

	#rates(): Record<string, number> {
		const known = [...this.#lines].flatMap(([id, { rate }]) => {
			return rate === undefined || rate < 1 ? [] : [[id, Math.round(rate)] as const];
		});
		return Object.fromEntries(known);
	}

	#line(id: string): Line {
		let line = this.#lines.get(id);
		if (!line) {
			const at = this.#clock.now();
			line = { rate: undefined, sending: 0, aloft: 0, at, age: 0, ms: 0, bytes: 0 };
			this.#lines.set(id, line);
		}
		return line;
	}
}
