/** Entry: what the queue holds of an Upload, and what it tells and gives back of it. */
import type { Receipt } from '../drives/drive';
import type { StoredSession } from '../sessions/session-store';
import type { SourceRoot } from '../sources/source';
import type { Progress } from './progress';
import type { Upload } from './upload';

/** Entry: an Upload with what is known of it in memory. */
export interface Entry {
	readonly upload: Upload;
	readonly progress: Progress;
	/** When the Status last changed, milliseconds since the epoch. */
	readonly activeSince: number;
}

export type QueueChange =
	{ readonly type: 'row'; readonly id: string } | { readonly type: 'removed'; readonly id: string };

/** TakenOff: everything that brings a removed row back. */
export interface TakenOff {
	readonly upload: Upload;
	readonly session: StoredSession | undefined;
	readonly receipts: readonly Receipt[];
	readonly root: SourceRoot | undefined;
}
