/**
 * SessionStore: what survives. Every write is durable before its promise resolves, and is made
 * before the effect that it records. Rejects with `storage-quota` or `storage-blocked`.
 */
import type { Receipt, Session } from '../drives/drive';
import type { SignedIn } from '../drives/wire';
import type { SourceRoot } from '../sources/source';
import type { Upload } from '../uploads/upload';

/** StoredAccount: a SignedIn under its account id; `credential` is empty after sign-out by the drive. */
export interface StoredAccount extends SignedIn {
	readonly id: string;
	/** False after a 401 that could not be renewed. */
	readonly signedIn: boolean;
}

export interface StoredSession extends Session {
	readonly uploadId: string;
	/** An earlier `complete` may have been carried out. */
	readonly committing?: boolean;
}

export interface SessionStore {
	/**
	 * claim makes this store the only one that may write: writes of others that claimed before it
	 * reject with `superseded` from now on, in whatever tab they are.
	 */
	claim(): Promise<void>;

	uploads(): Promise<readonly Upload[]>;
	/** saveUpload inserts or replaces. Only the queue calls it. */
	saveUpload(upload: Upload): Promise<void>;
	/** addUploads makes rows and their roots in one transaction: none without the other. */
	addUploads(uploads: readonly Upload[], roots: readonly SourceRoot[]): Promise<void>;
	/** removeUploads forgets rows with their Sessions, Receipts and roots that no other row needs. */
	removeUploads(ids: readonly string[]): Promise<void>;

	session(uploadId: string): Promise<StoredSession | undefined>;
	/** saveSession replaces the upload's Session; a different id drops the old Receipts. */
	saveSession(session: StoredSession): Promise<void>;
	dropSession(uploadId: string): Promise<void>;
	receipts(uploadId: string): Promise<readonly Receipt[]>;
	/** addReceipt is idempotent by number. */
	addReceipt(uploadId: string, receipt: Receipt): Promise<void>;
	/** setReceipts replaces all: used when the listing of the drive is the truth. */
	setReceipts(uploadId: string, receipts: readonly Receipt[]): Promise<void>;

	root(id: string): Promise<SourceRoot | undefined>;
	saveRoot(root: SourceRoot): Promise<void>;

	accounts(): Promise<readonly StoredAccount[]>;
	saveAccount(account: StoredAccount): Promise<void>;
	removeAccount(id: string): Promise<void>;

	setting<T>(key: string): Promise<T | undefined>;
	saveSetting(key: string, value: unknown): Promise<void>;
}
