/** Gate lets at most `limit` holders in at a time, first come, first served. */
export class Gate {
	#free: number;
	#waiting: (() => void)[] = [];

	constructor(limit: number) {
		this.#free = limit;
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
			const next = this.#waiting.shift();
			if (next) next();
			else this.#free += 1;
		};
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
