/** Session API: what the page, and scripts, may ask about sessions. Plain data only. */
import type { Digests } from '../drives/drive';
import type { UploadState } from '../uploads/upload';

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
