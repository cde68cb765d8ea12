/**
 * EngineApi: what the page may ask of the engine worker, and what it is told. Plain data only, so
 * that it crosses Comlink. Importing this file must not pull the worker's code into the page.
 */
import type {
	ConflictPolicy,
	Digests,
	DigestKind,
	DriveId,
	Existing,
	Flavour,
	Page,
	Realm,
	RemoteFile
} from '../drives/drive';
import type { QrCode, QrProgress, QrRequest, SignInRequest } from '../drives/wire';
import type { FlightLog } from '../flight/flight-recorder';
import type { ErrorCode } from '../kernel/errors';
import type { Keeping, UploadReceipt } from '../sessions/session-store';
import type { Group, UploadState, WaitCause } from '../uploads/upload';

/** RowGroup: the dropped folder that a row came with. */
export interface RowGroup extends Group {
	/** Remote path of that folder, "/movies/holiday". */
	readonly path: string;
}

/** UploadRow: one Upload as the page shows it. Bytes, bytes a second and milliseconds throughout. */
export interface UploadRow {
	readonly id: string;
	readonly accountId: string;
	readonly name: string;
	/** Remote path, "/movies/a.mkv". */
	readonly path: string;
	readonly kind: 'file' | 'folder';
	/** The dropped folder this row belongs to; the page shows its rows as one that expands. */
	readonly group?: RowGroup | undefined;
	readonly size: number;
	readonly state: UploadState;
	readonly cause?: WaitCause | undefined;
	readonly code?: ErrorCode | undefined;
	/** The drive's own words, already redacted. */
	readonly detail?: string | undefined;
	/** When it tries again by itself, milliseconds since the epoch. */
	readonly until?: number | undefined;
	readonly existing?: Existing | undefined;
	/** Its file changed, so it began again with what is there now. */
	readonly restarted?: boolean | undefined;
	readonly instant: boolean;
	readonly skipped: boolean;
	/** Bytes hashed of `size`; equal to `size` once the digests are known. */
	readonly hashed: number;
	/** Bytes of finished parts and of parts in flight. */
	readonly sent: number;
	readonly partsDone: number;
	/** 0 until a Session is open. */
	readonly partsTotal: number;
	/** Its parts go through our own server now, as storage takes nothing from pages. */
	readonly viaProxy?: boolean | undefined;
	/** Smoothed; 0 when nothing moves. */
	readonly speed: number;
	readonly elapsedMs: number;
	/** Absent until it can be told. */
	readonly etaMs?: number | undefined;
	readonly remoteId?: string | undefined;
	/** The finished remote name, which differs from `name` after "keep both". */
	readonly remoteName?: string | undefined;
	readonly order: number;
	readonly addedAt: number;
	/** Root whose permission must be asked for, while cause is `permission`. */
	readonly rootId: string;
}

/** Summary of the current batch; failed and cancelled rows have left the denominator. */
export interface Summary {
	readonly total: number;
	readonly done: number;
	readonly active: number;
	readonly bytesTotal: number;
	readonly bytesDone: number;
	readonly speed: number;
	readonly etaMs?: number | undefined;
}

export interface AccountView {
	readonly id: string;
	readonly drive: DriveId;
	readonly flavour: Flavour;
	readonly realm: Realm;
	readonly brand: string;
	readonly uid: string;
	readonly name: string;
	readonly spaceUsed: number;
	readonly spaceTotal: number;
	/** False after a 401 that could not be renewed: rows wait for `signed-out`. */
	readonly signedIn: boolean;
}

export interface EngineSettings {
	/** Files hashed or sent at once, 1 to 6. */
	readonly filesAtOnce: number;
	/** Parts of one file in flight, 1 to 6. */
	readonly partsPerFile: number;
	/** Whether Drives that offer it as an experiment get parts of one file at the same time. */
	readonly parallelParts: boolean;
	/** Bytes of a part where the drive leaves that to us; chosen once, when an upload begins there. */
	readonly partSize: 'auto' | number;
	/** Bytes of the largest file that goes up as one request, where the drive leaves that to us. */
	readonly singlePut: 'auto' | number;
	/** Days that what was sent of an upload is kept after its row is gone or finished. */
	readonly sessionDays: 'never' | number;
	/** What a new upload does when the name is taken. */
	readonly conflict: ConflictPolicy;
	readonly target?: Target | undefined;
}

