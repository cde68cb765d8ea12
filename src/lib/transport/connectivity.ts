/** Connectivity: whether the browser has a network and our own server answers. */
import type { Clock } from '../kernel/clock';
import { Emitter } from '../kernel/emitter';

export type Connection = 'online' | 'offline' | 'proxy-unreachable';

const PROBE_EVERY_MS = 5_000;
const PROBE_LIMIT_MS = 5_000;

export class Connectivity {
	readonly #clock: Clock;
	readonly #fetch: typeof fetch;
	#hasNetwork = true;
	#connection: Connection = 'online';
	#probing: Promise<Connection> | undefined;
	#watching = false;
	readonly changed = new Emitter<Connection>();

	constructor(clock: Clock, fetcher: typeof fetch) {
		this.#clock = clock;
		this.#fetch = fetcher;
	}

	get connection(): Connection {
		return this.#connection;
	}

	/** networkChanged takes the browser's own word: it knows of a pulled cable at once. */
	networkChanged(online: boolean): void {
		this.#hasNetwork = online;
		void this.check();
	}

	/** check probes now; callers that come meanwhile share the answer. */
	check(): Promise<Connection> {
		this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
		return this.#probing;
	}

	async #probe(): Promise<Connection> {
		let connection: Connection = 'offline';
		if (this.#hasNetwork) connection = (await this.#answers()) ? 'online' : 'proxy-unreachable';
		// The cable may have been pulled while the probe was out.
		if (!this.#hasNetwork) connection = 'offline';
		const before = this.#connection;
		this.#connection = connection;
		if (connection !== before) this.changed.emit(connection);
		if (connection !== 'online') void this.#watch();
		return connection;
	}

	async #answers(): Promise<boolean> {
		const limit = new AbortController();
		const over = new AbortController();
		void this.#clock.sleep(PROBE_LIMIT_MS, over.signal).then(
			() => limit.abort(),
			() => {}
		);
		try {
			const answer = await this.#fetch('/api/health', { cache: 'no-store', signal: limit.signal });
			return answer.ok;
		} catch {
			// Any failure to fetch means the same here: it does not answer.
			return false;
		} finally {
			over.abort();
		}
	}

	/** watch probes until the answer is good again. */
	async #watch(): Promise<void> {
		if (this.#watching) return;
		this.#watching = true;
		while (this.#connection !== 'online') {
			await this.#clock.sleep(PROBE_EVERY_MS * (0.5 + this.#clock.random()));
			await this.check();
		}
		this.#watching = false;
	}
}
