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

/** Claim: who may write. Ids, as counting would begin anew on a disk that was cleared. */
export interface Claim {
	readonly id: string;
	/** Milliseconds since the epoch. */
	readonly at: number;
	/** Whether it is on the disk; one that could not be stored at first is taken later. */
	readonly onDisk: boolean;
}

/**
 * Every method rejects with `storage-quota`, `storage-blocked` when the browser gives no disk,
 * `unexpected` for a row that can't be stored, and `version-mismatch` when a newer Panlift has it.
 */
export interface Disk {
	/** claim stores the Claim, forgets roots that no row needs, and gives the rest. */
	claim(claim: Claim): Promise<Content>;
	/** read needs no room and no Claim. */
	read(): Promise<Content>;
	/**
	 * write makes all changes or none. False when the disk was cleared since the Claim was stored: then
	 * nothing is written. Rejects with `superseded` when another Claim has taken its place.
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
