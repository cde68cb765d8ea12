/**
 * Local API: what scripts and pages of this origin may ask about uploads. It is answered inside the
 * browser, by the engine that leads or, without one, from the store; nothing leaves the browser.
 * The names are those of a Python server that people script against, field for field.
 */

/** UploadStatus: `pending` also while paused or waiting, `uploading` also while finishing. */
export type UploadStatus =
	| 'pending'
	| 'hashing'
	| 'checking'
	| 'uploading'
	| 'quick_success'
	| 'success'
	| 'failed'
	| 'cancelled';

/** UploadProgress: one file. Empty folders are rows of the page, but not of this API. */
export interface UploadProgress {
	readonly file_name: string;
	/** Bytes. */
	readonly file_size: number;
	readonly status: UploadStatus;
	/** 0 to 100: `uploaded_bytes` of `total_bytes`, rounded down to hundredths. */
	readonly percentage: number;
	/** Bytes of finished parts and of parts in flight; all of them once the drive has the file. */
	readonly uploaded_bytes: number;
	readonly total_bytes: number;
	/** 0 until the drive has said how many. */
	readonly total_parts: number;
	readonly uploaded_parts: number;
	/** MiB a second, of sending alone; 0 when nothing is sent. */
	readonly speed_mbps: number;
	/** Seconds of work, over all runs. */
	readonly elapsed_seconds: number;
	/** Whole seconds of sending left; null while that can't be told. */
	readonly eta_seconds: number | null;
	/**
	 * Of a waiting upload the cause it waits for, of a failed one the code of the error; then, after a
	 * colon, the drive's own words where it had some: "rate-limited: Too many requests". Else null.
	 */
	readonly error_message: string | null;
	/** The file's id at the drive, once it is there. */
	readonly file_id: string | null;
	/** The drive had the bytes: nothing had to be sent. */
	readonly is_quick_upload: boolean;
}

/** UploadSession: an upload that has begun at its drive and is not finished. */
export interface UploadSession {
	/** First 16 hex digits of SHA-256 over `file_path` and `target_dir_id`, joined as they are. */
	readonly session_id: string;
	/** Path within what was dropped: "film.mkv", or "holiday/day 1/a.jpg" of a dropped folder. */
	readonly file_path: string;
	readonly file_size: number;
	/** Lower-case hex; null where this drive needs no such digest. */
	readonly file_sha1: string | null;
	readonly file_md5: string | null;
	/** The chosen folder, below which `file_path` leads; "0" is the drive's root. */
	readonly target_dir_id: string;
	readonly total_parts: number;
	/** Numbers of the finished parts, from 1, ascending. */
	readonly uploaded_parts: readonly number[];
	readonly upload_id: string;
	/** 0 to 100: finished parts of all parts, rounded down to hundredths. */
	readonly progress: number;
	/** UTC, as both `Date` and Python's `datetime.fromisoformat` read it: 2026-01-31T12:00:00.000+00:00 */
	readonly created_at: string;
	readonly updated_at: string;
}

/** What the channel says: up to MOST_ROWS all uploads, beyond that the active and the changed ones. */
export type LiveMessage =
	| {
			readonly type: 'upload_progress';
			readonly data: { readonly uploads: readonly UploadProgress[] };
	  }
	/** Anyone may ask whether an engine is there; it answers with the same timestamp. */
	| { readonly type: 'ping'; readonly timestamp: unknown }
	| { readonly type: 'pong'; readonly timestamp: unknown };

/** SessionFacts: what is known of one session, wherever it was found. Milliseconds since the epoch. */
export interface SessionFacts {
	/** The Upload's id. */
	readonly id: string;
	/** The provider-side upload's own id. */
	readonly sessionId: string;
	readonly filePath: string;
	readonly folderId: string;
	readonly size: number;
	readonly digests: { readonly md5?: string | undefined; readonly sha1?: string | undefined };
	readonly partsTotal: number;
	/** Numbers of the finished parts, ascending. */
	readonly numbers: readonly number[];
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** UploadsSource: who knows about uploads now, the engine that leads or the store. */
export interface UploadsSource {
	/** Whether an engine stands behind it: then the drive is told when a session ends. */
	readonly isLive: boolean;
	/** uploads lists them in the queue's order; with a path the newest one there, or none. */
	uploads(filePath?: string): Promise<readonly UploadProgress[]>;
	sessions(): Promise<readonly SessionFacts[]>;
	/** endSession cancels an Upload that is not finished, and forgets its session. */
	endSession(id: string): Promise<void>;
	/** cleanUp ends sessions that rested for so many days and have no unfinished row. Gives how many. */
	cleanUp(days: number): Promise<number>;
}

/** API_PATH: everything below it is the local API's. */
export const API_PATH = '/api/upload';
/** LIVE_CHANNEL is the BroadcastChannel on which LiveMessages are told. */
export const LIVE_CHANNEL = 'upload-progress';
/** ROOT_DIR: how drives themselves call their root folder. */
export const ROOT_DIR = '0';
/** Most uploads that are told whole with every change. */
export const MOST_ROWS = 500;

/** isApiPath tells whether a path of this origin belongs to the local API. */
export function isApiPath(pathname: string): boolean {
	return pathname === API_PATH || pathname.startsWith(`${API_PATH}/`);
}