/** Target: where new files go. */
export interface Target {
	readonly accountId: string;
	readonly folderId: string;
	/** As people read it: "/" or "/movies". */
	readonly folderPath: string;
}

/** EngineStatus: whether this tab's engine works. */
export type EngineStatus =
	| { readonly kind: 'starting' }
	| { readonly kind: 'running' }
	/** Another tab holds the engine: this one shows and commands it, and takes over when that one goes. */
	| { readonly kind: 'following' }
	| { readonly kind: 'failed'; readonly code: ErrorCode; readonly detail?: string | undefined };

/** Update: what changed since the last one. The first one has everything. */
export interface Update {
	readonly status?: EngineStatus;
	readonly rows?: readonly UploadRow[];
	readonly removed?: readonly string[];
	readonly summary?: Summary;
	readonly accounts?: readonly AccountView[];
	readonly settings?: EngineSettings;
	/** Whether the sandbox is switched on, so that its accounts can be added. */
	readonly sandbox?: boolean | undefined;
	/** Whether the server has an app id for 115's Open Platform; else people bring their own. */
	readonly hasPan115ClientId?: boolean | undefined;
	/** Whether the network and the proxy answer. */
	readonly connection?: 'online' | 'offline' | 'proxy-unreachable';
	/** Whether the list survives. */
	readonly keeping?: Keeping;
}

/** Incoming: one thing of a drop, pick or paste. Handles, where there are any, survive a restart. */
export type Incoming =
	| {
			readonly file: File;
			readonly handle?: FileSystemFileHandle | undefined;
			/** Browsers without handles: the folders the file came in, the dropped one first. */
			readonly folders?: readonly string[] | undefined;
			/** The dropped one of these folders, where it comes in several calls. */
			readonly group?: Group | undefined;
	  }
	/** A whole folder; the engine walks it, so that the page never waits. */
	| { readonly directory: FileSystemDirectoryHandle; readonly group?: Group | undefined }
	/** Browsers without handles: a folder without files, the dropped one first. */
	| { readonly emptyFolder: readonly string[]; readonly group?: Group | undefined };

/** EnqueueResult: rows made and rows continued. Of a directory, what was found by the time it resolves. */
export interface EnqueueResult {
	readonly added: number;
	/** Files that continue an unfinished row instead of making a new one. */
	readonly continued: number;
	/** Files that start their unfinished row anew: what it had of them is not what they hold now. */
	readonly restarted: number;
}

/** QrStep: how far the phone is with a QR code. `refused` and `expired` need a new code. */
export type QrStep =
	| Exclude<QrProgress, { state: 'signed-in' }>
	| { readonly state: 'signed-in'; readonly account: AccountView };

/**
 * SessionView: one upload that has begun at its drive, with or without a row on the list. Bytes, and
 * milliseconds since the epoch.
 */
export interface SessionView {
	/** The Upload's id. */
	readonly id: string;
	/** The provider-side upload's own id. */
	readonly sessionId: string;
	readonly accountId: string;
	/** The target folder that the person chose, below which `filePath` leads. */
	readonly folderId: string;
	readonly name: string;
	/** Remote path, "/movies/holiday/a.mkv". */
	readonly path: string;
	/** Path within the drop, "holiday/a.mkv". */
	readonly filePath: string;
	readonly size: number;
	readonly digests: Digests;
	readonly partsDone: number;
	readonly partsTotal: number;
	/** Numbers of the finished parts, ascending. */
	readonly numbers: readonly number[];
	/** Bytes of finished parts, which take up space at the drive. */
	readonly bytesDone: number;
	readonly createdAt: number;
	readonly updatedAt: number;
	/** State of its row; absent when that has been removed from the list. */
	readonly state?: UploadState | undefined;
}

/** SessionImport: what became of a file of sessions. Of a refused one nothing was kept. */
export type SessionImport =
	| {
			readonly kind: 'imported';
			readonly added: number;
			/** Those that this browser has already. */
			readonly skipped: number;
			/** Added ones whose account is not connected here. */
			readonly signedOut: number;
	  }
	| {
			readonly kind: 'refused';
			/** `damaged`: ours, but not as it was exported. */
			readonly why: 'not-ours' | 'other-version' | 'too-large' | 'damaged';
	  };

