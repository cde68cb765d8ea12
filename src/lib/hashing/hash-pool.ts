/** HashPool: a Hasher over a few hash workers, started on demand and ended when idle. */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { DigestKind, Digests } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { Gate } from '../kernel/gate';
import type { HashApi } from './hash-api';
import type { HashOptions, Hasher } from './hasher';

const IDLE_MS = 10_000;

export interface HashPoolOptions {
	/** Workers at once; each digests one Blob with one algorithm. */
	readonly size: number;
	readonly clock: Clock;
	readonly createWorker: () => Worker;
}

interface HashWorker {
	readonly worker: Worker;
	readonly api: Remote<HashApi>;
	/** Rejects when the worker itself breaks: its script is missing, or it ran out of memory. */
	readonly broken: Promise<never>;
}

export class HashPool implements Hasher {
	readonly #options: HashPoolOptions;
	readonly #gate: Gate;
	readonly #idle: HashWorker[] = [];
	#uses = 0;

	constructor(options: HashPoolOptions) {
		this.#options = options;
		this.#gate = new Gate(options.size);
	}

	async digest(blob: Blob, kinds: readonly DigestKind[], options: HashOptions): Promise<Digests> {
		const bytes = new Map<DigestKind, number>(kinds.map((kind) => [kind, 0]));
		const first = new AbortController();
		const signal = AbortSignal.any([options.signal, first.signal]);
		try {
			const digests = await Promise.all(
				kinds.map(async (kind) => {
					const digest = await this.#one(blob, kind, signal, (done) => {
						bytes.set(kind, done);
						options.onProgress?.(Math.min(...bytes.values()));
					});
					return [kind, digest] as const;
				})
			);
			return Object.fromEntries(digests);
		} finally {
			// Where one kind failed, the others need not go on.
			first.abort();
		}
	}

	async #one(
		blob: Blob,
		kind: DigestKind,
		signal: AbortSignal,
		onProgress: (bytes: number) => void
	): Promise<string> {
		const leave = await this.#gate.enter(signal);
		const hashWorker = this.#idle.pop() ?? this.#start();
		this.#uses += 1;
		try {
			const digest = await Promise.race([
				hashWorker.api.digest(blob, kind, proxy(onProgress)),
				hashWorker.broken,
				aborted(signal)
			]);
			this.#rest(hashWorker);
			return digest;
		} catch (error) {
			// To abort is to end the worker: at once, even while it is deaf in a read.
			end(hashWorker);
			throw error;
		} finally {
			leave();
		}
	}

	#start(): HashWorker {
		const worker = this.#options.createWorker();
		const broken = new Promise<never>((_, reject) => {
			worker.onerror = (event) =>
				reject(new TransferError('unexpected', { detail: `hash worker: ${event.message}` }));
		});
		broken.catch(() => {});
		return { worker, api: wrap<HashApi>(worker), broken };
	}

	#rest(hashWorker: HashWorker): void {
		this.#idle.push(hashWorker);
		const uses = this.#uses;
		void this.#options.clock.sleep(IDLE_MS).then(() => {
			if (this.#uses !== uses) return;
			for (const idle of this.#idle.splice(0)) end(idle);
		});
	}
}

function end(hashWorker: HashWorker): void {
	hashWorker.api[releaseProxy]();
	hashWorker.worker.terminate();
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
	});
}
