import type { Clock } from '../../src/lib/kernel/clock';

/**
 * FakeClock: time moves only when a test says so, and chance is what the test says. `advance` fires
 * every sleep that ends on the way, in order, and lets the code behind each run before the next.
 */
export class FakeClock implements Clock {
	#now: number;
	#sleepers: { at: number; wake: () => void }[] = [];
	/** What `random` returns. */
	chance = 0.5;

	constructor(start = Date.UTC(2026, 0, 1)) {
		this.#now = start;
	}

	now = () => this.#now;
	random = () => this.chance;

	/** Number of sleeps that have not ended. */
	get sleeping(): number {
		return this.#sleepers.length;
	}

	sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason as Error);
			const onAbort = () => {
				this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
				reject(signal!.reason as Error);
			};
			const wake = () => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			};
			const sleeper = { at: this.#now + Math.max(0, ms), wake };
			this.#sleepers.push(sleeper);
			signal?.addEventListener('abort', onAbort, { once: true });
		});

	/** sleepThrough jumps, as a computer that slept: what was due on the way comes late, once. */
	async sleepThrough(ms: number): Promise<void> {
		this.#now += ms;
		await this.advance(0);
	}

	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		await settle();
		for (;;) {
			const next = this.#sleepers.sort((a, b) => a.at - b.at)[0];
			if (!next || next.at > end) break;
			this.#sleepers.shift();
			this.#now = Math.max(this.#now, next.at);
			next.wake();
			await settle();
		}
		this.#now = end;
	}
}

/** Browsers have no setImmediate. */
const soon = (next: () => void): unknown =>
	typeof setImmediate === 'function' ? setImmediate(next) : setTimeout(next, 0);

/** settle lets every promise that can run without time do so. */
export async function settle(): Promise<void> {
	for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => soon(resolve));
}
