/** WatchedFolder: looks at one folder for as long as it is on, and gives what has come to rest. */
import type { Clock } from '../kernel/clock';
import { asTransferError, type TransferError } from '../kernel/errors';
import type { Filter } from '../sources/filter';
import type { WatchView, WatchWish } from './watch-api';
import type { WatchLedger } from './watch-ledger';

/** A file is at rest when its size and time have stayed the same for so long. */
const REST_MS = 10_000;
/** How often a folder is looked through: whole, where the browser tells of no changes. */
const SCAN_MS = 60_000;
/** The same where it does: events can get lost. */
const SAFETY_SCAN_MS = 600_000;
/** How soon it is looked through again when something changed that is no file. */
const SETTLE_MS = 5_000;
/** How long after the drive or the browser said no it is asked again. */
const AGAIN_MS = 60_000;

/** SeenFile: a file by its names below the watched folder. */
export interface SeenFile {
	readonly path: readonly string[];
	readonly file: File;
}

type Changed = readonly (readonly string[])[] | 'anything';

/** FolderEyes: how folders are looked at; see sources/watch-scan and watch-observer. */
export interface FolderEyes {
	scanFolder(
		directory: FileSystemDirectoryHandle,
		filter: Filter | undefined
	): AsyncIterable<SeenFile>;
	lookAt(
		directory: FileSystemDirectoryHandle,
		path: readonly string[],
		filter: Filter | undefined
	): Promise<File | undefined>;
	observeFolder(
		directory: FileSystemDirectoryHandle,
		onchange: (changed: Changed) => void,
		onlost: () => void
	): Promise<(() => void) | undefined>;
}

/** StoredWatch: a watched folder as it outlives a restart. */
export interface StoredWatch {
	readonly id: string;
	readonly directory: FileSystemDirectoryHandle;
	readonly wish: WatchWish;
}

export interface WatchTools {
	readonly clock: Clock;
	readonly eyes: FolderEyes;
	/** The filter of a profile as it is now. */
	readonly filter: (profile: string) => Promise<Filter | undefined>;
	/** Makes rows, durably; rejects with TransferError when none could be made. */
	readonly enqueue: (watch: StoredWatch, files: readonly SeenFile[]) => Promise<void>;
	readonly changed: () => void;
}

/** A file that is new or changed, and since when it is what it is. */
interface Restless {
	readonly path: readonly string[];
	readonly size: number;
	readonly lastModified: number;
	readonly since: number;
}

export class WatchedFolder {
	readonly #tools: WatchTools;
	readonly #ledger: WatchLedger;
	readonly #known = new Set<string>();
	readonly #restless = new Map<string, Restless>();
	/** Paths that the browser told of, and whether it told of more. */
	readonly #hints = new Map<string, readonly string[]>();
	#stored: StoredWatch;
	#life: AbortController | undefined;
	#wake = new AbortController();
	#unobserve: (() => void) | undefined;
	#nextScan = 0;
	#notBefore = 0;
	#lastScan: number | undefined;
	#trouble: TransferError | undefined;

	constructor(stored: StoredWatch, ledger: WatchLedger, tools: WatchTools) {
		this.#stored = stored;
		this.#ledger = ledger;
		this.#tools = tools;
	}

	get stored(): StoredWatch {
		return this.#stored;
	}

	/** Whether the browser wants to ask a person before it can be read. */
	get needsPermission(): boolean {
		return this.#stored.wish.on && this.#trouble?.code === 'permission-needed';
	}

	view(): WatchView {
		const { id, directory, wish } = this.#stored;
		return {
			id,
			name: directory.name,
			wish,
			state: this.#state(),
			observed: this.#unobserve !== undefined,
			files: this.#known.size,
			waiting: this.#restless.size,
			enqueued: this.#ledger.size,
			lastScan: this.#lastScan,
			code: this.#trouble?.code,
			detail: this.#trouble?.detail
		};
	}

