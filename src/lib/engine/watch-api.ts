/** WatchApi: folders that are looked at while Panlift is open, and what the page is told of them. */
import type { ConflictPolicy } from '../drives/drive';
import type { ErrorCode } from '../kernel/errors';

/** WatchWish: what a person wants of a watched folder. */
export interface WatchWish {
	readonly accountId: string;
	/** Folders from the top of the drive, made when something goes there: "/backup/ckpt", or "/". */
	readonly folderPath: string;
	/** Id of the filter profile; empty: everything goes up. One that is gone: the profile in use. */
	readonly profile: string;
	readonly conflict: ConflictPolicy;
	/** False: nothing is looked at until it is switched on again. */
	readonly on: boolean;
}

/** WatchView: one watched folder as the page shows it. */
export interface WatchView {
	/** UUID; also the id of the root of its rows. */
	readonly id: string;
	/** The folder's own name. */
	readonly name: string;
	readonly wish: WatchWish;
	readonly state:
		/** It has not been looked through yet. */
		| 'starting'
		| 'watching'
		| 'paused'
		/** The browser asks a person first: see EngineApi.handlesToAsk. */
		| 'permission'
		/** The last look failed, for `code`; the next one comes by itself. */
		| 'trouble';
	/** Whether the browser tells of changes; else they are looked for every minute. */
	readonly observed: boolean;
	/** Files in it that the filter lets pass. */
	readonly files: number;
	/** Those of them that are new or changed, and not at rest yet. */
	readonly waiting: number;
	/** Those that were handed to the queue, ever, as they are now. */
	readonly enqueued: number;
	/** When it was last looked through, milliseconds since the epoch. */
	readonly lastScan?: number | undefined;
	readonly code?: ErrorCode | undefined;
	/** In the drive's or browser's own words. */
	readonly detail?: string | undefined;
}

export type WatchAsk =
	| {
			readonly step: 'add';
			readonly directory: FileSystemDirectoryHandle;
			readonly wish: WatchWish;
	  }
	/** Another account or path starts anew: everything in the folder goes there. */
	| { readonly step: 'change'; readonly id: string; readonly wish: Partial<WatchWish> }
	/** Looks through it now. */
	| { readonly step: 'look'; readonly id: string }
	/** Rows that it has made stay. */
	| { readonly step: 'remove'; readonly id: string };

export interface WatchApi {
	/** watch takes a step; what becomes of it comes as Update.watches. An unknown id is ignored. */
	watch(ask: WatchAsk): Promise<void>;
}
