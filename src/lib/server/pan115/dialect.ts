import type { AccountInfo, Page, RemoteFile } from '../../drives/drive';
import type { Order, Step } from '../../drives/files';
import type { StsSet } from '../oss/credentials';

/** InitRequest: what both APIs ask with. 115.md §5.1, §10.2 */
export interface InitRequest {
	readonly folderId: string;
	readonly name: string;
	readonly size: number;
	/** Upper-case hex. */
	readonly sha1: string;
	/** SHA-1 of the first 128 KiB, upper-case hex; the Open Platform alone wants it. */
	readonly head?: string | undefined;
	/** Of an earlier init of the same upload, when there was one. */
	readonly pickCode?: string | undefined;
	/** The second verification: its key and the SHA-1 of its range, upper-case hex. §5.3 */
	readonly proof?: { readonly key: string; readonly value: string } | undefined;
}

/** CallbackPair: two texts of JSON, to be used byte for byte. 115.md §5.2 */
export interface CallbackPair {
	readonly callback: string;
	readonly callbackVar: string;
}

/** Task: an upload that 115 knows: where its bytes go and what to tell at the end. §5.2, §5.6 */
export interface Task extends CallbackPair {
	readonly pickCode: string;
	readonly bucket: string;
	readonly object: string;
}

/** InitAnswer: what init said, whichever API was asked. `range` is half open. */
export type InitAnswer =
	| { readonly kind: 'upload'; readonly task: Task }
	/** `fileId` is known from the Open Platform alone. */
	| {
			readonly kind: 'instant';
			readonly pickCode: string;
			readonly fileId?: string | undefined;
	  }
	| {
			readonly kind: 'verify';
			readonly key: string;
			readonly range: { readonly start: number; readonly end: number };
			readonly pickCode?: string | undefined;
	  };

/** Entry: one row of a listing. `createdAt` in seconds, by 115's clock. */
export interface Entry extends RemoteFile {
	readonly pickCode: string;
	readonly createdAt: number;
}

/** Listing: one page of a folder. `total` counts the whole folder. */
export interface Listing {
	readonly entries: readonly Entry[];
	readonly total: number;
	/** From the top to this folder, itself included, when 115 told. */
	readonly path?: readonly Step[] | undefined;
}

/** RowRange: which rows of a list, counted from 0. */
export interface RowRange {
	readonly offset: number;
	readonly limit: number;
}

/**
 * ListOrder: `newest` mixes folders in, which would hide the newest files; all others put folders
 * first. `name` goes up.
 */
export type ListOrder = 'newest' | 'name' | Order;

/**
 * Dialect: one of 115's two APIs, for one credential. What is the same for both (sessions, OSS,
 * conflicts, looking for a file) is built on this. Every method rejects TransferError; ids are
 * strings, the root is ''.
 */
export interface Dialect {
	account(): Promise<AccountInfo>;
	/** Rejects `folder-missing` for a folder that 115 does not know: it would list the root. */
	list(folderId: string, how: RowRange & { readonly order: ListOrder }): Promise<Listing>;
	/** search gives a folder's own entries whose name holds `name`; may miss very new ones. */
	search(folderId: string, name: string): Promise<readonly Entry[]>;
	createFolder(parentId: string, name: string): Promise<RemoteFile>;
	/** trash puts files into the recycle bin; one that is gone already does no harm. */
	trash(ids: readonly string[], parentId: string): Promise<void>;
	init(request: InitRequest): Promise<InitAnswer>;
	/** resume asks for a Task again. Rejects `session-lost` when 115 has forgotten it. */
	resume(
		request: Pick<InitRequest, 'folderId' | 'size' | 'sha1'> & {
			readonly pickCode: string;
		}
	): Promise<Task>;
	/** sts gives new credentials for OSS. */
	sts(): Promise<StsSet>;
}

/** listPage is a Page of a Listing; `cursor` is an offset. */
export function listPage({ entries, total }: Listing, offset: number): Page {
	const end = offset + entries.length;
	return { entries, total, next: entries.length > 0 && end < total ? String(end) : undefined };
}
