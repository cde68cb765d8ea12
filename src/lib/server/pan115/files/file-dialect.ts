import type {
	DownloadLink,
	FileDetails,
	FileEntry,
	Share,
	SharePage,
	ShareWish,
	Step
} from '../../../drives/files';
import type { Dialect, Listing, RowRange } from '../dialect';

/** Facts: what 115 tells of one entry that is looked at alone. Times in ms. 115.md §8, §10.3 */
export interface Facts {
	readonly name: string;
	readonly pickCode: string | undefined;
	/** Lower-case hex; undefined for folders. */
	readonly sha1: string | undefined;
	readonly createdAt: number | undefined;
	readonly modifiedAt: number | undefined;
	/** Folders above it, from the top. */
	readonly path: readonly Step[];
	readonly inside: NonNullable<FileDetails['inside']>;
}

/** BinListing: one page of the recycle bin; ids are the bin's own, for restoring and erasing. */
export interface BinListing {
	readonly entries: readonly FileEntry[];
	readonly total: number;
}

/** ShareDialect: shares, which the cookie API alone has. 115.md §8 */
export interface ShareDialect {
	share(ids: readonly string[], wish: ShareWish): Promise<Share>;
	/** shares lists them newest first. */
	shares(window: RowRange): Promise<SharePage>;
	unshare(codes: readonly string[]): Promise<void>;
}

/**
 * FileDialect: what the two APIs do differently with files that are there. Ids are 115's, but for the
 * root, which is ''. Changes reject `drive-busy` while another one of the account runs. 115.md §8, §10.3
 */
export interface FileDialect extends Pick<Dialect, 'list' | 'createFolder'> {
	/** Most rows of one page of the bin. */
	readonly binRows: number;
	/** find gives what is below a folder and has `text` in its name, in an order of 115's own. */
	find(text: string, folderId: string, window: RowRange): Promise<Listing>;
	/** facts rejects `file-missing`. */
	facts(id: string): Promise<Facts>;
	/** rename gives the name that the entry has now. */
	rename(id: string, name: string): Promise<string>;
	move(ids: readonly string[], folderId: string): Promise<void>;
	copy(ids: readonly string[], folderId: string): Promise<void>;
	/** trash takes what is in one folder, or undefined for entries of several. Gone ones do no harm. */
	trash(ids: readonly string[], parentId: string | undefined): Promise<void>;
	/** bin lists what was trashed, newest first. */
	bin(window: RowRange): Promise<BinListing>;
	/** restore and erase take ids of the bin, never none. erase may reject `safe-key-needed`. */
	restore(binIds: readonly string[]): Promise<void>;
	erase(binIds: readonly string[]): Promise<void>;
	emptyBin(): Promise<void>;
	/** link is bound to the User-Agent of `Doors.agent`. 115.md §9.1 */
	link(pickCode: string): Promise<DownloadLink>;
	readonly shares?: ShareDialect;
}
