/**
 * Mirror: what a store knows, in memory, and which of its rows the disk does not have yet. What is
 * written to it counts at once; the disk follows.
 */
import type { Receipt } from '../drives/drive';
import type { SourceRoot } from '../sources/source';
import type { Upload } from '../uploads/upload';
import {
	HELD,
	type Change,
	type Content,
	type HeldTable,
	type Key,
	type Rows,
	type StoredReceipt,
	type TableName
} from './disk';
import type { StoredSession } from './session-store';

type Table<T extends TableName> = Map<string, Rows[T]>;

export class Mirror {
	readonly uploads: Table<'uploads'> = new Map();
	readonly sessions: Table<'sessions'> = new Map();
	readonly hashing: Table<'hashing'> = new Map();
	readonly accounts: Table<'accounts'> = new Map();
	readonly settings: Table<'settings'> = new Map();
	/** Only those that this life has asked for or made: a row that is done needs none. */
	readonly roots: Table<'roots'> = new Map();
	readonly #receipts = new Map<string, Map<number, StoredReceipt>>();
	readonly #unsaved = new Map<string, Change>();

	/** Changes that the disk does not have yet, the newest of each row. */
	get unsaved(): readonly Change[] {
		return [...this.#unsaved.values()];
	}

	/** saved: the disk has these; a row that changed again meanwhile stays unsaved. */
	saved(changes: readonly Change[]): void {
		for (const change of changes) {
			const id = idOf(change.table, change.key);
			if (this.#unsaved.get(id) === change) this.#unsaved.delete(id);
		}
	}

	/** unsavedRow gives the change of one row that the disk does not have yet. */
	unsavedRow<T extends TableName>(table: T, key: Key): Extract<Change, { table: T }> | undefined {
		return this.#unsaved.get(idOf(table, key)) as Extract<Change, { table: T }> | undefined;
	}

	/** take holds what the disk has, unless memory knows better already. */
	take(content: Content): void {
		for (const table of HELD) this.#take(table, content[table]);
	}

	/** whole gives every row that is known: what a disk that was cleared is filled with. */
	whole(): readonly Change[] {
		const whole = new Map(this.#unsaved);
		const add = (change: Change) => whole.set(idOf(change.table, change.key), change);
		for (const [key, row] of this.uploads) add({ table: 'uploads', key, row });
		for (const [key, row] of this.sessions) add({ table: 'sessions', key, row });
		for (const [key, row] of this.hashing) add({ table: 'hashing', key, row });
		for (const [key, row] of this.accounts) add({ table: 'accounts', key, row });
		for (const [key, row] of this.settings) add({ table: 'settings', key, row });
		for (const [key, row] of this.roots) add({ table: 'roots', key, row });
		for (const [uploadId, receipts] of this.#receipts) {
			for (const [number, row] of receipts)
				add({ table: 'receipts', key: [uploadId, number], row });
		}
		return [...whole.values()];
	}

	/** put inserts or replaces a row; without one it is gone. */
	put<T extends Exclude<TableName, 'receipts'>>(table: T, key: string, row?: Rows[T]): void {
		// What is held is held whole: what is not in memory is not on the disk either.
		if (row === undefined && isHeld(table) && !this.#has(table, key)) return;
		if (table === 'roots' || isHeld(table)) this.#hold(table, key, row);
		this.#change({ table, key, row } as Change);
	}

	/** keepRoot holds a root that the disk has, for a disk that may be cleared. */
	keepRoot(root: SourceRoot): void {
		this.roots.set(root.id, root);
	}

	addRows(uploads: readonly Upload[], roots: readonly SourceRoot[]): void {
		for (const root of roots) if (root.handle) this.put('roots', root.id, root);
		for (const upload of uploads) this.put('uploads', upload.id, upload);
	}

	removeRows(ids: readonly string[]): void {
		const left = new Set<string>();
		for (const id of ids) {
			const row = this.uploads.get(id);
			const session = this.sessions.get(id);
			if (row) left.add(row.source.rootId);
			this.put('uploads', id);
			if (session) this.put('sessions', id, { ...session, row: row ?? session.row });
			else this.put('hashing', id);
		}
		for (const { source } of this.uploads.values()) left.delete(source.rootId);
		for (const rootId of left) this.put('roots', rootId);
	}

	saveSession(session: StoredSession): void {
		const { uploadId } = session;
		const before = this.sessions.get(uploadId);
		if (before && before.id !== session.id) this.setReceipts(uploadId, []);
		this.put('sessions', uploadId, session);
	}

	dropSession(uploadId: string): void {
		this.put('sessions', uploadId);
		this.setReceipts(uploadId, []);
	}

	/** receipts are in order of their numbers. */
	receipts(uploadId: string): readonly Receipt[] {
		const receipts = [...(this.#receipts.get(uploadId)?.values() ?? [])];
		return receipts.sort((a, b) => a.number - b.number);
	}

	addReceipt(uploadId: string, receipt: Receipt, at?: number): void {
		this.#putReceipt(uploadId, receipt.number, { ...receipt, uploadId });
		const session = this.sessions.get(uploadId);
		if (session && at !== undefined) this.put('sessions', uploadId, { ...session, updatedAt: at });
	}

	setReceipts(uploadId: string, receipts: readonly Receipt[]): void {
		for (const { number } of this.receipts(uploadId)) this.#putReceipt(uploadId, number);
		for (const receipt of receipts) this.addReceipt(uploadId, receipt);
	}

	/** dropUnstorable forgets changes whose rows can't be stored at all: else no other could be. */
	dropUnstorable(): void {
		for (const [id, { row }] of this.#unsaved) {
			try {
				structuredClone(row);
			} catch {
				// Who wrote it is told that it failed.
				this.#unsaved.delete(id);
			}
		}
	}

	#putReceipt(uploadId: string, number: number, row?: StoredReceipt): void {
		this.#hold('receipts', [uploadId, number], row);
		this.#change({ table: 'receipts', key: [uploadId, number], row });
	}

	#take<T extends HeldTable>(table: T, rows: readonly Rows[T][]): void {
		for (const row of rows) {
			const key = KEY_OF[table](row);
			const isKnown = this.#unsaved.has(idOf(table, key)) || this.#has(table, key);
			if (!isKnown) this.#hold(table, key, row);
		}
	}

	#change(change: Change): void {
		this.#unsaved.set(idOf(change.table, change.key), change);
	}

	#has(table: HeldTable, key: Key): boolean {
		if (table !== 'receipts') return this[table].has(key as string);
		return this.#receipts.get(key[0]!)?.has(key[1] as number) ?? false;
	}

	#hold(table: HeldTable | 'roots', key: Key, row: Rows[TableName] | undefined): void {
		if (table !== 'receipts') {
			const rows = this[table] as Map<string, unknown>;
			if (row === undefined) rows.delete(key as string);
			else rows.set(key as string, row);
			return;
		}
		const [uploadId, number] = key as [string, number];
		const receipts = this.#receipts.get(uploadId) ?? new Map<number, StoredReceipt>();
		if (row === undefined) receipts.delete(number);
		else receipts.set(number, row as StoredReceipt);
		if (receipts.size > 0) this.#receipts.set(uploadId, receipts);
		else this.#receipts.delete(uploadId);
	}
}

function idOf(table: TableName, key: Key): string {
	return `${table} ${String(key)}`;
}

const KEY_OF: { readonly [T in HeldTable]: (row: Rows[T]) => Key } = {
	uploads: ({ id }) => id,
	sessions: ({ uploadId }) => uploadId,
	receipts: ({ uploadId, number }) => [uploadId, number],
	hashing: ({ uploadId }) => uploadId,
	accounts: ({ id }) => id,
	settings: ({ key }) => key
};

function isHeld(table: TableName): table is HeldTable {
	return (HELD as readonly TableName[]).includes(table);
}
