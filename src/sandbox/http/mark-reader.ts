const MOST_BYTES = 64 * 1024;

/** MarkReader finds marks in a stream without holding more of it than it must. */
export class MarkReader {
	#chunks: AsyncIterator<Uint8Array, unknown>;
	#broken: () => Error;
	#held: Buffer = Buffer.alloc(0);

	/** `broken` makes what is thrown when the stream ends early, or no mark comes in 64 KiB. */
	constructor(body: AsyncIterable<Uint8Array>, broken: () => Error) {
		this.#chunks = body[Symbol.asyncIterator]();
		this.#broken = broken;
	}

	/** until gives what comes before `mark`, and skips both; null where `end` comes at once. */
	async until(mark: Buffer, end?: Buffer): Promise<Buffer | null> {
		for (;;) {
			if (end && this.#held.subarray(0, end.length).equals(end)) return null;
			const at = this.#held.indexOf(mark);
			if (at >= 0) return this.#take(at, mark.length);
			if (this.#held.length > MOST_BYTES) throw this.#broken();
			await this.#more();
		}
	}

	/** stream gives all bytes before `mark`, as they come, and skips it. */
	async *stream(mark: Buffer): AsyncGenerator<Uint8Array> {
		for (;;) {
			const at = this.#held.indexOf(mark);
			if (at >= 0) {
				yield this.#take(at, mark.length);
				return;
			}
			// The end of what is held may be the beginning of the mark.
			const safe = this.#held.length - mark.length + 1;
			if (safe > 0) yield this.#take(safe, 0);
			await this.#more();
		}
	}

	#take(bytes: number, skip: number): Buffer {
		const taken = this.#held.subarray(0, bytes);
		this.#held = this.#held.subarray(bytes + skip);
		return taken;
	}

	async #more(): Promise<void> {
		const next = await this.#chunks.next();
		if (next.done) throw this.#broken();
		this.#held = Buffer.concat([this.#held, next.value]);
	}
}
