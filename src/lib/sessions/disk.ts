/** Disk: where a SessionStore keeps its rows. Plain rows by table and key, many in one transaction. */
import type { Receipt } from '../drives/drive';
import type { Emitter } from '../kernel/emitter';
import type { SourceRoot } from '../sources/source';
import type { Upload } from '../uploads/upload';
import type { Hashing, StoredAccount, StoredSession, UploadReceipt } from './session-store';

export type StoredReceipt = Receipt & { readonly uploadId: string };

export interface Rows {
	readonly uploads: Upload;
	readonly sessions: StoredSession;
	readonly receipts: StoredReceipt;
	readonly hashing: Hashing;
	readonly uploadReceipts: UploadReceipt;
	readonly roots: SourceRoot;
	readonly accounts: StoredAccount;
	readonly settings: { readonly key: string; readonly value: unknown };
}

export type TableName = keyof Rows;

/** HELD are the tables that an engine knows whole; of the others it asks for single rows. */
export const HELD = [
	'uploads',
	'sessions',
	'receipts',
	'hashing',
	'accounts',
	'settings'
] as const satisfies readonly TableName[];

export type HeldTable = (typeof HELD)[number];

/** Content is what the HELD tables have. */
export type Content = { readonly [T in HeldTable]: readonly Rows[T][] };

/** Key of a row; of a Receipt its upload's id and number. */
export type Key = string | readonly [uploadId: string, number: number];

/** Change is a row as it is from now on; without `row` it is gone. */
export type Change = {
	[T in TableName]: { readonly table: T; readonly key: Key; readonly row: Rows[T] | undefined };
}[TableName];

/**
 * Claim: who may write. The one with the highest `at` does, even on a disk that was cleared and that
 * an older one came back to first.
 */
export interface Claim {
	readonly id: string;
	/** Milliseconds since the epoch, or more: above that of the Claim before. */
	readonly at: number;
	/** Whether it is on the disk; one that could not be stored at first is taken later. */
	readonly onDisk: boolean;
}

/** Claimed is the Claim as it was stored, and what was there. */
export interface Claimed {
	readonly claim: Claim;
	readonly content: Content;
}

/**
 * Every method rejects with `storage-quota`, `storage-blocked` when the browser gives no disk,
 * `unexpected` for a row that can't be stored, and `version-mismatch` when a newer Panlift has it.
 */
export interface Disk {
	/** claim stores the Claim above all others, and forgets roots that no row needs. */
	claim(claim: Claim): Promise<Claimed>;
	/** read needs no room and no Claim. */
	read(): Promise<Content>;
	/**
	 * write makes all changes or none. False when the Claim that was stored is gone, as the disk was
	 * cleared: then nothing is written. Rejects with `superseded` when there is a newer Claim.
	 */
	write(changes: readonly Change[], claim: Claim): Promise<boolean>;
	/** rewrite makes the HELD tables of a cleared disk anew; `superseded` as in `write`. */
	rewrite(changes: readonly Change[], claim: Claim): Promise<void>;
	root(id: string): Promise<SourceRoot | undefined>;
	uploadReceipts(ids?: readonly string[]): Promise<readonly UploadReceipt[]>;
	/** The disk went away by itself: it may have been cleared. The next call looks for it again. */
	readonly lost: Emitter<void>;
	close(): void;
}
