/** Gate lets at most `limit` holders in at a time, first come, first served. */
export class Gate {
	#limit: number;
	/** Below zero while more are inside than the limit, which was lowered, allows. */
	#free: number;
	#waiting: (() => void)[] = [];

	constructor(limit: number) {
		this.#limit = this.#free = limit;
	}

	/** resize changes the limit. Who is inside stays; who waits may come in at once. */
	resize(limit: number): void {
		this.#free += limit - this.#limit;
		this.#limit = limit;
		this.#admit();
	}

	/** enter resolves with the function that leaves; calling it twice does nothing. */
	async enter(signal?: AbortSignal): Promise<() => void> {
		signal?.throwIfAborted();
		if (this.#free > 0) this.#free -= 1;
		else await this.#queue(signal);
		let inside = true;
		return () => {
			if (!inside) return;
			inside = false;
			this.#free += 1;
			this.#admit();
		};
	}

	#admit(): void {
		while (this.#free > 0 && this.#waiting.length > 0) {
			this.#free -= 1;
			this.#waiting.shift()!();
		}
	}

	#queue(signal: AbortSignal | undefined): Promise<void> {
		return new Promise((resolve, reject) => {
			const admit = () => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			};
			const onAbort = () => {
				this.#waiting = this.#waiting.filter((other) => other !== admit);
				reject(signal!.reason as Error);
			};
			this.#waiting.push(admit);
			signal?.addEventListener('abort', onAbort, { once: true });
		});
	}
}

/** gates gives one Gate per key, made on first use: a cap per storage host. */
export function gates(limit: number): (key: string) => Gate {
	const made = new Map<string, Gate>();
	return (key) => {
		let gate = made.get(key);
		if (!gate) made.set(key, (gate = new Gate(limit)));
		return gate;
	};
}
