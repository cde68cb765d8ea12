import * as v from 'valibot';
import { ROOT, type RemoteFile } from '../../../drives/drive';
import type { FileEntry, FilePage, Step } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import { count, id, shape } from '../../fields';
import { toUpstreamId } from '../items';
import type { OpenApi } from './call';
import { isTrashed, rowSchema, toEntry, type Row } from './rows';

const PAGE_ENTRIES = 100;
const LAST = '-1';
/** Pages in a row that may hold nothing but what is in the bin before one of them is shown. */
const MOST_EMPTY = 5;
/** Deepest folder whose way to the top is asked for, step by step. */
const MOST_STEPS = 64;

const rows = v.optional(v.nullable(v.array(rowSchema)), []);
const pageSchema = v.looseObject({ lastFileId: v.optional(v.nullable(id), LAST), fileList: rows });
const oldPageSchema = v.looseObject({ total: v.optional(v.nullable(count)), fileList: rows });

/** Wanted: entries of a folder, or of the whole drive by their name. */
export interface Wanted {
	readonly folderId: string;
	/** Text of a search, which looks through the whole drive. */
	readonly text?: string | undefined;
	/** The text is a whole name. */
	readonly whole?: boolean | undefined;
}

/**
 * readPage gives one page of the v2 list without what lies in the bin. A search takes its text apart
 * and finds whatever has a piece of it: only what has all of it is shown. 123pan.md §15.4
 */
export async function readPage(
	api: OpenApi,
	{ folderId, text, whole }: Wanted,
	cursor: string | undefined
): Promise<FilePage> {
	let from = cursor;
	for (let pages = 1; ; pages++) {
		const data = await api.call('GET', 'api/v2/file/list', {
			parentFileId: toUpstreamId(folderId),
			limit: PAGE_ENTRIES,
			lastFileId: from,
			searchData: text,
			searchMode: text === undefined ? undefined : whole ? 1 : 0
		});
		const { lastFileId, fileList } = shape(pageSchema, data);
		const all = fileList ?? [];
		const next = lastFileId === LAST || lastFileId === null || all.length === 0;
		from = next ? undefined : lastFileId;
		const entries = all
			.filter((row) => !isTrashed(row))
			.map((row) => toEntry(row, folderId))
			.filter(({ name }) => whole || contains(name, text));
		if (entries.length > 0 || from === undefined || pages >= MOST_EMPTY) {
			return { entries: foldersFirst(entries), next: from };
		}
	}
}

/**
 * readFolder gives one page of a folder. Rejects `folder-missing`: the service may say that an unknown
 * folder is empty, or one within a folder of the bin, so the way to an empty one is asked for.
 */
export async function readFolder(
	api: OpenApi,
	folderId: string,
	cursor: string | undefined
): Promise<FilePage> {
	const page = await readPage(api, { folderId }, cursor).catch(folderMissing);
	const isEmpty = page.entries.length === 0 && cursor === undefined;
	if (isEmpty) await pathTo(api, folderId);
	return page;
}

/** OldWanted: what the v1 list is asked for, which free accounts may ask every 5 s. §15.3 */
export interface OldWanted {
	readonly folderId: string;
	readonly trashed: boolean;
	readonly orderBy: string;
	readonly page: number;
	/** Entries of the pages before. */
	readonly seen: number;
}

/** readOldPage gives one page of the v1 list, which can order, newest or largest first. §15.4 */
export async function readOldPage(api: OpenApi, wanted: OldWanted) {
	const data = await api.call('GET', 'api/v1/file/list', {
		parentFileId: toUpstreamId(wanted.folderId),
		page: wanted.page,
		limit: PAGE_ENTRIES,
		orderBy: wanted.orderBy,
		orderDirection: 'desc',
		trashed: wanted.trashed
	});
	const { total, fileList } = shape(oldPageSchema, data);
	const entries = (fileList ?? []).map((row) => toEntry(row, wanted.folderId));
	// How long a page is, is the service's choice: the total tells the end, or an empty page.
	const seen = wanted.seen + entries.length;
	const isLast = entries.length === 0 || (total != null && seen >= total);
	return { entries, total: total ?? undefined, seen, isLast };
}

/** detailOf gives one entry by its id. Rejects `file-missing`. §15.4 */
export async function detailOf(api: OpenApi, fileId: string): Promise<Row> {
	const data = await api.call('GET', 'api/v1/file/detail', { fileID: fileId });
	if (data === null) throw new TransferError('file-missing', { detail: 'no such entry' });
	return shape(rowSchema, data);
}

/** requireFolder rejects `folder-missing` unless a folder of that id is there, outside of the bin. */
export async function requireFolder(api: OpenApi, folderId: string): Promise<void> {
	if (folderId !== ROOT) await folderOf(api, folderId);
}

/**
 * pathTo leads from the top to a folder, itself included. A folder within one that is in the bin is as
 * much gone as that one: rejects `folder-missing`.
 */
export async function pathTo(api: OpenApi, folderId: string): Promise<readonly Step[]> {
	const steps: Step[] = [];
	let at = folderId;
	while (at !== ROOT && steps.length < MOST_STEPS) {
		const { id, name, folderId: parent } = await folderOf(api, at);
		steps.unshift({ id, name });
		at = parent;
	}
	return steps;
}

async function folderOf(api: OpenApi, folderId: string): Promise<FileEntry> {
	const row = await detailOf(api, folderId).catch((error: unknown) => {
		const isGone = error instanceof TransferError && GONE.has(error.code);
		if (isGone) return undefined;
		throw error;
	});
	const folder = row && toEntry(row);
	if (folder?.kind === 'folder' && !isTrashed(row!)) return folder;
	throw new TransferError('folder-missing', { detail: `no folder ${folderId}` });
}

const GONE: ReadonlySet<string> = new Set(['file-missing', 'drive-refused']);

/** folderMissing rejects with the same error, but names the folder as what is missing. */
export function folderMissing(error: unknown): never {
	if (error instanceof TransferError && error.code === 'file-missing') {
		throw new TransferError('folder-missing', { detail: error.detail, cause: error });
	}
	throw error;
}

/** toRemoteFile leaves out what uploads have no use for. */
export function toRemoteFile(entry: FileEntry): RemoteFile {
	const { id, name, folderId, kind, size, digests, modifiedAt } = entry;
	return { id, name, folderId, kind, size, digests, modifiedAt };
}

function contains(name: string, text = ''): boolean {
	return name.toLowerCase().includes(text.toLowerCase());
}

function foldersFirst(entries: readonly FileEntry[]): readonly FileEntry[] {
	const folders = entries.filter(({ kind }) => kind === 'folder');
	return [...folders, ...entries.filter(({ kind }) => kind !== 'folder')];
}
