import type { Clock } from '../lib/kernel/clock';

/**
 * Link shapes storage traffic: one budget of bytes per second for all connections and both
 * directions together, and a delay before each request. Without a setting it does nothing.
 */
export class Link {
	#clock: Clock;
	#bytesPerSecond = 0;
	#latencyMs = 0;
	/** When the last byte promised so far has left the wire, in clock milliseconds. */
	#busyUntil = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** shape sets both limits; an absent or zero one is lifted. */
	shape(setting: { readonly bytesPerSecond?: number; readonly latencyMs?: number }): void {
		this.#bytesPerSecond = setting.bytesPerSecond ?? 0;
		this.#latencyMs = setting.latencyMs ?? 0;
		this.#busyUntil = 0;
	}

	setting(): { bytesPerSecond?: number; latencyMs?: number } {
		return {
			...(this.#bytesPerSecond > 0 && { bytesPerSecond: this.#bytesPerSecond }),
			...(this.#latencyMs > 0 && { latencyMs: this.#latencyMs })
		};
	}

	async delay(signal: AbortSignal): Promise<void> {
		if (this.#latencyMs > 0) await this.#clock.sleep(this.#latencyMs, signal);
	}

	/** carry passes `bytes` on at the pace of the link. */
	async *carry(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
		for await (const chunk of bytes) {
			await this.#pass(chunk.length, signal);
			yield chunk;
		}
	}

	async #pass(bytes: number, signal: AbortSignal): Promise<void> {
		if (this.#bytesPerSecond <= 0) return;
		const now = this.#clock.now();
		this.#busyUntil = Math.max(now, this.#busyUntil) + (bytes / this.#bytesPerSecond) * 1000;
		await this.#clock.sleep(this.#busyUntil - now, signal);
	}
}
