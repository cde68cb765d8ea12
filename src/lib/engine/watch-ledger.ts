/** WatchLedger: which files of a watched folder were enqueued, as what; it outlives restarts. */
import type { SessionStore } from '../sessions/session-store';
import type { Identity } from '../sources/source';

/** Files are remembered in so many lots, of which a new file changes one. */
const LOTS = 32;

type Remembered = readonly [size: number, lastModified: number];
type Lot = Readonly<Record<string, Remembered>>;
type LedgerStore = Pick<SessionStore, 'setting' | 'saveSetting'>;

/** Enqueued: a file by its names below the watched folder, as it was when it was enqueued. */
export interface Enqueued {
	readonly path: readonly string[];
	readonly identity: Pick<Identity, 'size' | 'lastModified'>;
}

export class WatchLedger {
	readonly #store: LedgerStore;
	readonly #watchId: string;
	readonly #lots: Map<string, Remembered>[];

	private constructor(store: LedgerStore, watchId: string, lots: Map<string, Remembered>[]) {
		this.#store = store;
		this.#watchId = watchId;
		this.#lots = lots;
	}

	/** open reads what earlier lives have enqueued. */
	static async open(store: LedgerStore, watchId: string): Promise<WatchLedger> {
		const lots = await Promise.all(
			Array.from({ length: LOTS }, async (_, lot) => {
				const known = await store.setting<Lot>(keyOf(watchId, lot));
				return new Map(Object.entries(known ?? {}));
			})
		);
		return new WatchLedger(store, watchId, lots);
	}

	/** Files that are remembered. */
	get size(): number {
		return this.#lots.reduce((sum, { size }) => sum + size, 0);
	}

	/** has tells whether this file was enqueued as it is now. */
	has({ path, identity: { size, lastModified } }: Enqueued): boolean {
		const known = this.#lots[lotOf(path)]?.get(path.join('/'));
		return known?.[0] === size && known[1] === lastModified;
	}

	/** add resolves when it is durable. */
	async add(files: readonly Enqueued[]): Promise<void> {
		const changed = new Set<number>();
		for (const { path, identity } of files) {
			const lot = lotOf(path);
			this.#lots[lot]?.set(path.join('/'), [identity.size, identity.lastModified]);
			changed.add(lot);
		}
		await this.#save(changed);
	}

	/** forget begins anew. */
	async forget(): Promise<void> {
		const known = this.#lots.flatMap(({ size }, lot) => (size > 0 ? [lot] : []));
		for (const lot of this.#lots) lot.clear();
		await this.#save(known);
	}

	async #save(lots: Iterable<number>): Promise<void> {
		await Promise.all(
			[...lots].map((lot) => {
				const files = this.#lots[lot] ?? new Map<string, Remembered>();
				const row = files.size > 0 ? Object.fromEntries(files) : undefined;
				return this.#store.saveSetting(keyOf(this.#watchId, lot), row);
			})
		);
	}
}

function keyOf(watchId: string, lot: number): string {
	return `watched/${watchId}/${lot}`;
}

function lotOf(path: readonly string[]): number {
	let sum = 0;
	for (const char of path.join('/')) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
	return sum % LOTS;
}
