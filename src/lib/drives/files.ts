/**
 * FileActions: what a drive's owner does with what is there: look, find, order, throw away, share.
 * Uploading is `drive.ts`. Stateless like it: everything that a later call needs is in the entry that
 * an earlier one gave. Every method rejects with TransferError; a difference between providers is in
 * FileTraits, never a test of the drive's id. 123pan.md §7, §8, §11, §12, §15.4; 115.md §8 to §10.3
 */
import type { CallOptions, RemoteFile } from './drive';

/** FileEntry: a file or folder as the Files page shows it. */
export interface FileEntry extends RemoteFile {
	/** The drive's own word for it, which later calls give back: a pick code, an S3KeyFlag. */
	readonly key?: string | undefined;
	/** Milliseconds since the epoch, when the drive told. */
	readonly createdAt?: number | undefined;
	/** When it went to the bin. Set exactly for entries of the bin. */
	readonly trashedAt?: number | undefined;
	/** The drive's content review refused it: it can be looked at and deleted, no more. */
	readonly refused?: boolean | undefined;
}

export type OrderBy = 'name' | 'size' | 'modified';
export interface Order {
	readonly by: OrderBy;
	readonly descending: boolean;
}

export interface FilePage {
	/** Folders before files, each in the order asked for, as far as the drive can. */
	readonly entries: readonly FileEntry[];
	/** Pass to the next call; absent on the last page. */
	readonly next?: string | undefined;
	/** Entries altogether, when the drive tells. */
	readonly total?: number | undefined;
}

/** View: which page of a list. Without an order the drive's first one of `FileTraits.orders`. */
export interface View extends CallOptions {
	readonly order?: Order | undefined;
	/** `next` of the page before. */
	readonly cursor?: string | undefined;
}

/** Step: one folder on the way from the top. */
export interface Step {
	readonly id: string;
	readonly name: string;
}

export interface FileDetails extends FileEntry {
	/** From the top to the folder that it is in; empty: it is at the top. */
	readonly path: readonly Step[];
	/** Everything inside of a folder, when the drive tells. Bytes for `bytes`. */
	readonly inside?: {
		readonly files?: number | undefined;
		readonly folders?: number | undefined;
		readonly bytes?: number | undefined;
	};
}

/** DownloadLink: bound to the User-Agent of the browser that asked, on some drives. */
export interface DownloadLink {
	readonly url: string;
	/** Milliseconds since the epoch, when the drive told or the URL says. */
	readonly expiresAt?: number | undefined;
}

/** ShareWish: what a person wants of a share. */
export interface ShareWish {
	readonly name: string;
	/** Without one: public, or of the drive's own choice. */
	readonly password?: string | undefined;
	/** One of `ShareTraits.days`; 0 is for ever. */
	readonly days: number;
}

export interface Share {
	readonly id: string;
	readonly name: string;
	readonly url: string;
	readonly password?: string | undefined;
	/** Milliseconds since the epoch. */
	readonly createdAt?: number | undefined;
	/** Absent: never. */
	readonly expiresAt?: number | undefined;
	/** It ended: by time, by its owner or by the drive. */
	readonly over?: boolean | undefined;
}

export interface SharePage {
	readonly shares: readonly Share[];
	readonly next?: string | undefined;
}

export interface ShareTraits {
	/** Lives to choose from, in days; 0 is for ever. The first one is offered first. */
	readonly days: readonly number[];
	/** Form of a password that the person may choose, as a regular expression; absent: the drive's choice. */
	readonly password?: string | undefined;
	/** Whether a share may have none. */
	readonly public: boolean;
	/** Whether `unshare` ends one. */
	readonly cancels: boolean;
}

