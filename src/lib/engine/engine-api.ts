/**
 * EngineApi: what the page may ask of the engine worker, and what it is told. Plain data only, so
 * that it crosses Comlink. Importing this file must not pull the worker's code into the page.
 */
import type {
	ConflictPolicy,
	DriveId,
	Existing,
	Flavour,
	Page,
	Realm,
	RemoteFile
} from '../drives/drive';
import type { FileActions, FileVerb } from '../drives/files';
import type { QrCode, QrProgress, QrRequest, SignInRequest } from '../drives/wire';
import type { ErrorCode } from '../kernel/errors';
import type { Keeping } from '../sessions/session-store';
import type { FilterRules, FilterSettings, LeftOutWhy } from '../sources/filter';
import type { SourceRoot } from '../sources/source';
import type { SessionCommands } from './session-api';
import type { PreviewApi } from './preview-api';
import type { Priority } from '../kernel/priority';
import type { Forecast } from '../uploads/forecast';
import type { Group, Place, UploadState, WaitCause } from '../uploads/upload';
import type { ProofApi } from './proof-api';
import type { WatchApi, WatchView } from './watch-api';

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
	/** What has its name already; `identical` where its content could be compared. */
	readonly existing?: (Existing & { readonly identical?: boolean | undefined }) | undefined;
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
	/** Absent: normal. */
	readonly priority?: Priority | undefined;
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
	/** Where the pace of a drive is what limits, not the line. */
	readonly forecast?: Forecast | undefined;
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
	/** The same of one account. */
	readonly filesPerAccount: number;
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
	/** How fast all uploads together may be: no limit, `bandwidthRate`, or as `timetable` says. */
	readonly bandwidth: 'off' | 'rate' | 'timetable';
	/** Bytes per second. */
	readonly bandwidthRate: number;
	/** What parseTimetable reads: "08:00 512K, 23:00 off". */
	readonly timetable: string;
	/** What a new upload does when the name is taken. */
	readonly conflict: ConflictPolicy;
	/** What of dropped folders is left out. */
	readonly filters: FilterSettings;
	/** Whether a folder is shown with what it would do before it starts. */
	readonly previewFolders: boolean;
	readonly target?: Target | undefined;
	/** Where new files go besides. */
	readonly alsoTo?: readonly Target[] | undefined;
	/** Targets that were used lately, the last one first. */
	readonly recent?: readonly Target[] | undefined;
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
	/** Folders that are looked at for new files; absent while there was none. */
	readonly watches?: readonly WatchView[] | undefined;
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
			/** Of a watched folder: the root that it shares with the others, and its names below that. */
			readonly within?: { readonly root: SourceRoot; readonly path: readonly string[] } | undefined;
	  }
	/** A whole folder; the engine walks it, so that the page never waits. */
	| { readonly directory: FileSystemDirectoryHandle; readonly group?: Group | undefined }
	/** Browsers without handles: a folder without files, the dropped one first. */
	| { readonly emptyFolder: readonly string[]; readonly group?: Group | undefined };

/** EnqueueHow: what a drop wants besides its target. */
export interface EnqueueHow {
	/** Further targets: every file is read and hashed once for all of them. */
	readonly also?: readonly Target[] | undefined;
	/** Remote name of the dropped folder, in place of its own. */
	readonly as?: string | undefined;
	/** Instead of those of the profile in use; null: everything goes up. */
	readonly rules?: FilterRules | null | undefined;
	/** Take what the rules leave out of folders, and that alone. */
	readonly leftOut?: boolean | undefined;
	/** Instead of that of the settings. */
	readonly conflict?: ConflictPolicy | undefined;
	/** Give names that the drive refuses a look-alike, where there is a harmless one. */
	readonly rename?: boolean | undefined;
}

/** EnqueueResult: rows made and rows continued. Of a directory, what was found by the time it resolves. */
export interface EnqueueResult {
	readonly added: number;
	/** Files that continue an unfinished row instead of making a new one. */
	readonly continued: number;
	/** Files that start their unfinished row anew: what it had of them is not what they hold now. */
	readonly restarted: number;
	/** What of dropped folders the filter kept back; absent where that is nothing. */
	readonly leftOut?: LeftOut | undefined;
}

/** LeftOut: what the filter kept back of one drop. A folder stands for all that is in it. */
export interface LeftOut {
	readonly files: number;
	readonly folders: number;
	/** Some of them, the first ones. */
	readonly first: readonly LeftOutEntry[];
	/** The rules that it were. */
	readonly rules: FilterRules;
}

export interface LeftOutEntry {
	/** With the dropped folder's name, "holiday/.DS_Store". */
	readonly path: string;
	readonly kind: 'file' | 'folder';
	readonly why: LeftOutWhy;
}

/** QrStep: how far the phone is with a QR code. `refused` and `expired` need a new code. */
export type QrStep =
	| Exclude<QrProgress, { state: 'signed-in' }>
	| { readonly state: 'signed-in'; readonly account: AccountView };

/** FileArguments of an action; an AbortSignal can't cross to the engine. */
export type FileArguments<V extends FileVerb> = Parameters<FileActions[V]>;
export type FileAnswer<V extends FileVerb> = Awaited<ReturnType<FileActions[V]>>;

/** Every method rejects with TransferError. Unknown ids are ignored: the row went away meanwhile. */
export interface EngineApi extends SessionCommands, ProofApi, PreviewApi, WatchApi {
	/** subscribe sends the whole picture at once, then changes, at most one per frame or so. */
	subscribe(listener: (update: Update) => void): Promise<void>;
	enqueue(files: readonly Incoming[], target: Target, how?: EnqueueHow): Promise<EnqueueResult>;
	/** folderAt gives the folder of these names from the top, making what is missing. */
	folderAt(accountId: string, names: readonly string[]): Promise<Target>;
	/** Without ids: all rows; with a moment, milliseconds since the epoch: until then. */
	pause(ids?: readonly string[], until?: number): Promise<void>;
	resume(ids?: readonly string[]): Promise<void>;
	/** reorder gives rows another place in line, or another priority. */
	reorder(ids: readonly string[], to: Place): Promise<void>;
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
	/** files does one thing on the Files page: `verb` of the account's FileActions, without a signal. */
	files<V extends FileVerb>(
		accountId: string,
		verb: V,
		args: FileArguments<V>
	): Promise<FileAnswer<V>>;
	setSettings(settings: Partial<EngineSettings>): Promise<void>;
	/** networkChanged passes on the window's online and offline events. */
	networkChanged(online: boolean): Promise<void>;
}
