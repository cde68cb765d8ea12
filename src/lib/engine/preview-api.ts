/** Preview API: what folders would do, told before they start. Plain data only. */
import type { ErrorCode } from '../kernel/errors';
import type { FilterRules, LeftOutWhy } from '../sources/filter';
import type { Incoming, Target } from './engine-api';

/**
 * PREVIEW_CLASSES: `identical` has the name and size of what is there, `conflict` the name alone;
 * `excluded` is left out by the rules, `refused` by the drive.
 */
export const PREVIEW_CLASSES = ['new', 'identical', 'conflict', 'excluded', 'refused'] as const;
export type PreviewClass = (typeof PREVIEW_CLASSES)[number];

/** PreviewWish: what a person may still change, without anything being read twice. */
export interface PreviewWish {
	/** Absent: everything goes up. */
	readonly rules?: FilterRules | undefined;
	/** As in EnqueueHow. */
	readonly rename: boolean;
	readonly as?: string | undefined;
}

export interface PreviewLine {
	/** With the dropped folder's name, "holiday/day 1/a.jpg". */
	readonly path: string;
	readonly kind: 'file' | 'folder';
	/** Bytes; 0 for folders. */
	readonly size: number;
	/** What rule leaves it out, or the code of what its drive says to it. */
	readonly why?: LeftOutWhy | ErrorCode | undefined;
	/** The look-alike that it gets, or would get with `rename`. */
	readonly renamed?: string | undefined;
}

/** PreviewCount: how much, and the first ones by name. */
export interface PreviewCount {
	readonly files: number;
	/** Folders that stand for all that is in them, and empty ones. */
	readonly folders: number;
	/** Bytes, as far as files were opened. */
	readonly bytes: number;
	readonly first: readonly PreviewLine[];
}

export interface PreviewReport {
	/** Grows with everything that is found. */
	readonly version: number;
	readonly counts: Readonly<Record<PreviewClass, PreviewCount>>;
	/** Files whose remote folder has not been read yet: they are in no class. */
	readonly pending: { readonly files: number; readonly bytes: number };
	/** Names that the drive refuses and that have a harmless look-alike. */
	readonly renames: { readonly count: number; readonly first: readonly PreviewLine[] };
	/** Remote folders that have been read. */
	readonly foldersRead: number;
	/** What the drive said instead of an answer; then some are still pending. */
	readonly trouble?: { readonly code: ErrorCode; readonly detail?: string | undefined } | undefined;
	readonly state: 'walking' | 'comparing' | 'finished';
}

/** PreviewAsk: one step of a preview that the page has named. Files may come in several steps. */
export type PreviewAsk =
	| {
			readonly step: 'add';
			readonly id: string;
			readonly files: readonly Incoming[];
			readonly target: Target;
	  }
	/** Answered when there is more than `seen`, and at once when there will be no more. */
	| {
			readonly step: 'look';
			readonly id: string;
			readonly wish: PreviewWish;
			/** Version of the report before; absent: an answer at once. */
			readonly seen?: number | undefined;
			/** Ask the drive again what it did not answer. */
			readonly again?: boolean | undefined;
	  }
	| { readonly step: 'end'; readonly id: string };

export interface PreviewApi {
	/**
	 * preview takes a step. A `look` gives a report, or nothing where the preview is not known: another
	 * tab's engine leads by now. Rejects as every command does.
	 */
	preview(ask: PreviewAsk): Promise<PreviewReport | undefined>;
}
