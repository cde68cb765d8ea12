/**
 * SessionStore: what survives. Every write is durable before its promise resolves, and is made
 * before the effect that it records. While the browser refuses to store, memory has to do, and
 * `Keeping` says so. Writes reject with `superseded` once another engine has claimed, reads of what
 * is not held in memory with `storage-blocked`.
 */
import type { Digests, Receipt, Session } from '../drives/drive';
import type { SignedIn } from '../drives/wire';
import type { HashState } from '../hashing/hasher';
import type { Stripes } from '../kernel/stripes';
import type { Identity, SourceRoot } from '../sources/source';
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
	/** Milliseconds since the epoch; absent in one that an earlier version stored. */
	readonly createdAt?: number | undefined;
	/** When its last Receipt was stored, or it was opened. */
	readonly updatedAt?: number | undefined;
	/** Of a Session whose row was taken off the list: that row. */
	readonly row?: Upload | undefined;
	/** Since when it is kept only until its provider could be told that nobody wants it. */
	readonly endedAt?: number | undefined;
}

/** Hashing: what the hashing pass over an Upload's file has left, finished or not. */
export interface Hashing {
	readonly uploadId: string;
	/** The file as it was when it was read. */
	readonly identity: Identity;
	/** Of the bytes hashed so far. */
	readonly stripes: Stripes;
	/** Where the pass stopped; absent once it is finished. */
	readonly state?: HashState | undefined;
}

/**
 * UploadReceipt: the proof of one finished Upload, kept after its row is gone. Everything that a
 * later look at the drive can be compared with, and no secret.
 */
export interface UploadReceipt {
	readonly uploadId: string;
	readonly accountId: string;
	/** Remote name and path, as they are at the drive: "/movies/a.mkv". */
	readonly name: string;
	readonly path: string;
	readonly folderId: string;
	readonly remoteId: string;
	/** Bytes. */
	readonly size: number;
	readonly digests: Digests;
	/** The drive had the bytes: nothing was sent. */
	readonly instant: boolean;
	/** Parts as storage acknowledged them; empty for an instant upload. */
	readonly parts: readonly Receipt[];
	/** The local file's time. All times in milliseconds since the epoch. */
	readonly lastModified: number;
	readonly addedAt: number;
	readonly finishedAt: number;
	/** Milliseconds of work. */
	readonly activeMs: number;
}

/** Keeping: whether what the app remembers is on disk, and which list it is. */
export interface Keeping {
	readonly state:
		/** All of it is, or is about to be. */
		| 'disk'
		/** It is, and the browser has almost no room for more. */
		| 'low'
		/** What is new is in memory only: the browser has no room, or gives no disk. */
		| 'full'
		| 'blocked'
		/** Somebody cleared it while it was in use; it was written anew. */
		| 'rewritten'
		/** It is, and beside it what an earlier visit left, which could not be read at first. */
		| 'unread';
	/** Bytes, while `low`. */
	readonly left?: number | undefined;
	/** A list that the browser cleared comes back under another id. Absent while it can't be told. */
	readonly listId?: string | undefined;
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
	/**
	 * removeUploads forgets rows, and roots that no other row needs. A Session stays, with its Receipts
	 * and Hashing, as the leftover of its `row`; without one the Hashing goes. UploadReceipts stay.
	 */
	removeUploads(ids: readonly string[]): Promise<void>;

	session(uploadId: string): Promise<StoredSession | undefined>;
	sessions(): Promise<readonly StoredSession[]>;
	/** saveSession replaces the upload's Session; a different id drops the old Receipts. */
	saveSession(session: StoredSession): Promise<void>;
	dropSession(uploadId: string): Promise<void>;
	receipts(uploadId: string): Promise<readonly Receipt[]>;
	/** addReceipt is idempotent by number; `at` becomes the Session's `updatedAt`. */
	addReceipt(uploadId: string, receipt: Receipt, at?: number): Promise<void>;
	/** setReceipts replaces all: used when the listing of the drive is the truth. */
	setReceipts(uploadId: string, receipts: readonly Receipt[]): Promise<void>;

	hashing(uploadId: string): Promise<Hashing | undefined>;
	saveHashing(hashing: Hashing): Promise<void>;
	dropHashing(uploadId: string): Promise<void>;

	/** uploadReceipts gives all, or those of some Uploads. */
	uploadReceipts(ids?: readonly string[]): Promise<readonly UploadReceipt[]>;
	saveUploadReceipt(receipt: UploadReceipt): Promise<void>;
	removeUploadReceipts(ids: readonly string[]): Promise<void>;

	root(id: string): Promise<SourceRoot | undefined>;
	saveRoot(root: SourceRoot): Promise<void>;

	accounts(): Promise<readonly StoredAccount[]>;
	saveAccount(account: StoredAccount): Promise<void>;
	removeAccount(id: string): Promise<void>;

	setting<T>(key: string): Promise<T | undefined>;
	/** saveSetting forgets the setting where the value is undefined. */
	saveSetting(key: string, value: unknown): Promise<void>;
}