/** SessionCommands: what can be asked about sessions, rows or not. */
export interface SessionCommands {
	/** sessions lists them all, the newest first. */
	sessions(): Promise<readonly SessionView[]>;
	/**
	 * deleteSessions cancels rows that are not finished, and forgets the others' sessions. Where the
	 * drive can be told, it forgets the parts too.
	 */
	deleteSessions(ids: readonly string[]): Promise<void>;
	/**
	 * cleanUpSessions deletes sessions that rested for so many days and have no unfinished row; without
	 * a number, as the settings say. Gives how many.
	 */
	cleanUpSessions(days?: number): Promise<number>;
	/** exportSessions gives a JSON text without any secret; without ids: all. */
	exportSessions(ids?: readonly string[]): Promise<string>;
	/** importSessions takes such a text and makes rows of it, which wait for their files. */
	importSessions(text: string): Promise<SessionImport>;
}
/** ReceiptCheck: what a drive shows now of an upload that was finished. */
export type ReceiptCheck = { readonly uploadId: string } & (
	| {
			readonly outcome: 'ok';
			/** Digests that the drive shows and that were compared, besides the size. */
			readonly digests: readonly DigestKind[];
			/** Its name now, when it is another one. */
			readonly renamed?: string | undefined;
	  }
	/** Its folder does not have it any more: it was moved or deleted. */
	| { readonly outcome: 'missing' }
	/** It has other bytes; without a word of what, it is not even a file. */
	| { readonly outcome: 'different'; readonly what: readonly ('size' | DigestKind)[] }
	/** The drive can't be asked now. */
	| { readonly outcome: 'unknown'; readonly code: ErrorCode }
);

/** Every method rejects with TransferError. Unknown ids are ignored: the row went away meanwhile. */
export interface EngineApi extends SessionCommands {
	/** subscribe sends the whole picture at once, then changes, at most one per frame or so. */
	subscribe(listener: (update: Update) => void): Promise<void>;
	enqueue(files: readonly Incoming[], target: Target): Promise<EnqueueResult>;
	/** Without ids: all rows. */
	pause(ids?: readonly string[]): Promise<void>;
	resume(ids?: readonly string[]): Promise<void>;
	cancel(ids: readonly string[]): Promise<void>;
	retry(ids: readonly string[]): Promise<void>;
	/** remove takes rows off the list, cancelling what still runs. The next `undoRemove` brings them back. */
	remove(ids: readonly string[]): Promise<void>;
	clearFinished(): Promise<void>;
	undoRemove(): Promise<void>;
	/** resolveConflict answers rows that wait for `conflict`. */
	resolveConflict(ids: readonly string[], policy: Exclude<ConflictPolicy, 'ask'>): Promise<void>;
	/** acceptChange uploads the new version of a file that changed after it was added. */
	acceptChange(ids: readonly string[]): Promise<void>;
	/** handlesToAsk gives the handles whose permission the page must request in a click. */
	handlesToAsk(): Promise<readonly FileSystemHandle[]>;
	permissionChanged(): Promise<void>;
	signIn(request: SignInRequest): Promise<AccountView>;
	/** startQr makes a QR code for the drive's app to scan. */
	startQr(request: QrRequest): Promise<QrCode>;
	/** pollQr asks once how far the phone is; `signed-in` has connected the account. */
	pollQr(request: QrRequest, token: string): Promise<QrStep>;
	signOut(accountId: string): Promise<void>;
	/** refreshAccounts asks every drive for its space; without a line the old numbers stay. */
	refreshAccounts(): Promise<void>;
	list(accountId: string, folderId: string, cursor?: string): Promise<Page>;
	createFolder(accountId: string, parentId: string, name: string): Promise<RemoteFile>;
	setSettings(settings: Partial<EngineSettings>): Promise<void>;
	/** receipts gives the proofs of finished uploads: all, or those of some. */
	receipts(ids?: readonly string[]): Promise<readonly UploadReceipt[]>;
	/** verifyReceipts asks the drives; one check per receipt, in that order. */
	verifyReceipts(receipts: readonly UploadReceipt[]): Promise<readonly ReceiptCheck[]>;
	removeReceipts(ids: readonly string[]): Promise<void>;
	/** keepReceipts puts receipts back that were removed. */
	keepReceipts(receipts: readonly UploadReceipt[]): Promise<void>;
	/** flightLog gives what happened to one row, or all that was recorded. */
	flightLog(uploadId?: string): Promise<FlightLog>;
	clearFlightLog(): Promise<void>;
	/** networkChanged passes on the window's online and offline events. */
	networkChanged(online: boolean): Promise<void>;
}
