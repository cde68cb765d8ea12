/**
 * Listing: the entries of one place, read page after page in the background, in order, and changed
 * here before the drive has done it. However many there are, no step takes long.
 */
import type { FileEntry, FilePage, Order } from '../../drives/files';
import type { Clock } from '../../kernel/clock';
import type { TransferError } from '../../kernel/errors';
import { asTransferError } from '../../kernel/errors';
import { insertInto, sortInLots, type Compare } from './entry-order';

/** Between two looks of what has come in: more often than that nobody reads a growing list. */
const LOT_MS = 200;
/** So many come in at once at most. */
const LOT = 600;

/** Reading: how far a listing is. `stopped`: by its person, with what was there by then. */
export type Reading = 'reading' | 'whole' | 'stopped' | 'failed';

export interface ListingSource {
	readonly read: (cursor: string | undefined, order: Order) => Promise<FilePage>;
	/** Whether the drive gives entries in this order itself; else they are sorted once all are there. */
	readonly sorts: (order: Order) => boolean;
	readonly compare: (order: Order) => Compare;
}

export class Listing {
	readonly #source: ListingSource;
	readonly #clock: Clock;
	#entries = $state.raw<readonly FileEntry[]>([]);
	#hidden = $state.raw<ReadonlySet<string>>(new Set());
	#order = $state.raw<Order>({ by: 'name', descending: false });
	#reading = $state<Reading>('reading');
	#total = $state<number | undefined>();
	#error = $state.raw<TransferError | undefined>();
	#readAt = 0;
	/** Each reading ends the one before. */
	#turn = 0;
	/** A change while everything is read again makes what was read old. */
	#changes = 0;

	/** What is shown, in order. */
	readonly entries: readonly FileEntry[] = $derived(
		this.#hidden.size === 0
			? this.#entries
			: this.#entries.filter(({ id }) => !this.#hidden.has(id))
	);

	constructor(source: ListingSource, clock: Clock, order: Order) {
		this.#source = source;
		this.#clock = clock;
		this.#order = order;
	}

	get reading(): Reading {
		return this.#reading;
	}
	/** How many there will be, when the drive tells. */
	get total(): number | undefined {
		return this.#total;
	}
	/** Why it was not read to the end. */
	get error(): TransferError | undefined {
		return this.#error;
	}
	get order(): Order {
		return this.#order;
	}
	/** Milliseconds since the epoch of the last time that all was there; 0: never. */
	get readAt(): number {
		return this.#readAt;
	}

	/** read shows everything anew, page by page. */
	async read(): Promise<void> {
		const turn = ++this.#turn;
		this.#entries = [];
		this.#total = undefined;
		this.#reading = 'reading';
		await this.#readAll(turn, (lot, isFirst) => {
			if (isFirst || this.#source.sorts(this.#order)) this.#insert(lot);
			else this.#entries = [...this.#entries, ...lot];
		});
	}

	/** refresh reads all again while what is known stays in sight, and then shows what is new. */
	async refresh(): Promise<void> {
		if (this.#reading !== 'whole') return this.read();
		const turn = ++this.#turn;
		const changes = this.#changes;
		const fresh: FileEntry[] = [];
		const kept = this.#entries;
		await this.#readAll(turn, (lot) => fresh.push(...lot));
		if (turn !== this.#turn) return;
		if (this.#error) {
			// What was there is better than nothing; the next look asks again.
			this.#reading = 'whole';
			this.#entries = kept;
		} else if (changes === this.#changes) {
			await this.#sort(turn, fresh);
		} else {
			this.#readAt = 0;
		}
	}

	/** stop leaves it at what is there. */
	stop(): void {
		if (this.#reading !== 'reading') return;
		this.#turn += 1;
		this.#reading = 'stopped';
	}

	/** sortBy changes the order: here when all is there, else by asking the drive again. */
	async sortBy(order: Order): Promise<void> {
		this.#order = order;
		if (this.#reading === 'reading' && this.#source.sorts(order)) return this.read();
		// What is still being read is sorted at its end.
		if (this.#reading !== 'reading') await this.#sort(++this.#turn, this.#entries);
	}

	/** resort puts everything in order again, for a reader of another language. */
	async resort(): Promise<void> {
		if (this.#reading !== 'reading') await this.#sort(++this.#turn, this.#entries);
	}

	/** expire makes what is there old: it is read again when it is shown again. */
	expire(): void {
		this.#readAt = 0;
	}

	/** hide takes entries out of sight until `show`, or for good with `drop`. */
	hide(ids: Iterable<string>): void {
		this.#changes += 1;
		this.#hidden = new Set([...this.#hidden, ...ids]);
	}

	show(ids: Iterable<string>): void {
		this.#changes += 1;
		const back = new Set(ids);
		this.#hidden = new Set([...this.#hidden].filter((id) => !back.has(id)));
	}

	/** drop forgets entries that are no longer here. */
	drop(ids: Iterable<string>): void {
		this.#changes += 1;
		const gone = new Set(ids);
		this.#entries = this.#entries.filter(({ id }) => !gone.has(id));
		this.show(gone);
	}

	/** put adds entries, or shows them as they are now. */
	put(entries: readonly FileEntry[]): void {
		this.drop(entries.map(({ id }) => id));
		this.#insert(entries);
	}

	#insert(lot: readonly FileEntry[]): void {
		this.#entries = insertInto(this.#entries, lot, this.#source.compare(this.#order));
	}

	async #readAll(
		turn: number,
		take: (lot: readonly FileEntry[], isFirst: boolean) => void
	): Promise<void> {
		this.#error = undefined;
		const known = new Set<string>();
		let lot: FileEntry[] = [];
		let told = -Infinity;
		let cursor: string | undefined;
		const order = this.#order;
		try {
			do {
				const page = await this.#source.read(cursor, order);
				if (turn !== this.#turn) return;
				// A change at the drive may push an entry to a page that is still to come.
				for (const entry of page.entries) if (!known.has(entry.id)) lot.push(entry);
				for (const { id } of page.entries) known.add(id);
				this.#total = page.total ?? this.#total;
				cursor = page.next;
				const now = this.#clock.now();
				if (cursor !== undefined && lot.length < LOT && now - told < LOT_MS) continue;
				take(lot, told === -Infinity);
				lot = [];
				told = now;
			} while (cursor !== undefined);
			if (this.#reading === 'reading') await this.#settle(turn);
		} catch (error) {
			if (turn !== this.#turn) return;
			take(lot, false);
			this.#error = asTransferError(error);
			this.#reading = 'failed';
		}
	}

	/** settle ends a reading; what the drive does not sort, or not as people do, is sorted now. */
	async #settle(turn: number): Promise<void> {
		if (!this.#source.sorts(this.#order)) await this.#sort(turn, this.#entries);
		if (turn !== this.#turn) return;
		this.#reading = 'whole';
		this.#readAt = this.#clock.now();
	}

	async #sort(turn: number, entries: readonly FileEntry[]): Promise<void> {
		const changes = this.#changes;
		const sorted = await sortInLots(entries, this.#source.compare(this.#order), async () => {
			await this.#clock.sleep(0);
			return turn === this.#turn && changes === this.#changes;
		});
		if (sorted) {
			this.#entries = sorted;
			this.#readAt = this.#clock.now();
		}
		// A change came in between: what it left is put in order.
		else if (turn === this.#turn) await this.#sort(turn, this.#entries);
	}
}