/** FileTraits: how drives differ here, as data. An absent capability is not offered. */
export interface FileTraits {
	/** Orders that the drive applies itself; the page sorts by others once it has all entries. */
	readonly orders: readonly OrderBy[];
	/** Whether search looks through the whole drive, or below one folder. */
	readonly search: 'everywhere' | 'below';
	/** Whether a folder may hold a name twice. Then `rename` and `move` never reject `name-taken`. */
	readonly twins: boolean;
	/** Whether `rename` must leave a file's extension as it is. */
	readonly keepsExtension?: boolean;
	/** Whether one of copy, move, trash, restore and erase runs at a time. */
	readonly oneAtATime?: boolean;
	/** Most entries of one such call; `files-client` makes several of more. */
	readonly most: number;
	readonly copies: boolean;
	/** Whether the bin can be listed, and whether `emptyBin` works. */
	readonly bin: boolean;
	readonly emptiesBin: boolean;
	readonly links: boolean;
	readonly shares?: ShareTraits | undefined;
}

export interface FileActions {
	/** entries gives one page of a folder. Rejects `folder-missing` for one that is not there. */
	entries(folderId: string, view?: View): Promise<FilePage>;
	/** search gives what has `text` in its name; `folderId` where the drive looks below a folder. */
	search(text: string, folderId: string, view?: View): Promise<FilePage>;
	/** path leads from the top to this folder, itself included; empty for the top. */
	path(folderId: string, options?: CallOptions): Promise<readonly Step[]>;
	details(entry: FileEntry, options?: CallOptions): Promise<FileDetails>;
	/** makeFolder rejects `name-taken` for a name that is there, unlike `Drive.createFolder`. */
	makeFolder(parentId: string, name: string, options?: CallOptions): Promise<FileEntry>;
	/** rename gives the entry as it is now. Rejects `name-taken`, `name-refused`, `file-missing`. */
	rename(entry: FileEntry, name: string, options?: CallOptions): Promise<FileEntry>;
	/** move keeps ids. Rejects `folder-missing` for the target, `name-taken`, `drive-busy`. */
	move(entries: readonly FileEntry[], folderId: string, options?: CallOptions): Promise<void>;
	/** copy resolves when the copies are there, or gives what `copied` asks with. */
	copy(
		entries: readonly FileEntry[],
		folderId: string,
		options?: CallOptions
	): Promise<string | undefined>;
	/** copied tells whether a copy has come to its end; rejects when it failed. */
	copied(pending: string, options?: CallOptions): Promise<boolean>;
	trash(entries: readonly FileEntry[], options?: CallOptions): Promise<void>;
	/** bin lists what was trashed, newest first. */
	bin(view?: View): Promise<FilePage>;
	/**
	 * restore takes entries of the bin, or entries as they were before `trash`: where the bin knows them
	 * by other ids, those are looked for among its newest. Rejects `file-missing`, `folder-missing`.
	 */
	restore(entries: readonly FileEntry[], options?: CallOptions): Promise<void>;
	/** erase deletes entries of the bin for ever. */
	erase(entries: readonly FileEntry[], options?: CallOptions): Promise<void>;
	emptyBin(options?: CallOptions): Promise<void>;
	/** link gives a URL that downloads a file. Rejects `traffic-exceeded`. */
	link(entry: FileEntry, options?: CallOptions): Promise<DownloadLink>;
	share(entries: readonly FileEntry[], wish: ShareWish, options?: CallOptions): Promise<Share>;
	/** shares lists this account's shares, newest first. */
	shares(view?: View): Promise<SharePage>;
	unshare(shares: readonly Pick<Share, 'id'>[], options?: CallOptions): Promise<void>;
}

/** FILE_VERBS are the names of FileActions, which are the proxy's operations too: `files-move`. */
export const FILE_VERBS = [
	'entries',
	'search',
	'path',
	'details',
	'makeFolder',
	'rename',
	'move',
	'copy',
	'copied',
	'trash',
	'bin',
	'restore',
	'erase',
	'emptyBin',
	'link',
	'share',
	'shares',
	'unshare'
] as const satisfies readonly (keyof FileActions)[];
export type FileVerb = (typeof FILE_VERBS)[number];
