/** HashPool: a Hasher over a few hash workers, started on demand and ended when idle. */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { DigestKind, Digests } from '../drives/drive';
import type { ByteRange } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { Gate } from '../kernel/gate';
import type { HashApi, HashReply, HashRequest } from './hash-api';
import type {
	HashedFile,
	HashedPart,
	Hasher,
	HashFileOptions,
	HashOptions,
	HashPartOptions,
	HashState,
	SavedDigest
} from './hasher';
import { wholeStripes, type Stripes } from '../kernel/stripes';

const IDLE_MS = 10_000;
/** A worker that was told to stop and has not by then is deaf in a read. */
const DEAF_MS = 3_000;

export interface HashPoolOptions {
	/** Workers at once; each digests one Blob with one algorithm. */
	readonly size: number;
	readonly clock: Clock;
	readonly createWorker: () => Worker;
}

interface Reading extends HashRequest {
	readonly onSave?: ((saved: SavedDigest) => void) | undefined;
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
		return (await this.#all(blob, kinds, options, () => ({}))).digests;
	}

	async hashFile(
		file: Blob,
		kinds: readonly DigestKind[],
		{ from, onSave, ...options }: HashFileOptions
	): Promise<HashedFile> {
		let state: HashState = { ...from };
		return this.#all(file, kinds, options, (kind, index) => ({
			from: from?.[kind],
			stripes: index === 0,
			onSave(saved) {
				state = { ...state, [kind]: saved };
				onSave?.(state);
			}
		}));
	}

	async hashPart(file: Blob, range: ByteRange, options: HashPartOptions): Promise<HashedPart> {
		const whole = wholeStripes(range, file.size);
		const window = { start: range.start - whole.start, end: range.end - whole.start };
		const request = { kind: 'md5', window, stripes: true, copy: options.copy } as const;
		const { digest, stripes, copy } = await this.#one(
			file.slice(whole.start, whole.end),
			request,
			options
		);
		return { md5: digest ?? '', stripes: stripes ?? new Uint8Array(), copy };
	}

	async checksum(blob: Blob, options: HashOptions): Promise<Stripes> {
		return (await this.#one(blob, { stripes: true }, options)).stripes ?? new Uint8Array();
	}

	/** One worker for each kind; progress is that of the slowest. */
	async #all(
		blob: Blob,
		kinds: readonly DigestKind[],
		options: HashOptions,
		request: (kind: DigestKind, index: number) => Reading
	): Promise<HashedFile> {
		const bytes = new Map<DigestKind, number>(kinds.map((kind) => [kind, 0]));
		const first = new AbortController();
		const signal = AbortSignal.any([options.signal, first.signal]);
		try {
			const replies = await Promise.all(
				kinds.map(async (kind, index) => {
					const onProgress = (done: number) => {
						bytes.set(kind, done);
						options.onProgress?.(Math.min(...bytes.values()));
					};
					const reading = { kind, ...request(kind, index) };
					return [kind, await this.#one(blob, reading, { signal, onProgress })] as const;
				})
			);
			const digests = replies.map(([kind, { digest }]) => [kind, digest] as const);
			const stripes = replies[0]?.[1].stripes ?? new Uint8Array();
			return { digests: Object.fromEntries(digests), stripes };
		} finally {
			// Where one kind failed, the others need not go on.
			first.abort();
		}
	}

	async #one(
		blob: Blob,
		{ onSave, ...request }: Reading,
		{ signal, onProgress }: HashOptions
	): Promise<HashReply> {
		const leave = await this.#gate.enter(signal);
		const hashWorker = this.#idle.pop() ?? this.#start();
		this.#uses += 1;
		const { api, broken } = hashWorker;
		const reading = api.hash(
			blob,
			request,
			proxy(onProgress ?? (() => {})),
			onSave && proxy(onSave)
		);
		try {
			const reply = await Promise.race([reading, broken, aborted(signal)]);
			this.#rest(hashWorker);
			return reply;
		} catch (error) {
			if (signal.aborted) void this.#stop(hashWorker, reading);
			else end(hashWorker);
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

	/**
	 * stop lets a worker come to its end by itself, for the next reading. Firefox stops the whole engine
	 * when workers are ended while they start, as many parts that fail at once would have them.
	 */
	async #stop(hashWorker: HashWorker, reading: Promise<unknown>): Promise<void> {
		const over = new AbortController();
		const deaf = this.#options.clock.sleep(DEAF_MS, over.signal).then(() => true);
		deaf.catch(() => {});
		const stopped = reading.then(
			() => false,
			() => false
		);
		hashWorker.api.stop().catch(() => {});
		if (await Promise.race([stopped, deaf])) end(hashWorker);
		else this.#rest(hashWorker);
		over.abort();
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
