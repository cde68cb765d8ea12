/**
 * Upload: one Source going to one folder, the row a person sees. Its Status changes only through
 * `transition`, which is pure and total.
 */
import type { ConflictPolicy, Digests, Existing, RemoteFile } from '../drives/drive';
import type { ErrorCode } from '../kernel/errors';
import type { Priority } from '../kernel/priority';
import type { Identity, SourceRef } from '../sources/source';

export type UploadState = Status['state'];

/** Active: working right now, holding one of the places that the scheduler gives out. */
export type ActiveState = 'hashing' | 'checking' | 'uploading' | 'finishing';

/** WaitCause: why an Upload waits. It resumes by itself the moment its cause clears. */
export type WaitCause =
	| 'offline'
	| 'rate-limited'
	| 'signed-out'
	| 'permission'
	| 'source-missing'
	| 'source-changed'
	| 'conflict'
	| 'space'
	| 'storage-quota'
	| 'blocked'
	| 'scheduled'
	| 'proxy';

export type Status =
	| { readonly state: 'queued' }
	| { readonly state: ActiveState }
	| { readonly state: 'paused' }
	| {
			readonly state: 'waiting';
			readonly cause: WaitCause;
			/** Absent where no error but the person made it wait. */
			readonly code?: ErrorCode | undefined;
			/** When it tries again by itself, milliseconds since the epoch. */
			readonly until?: number | undefined;
			readonly detail?: string | undefined;
			/** For `conflict`: what is in the way. */
			readonly existing?: Existing | undefined;
	  }
	| { readonly state: 'done'; readonly file: RemoteFile; readonly instant: boolean }
	| {
			readonly state: 'failed';
			readonly code: ErrorCode;
			readonly detail?: string | undefined;
	  }
	| { readonly state: 'cancelled'; readonly reason: 'person' | 'skipped' };

/** Group: one dropped or picked folder. */
export interface Group {
	/** UUID, the same for all rows of one drop of one folder. */
	readonly id: string;
	/** The folder's own name. */
	readonly name: string;
}

/** Place: where rows go in line. What is not named stays as it is. */
export interface Place {
	/** Between these orders, neither of them included, in the order of the ids. */
	readonly between?: readonly [after: number, before: number] | undefined;
	readonly priority?: Priority | undefined;
}

export interface Upload {
	/** UUID. */
	readonly id: string;
	/** An empty folder is a row of its own, so that it is not lost: it has no bytes and no Session. */
	readonly kind: 'file' | 'folder';
	/** drive-flavour-realm-uid: signing in again as the same user continues it. */
	readonly accountId: string;
	/** The target folder that the person chose. */
	readonly folderId: string;
	/** That folder as people read it: "/" or "/movies". */
	readonly folderPath: string;
	/** Folders between the target and the name, made on the way: ["holiday", "day 1"]. */
	readonly folders: readonly string[];
	/** The dropped folder that this row came with: the page shows them as one. */
	readonly group?: Group | undefined;
	/** Remote name. */
	readonly name: string;
	readonly source: SourceRef;
	readonly identity: Identity;
	readonly conflict: ConflictPolicy;
	readonly status: Status;
	/** Stored once computed, never computed twice for the same Source. */
	readonly digests?: Digests | undefined;
	/** Rows of the same file that go to other targets: one of them reads and hashes for all. */
	readonly twins?: readonly string[] | undefined;
	/** Its file changed before anything was sent, so it began again with what is there now. */
	readonly restarted?: boolean | undefined;
	/**
	 * When the drive was last asked to open it, milliseconds since the epoch: it may have made the file
	 * at once. Absent once it refused.
	 */
	readonly asked?: number | undefined;
	/** Position in the queue among those of its priority: lower goes first. */
	readonly order: number;
	/** Absent: normal. */
	readonly priority?: Priority | undefined;
	/** Milliseconds since the epoch. */
	readonly addedAt: number;
	/** Milliseconds spent in active states, over all runs. */
	readonly activeMs: number;
}