	/** start goes on until `stop`; while the wish is off it does nothing. */
	start(): void {
		if (this.#life || !this.#stored.wish.on) return;
		this.#life = new AbortController();
		this.lookAgain();
		void this.#run(this.#life.signal);
	}

	stop(): void {
		this.#life?.abort();
		this.#life = undefined;
		this.#unobserve?.();
		this.#unobserve = undefined;
		this.#restless.clear();
		this.#hints.clear();
		this.#trouble = undefined;
		this.#notBefore = 0;
		this.#wake.abort();
	}

	/** lookAgain looks through the folder now: something changed about it, or somebody wants it. */
	lookAgain(): void {
		this.#nextScan = 0;
		this.#notBefore = 0;
		this.#wake.abort();
	}

	/** change takes a new wish. `anew`: what was enqueued counts no more. */
	async change(wish: WatchWish, anew: boolean): Promise<void> {
		this.stop();
		this.#stored = { ...this.#stored, wish };
		if (anew) await this.#ledger.forget();
		this.start();
	}

	/** forget stops, and drops what is remembered of its files. */
	async forget(): Promise<void> {
		this.stop();
		await this.#ledger.forget();
	}

	#state(): WatchView['state'] {
		if (!this.#stored.wish.on) return 'paused';
		if (this.needsPermission) return 'permission';
		if (this.#trouble) return 'trouble';
		return this.#lastScan === undefined ? 'starting' : 'watching';
	}

	async #run(life: AbortSignal): Promise<void> {
		const { clock, changed } = this.#tools;
		while (!life.aborted) {
			this.#wake = new AbortController();
			try {
				await this.#round(life);
				this.#trouble = undefined;
			} catch (error) {
				if (life.aborted) return;
				this.#trouble = asTransferError(error);
				this.#notBefore = clock.now() + AGAIN_MS;
				// What was told of meanwhile may have been missed.
				this.#nextScan = 0;
			}
			if (life.aborted) return;
			changed();
			const wait = this.#nextLook() - clock.now();
			// It ends early when there is something to look at.
			await clock.sleep(wait, this.#wake.signal).catch(() => undefined);
		}
	}

	#nextLook(): number {
		if (this.#hints.size > 0) return this.#notBefore;
		const rests = [...this.#restless.values()].map(({ since }) => since + REST_MS);
		return Math.max(
			this.#notBefore,
			rests.reduce((first, at) => Math.min(first, at), this.#nextScan)
		);
	}

	async #round(life: AbortSignal): Promise<void> {
		const { clock, eyes, filter, changed } = this.#tools;
		const { directory, wish } = this.#stored;
		const rules = await filter(wish.profile);
		const look = (path: readonly string[]) => eyes.lookAt(directory, path, rules);
		if (clock.now() >= this.#nextScan) {
			// Watched from before the scan on, so that nothing falls between.
			await this.#observe(life);
			await this.#scan(eyes.scanFolder(directory, rules), life);
			changed();
		}
		const hints = [...this.#hints.values()];
		this.#hints.clear();
		for (const path of hints) {
			this.#see(path, await look(path));
			if (life.aborted) return;
		}
		const ready: SeenFile[] = [];
		for (const { path, since } of [...this.#restless.values()]) {
			if (clock.now() < since + REST_MS) continue;
			const file = await look(path);
			if (life.aborted) return;
			if (this.#see(path, file) === since) ready.push({ path, file: file! });
		}
		if (ready.length === 0) return;
		await this.#tools.enqueue(this.#stored, ready);
		// It may go elsewhere by now, where nothing of this is; what is there already is found by its row.
		if (life.aborted) return;
		await this.#ledger.add(ready.map(({ path, file }) => ({ path, identity: file })));
		for (const { path } of ready) this.#restless.delete(path.join('/'));
	}

	async #scan(files: AsyncIterable<SeenFile>, life: AbortSignal): Promise<void> {
		const found = new Set<string>();
		// What is wished for while it is looked through counts after it.
		this.#nextScan = Infinity;
		for await (const { path, file } of files) {
			if (life.aborted) return;
			found.add(path.join('/'));
			this.#see(path, file);
		}
		for (const key of this.#known) if (!found.has(key)) this.#known.delete(key);
		for (const key of this.#restless.keys()) if (!found.has(key)) this.#restless.delete(key);
		const now = this.#tools.clock.now();
		this.#lastScan = now;
		const next = now + (this.#unobserve ? SAFETY_SCAN_MS : SCAN_MS);
		this.#nextScan = Math.min(this.#nextScan, next);
	}

	/** see gives since when a file is as it is now; undefined when nothing is to be done about it. */
	#see(path: readonly string[], file: File | undefined): number | undefined {
		const key = path.join('/');
		if (!file) {
			this.#known.delete(key);
			this.#restless.delete(key);
			return undefined;
		}
		this.#known.add(key);
		if (this.#ledger.has({ path, identity: file })) {
			this.#restless.delete(key);
			return undefined;
		}
		const { size, lastModified } = file;
		const before = this.#restless.get(key);
		if (before?.size === size && before.lastModified === lastModified) return before.since;
		const since = this.#tools.clock.now();
		this.#restless.set(key, { path, size, lastModified, since });
		return since;
	}

	async #observe(life: AbortSignal): Promise<void> {
		if (this.#unobserve) return;
		const onchange = (changed: Changed) => {
			if (changed === 'anything') {
				this.#nextScan = Math.min(this.#nextScan, (this.#lastScan ?? 0) + SETTLE_MS);
			} else {
				// Those that wait are looked at when their time comes.
				const fresh = changed.filter((path) => !this.#restless.has(path.join('/')));
				if (fresh.length === 0) return;
				for (const path of fresh) this.#hints.set(path.join('/'), path);
			}
			this.#wake.abort();
		};
		const onlost = () => {
			this.#unobserve = undefined;
			this.lookAgain();
		};
		const end = await this.#tools.eyes.observeFolder(this.#stored.directory, onchange, onlost);
		if (life.aborted) end?.();
		else this.#unobserve = end;
	}
}
