import * as v from 'valibot';
import { ROOT } from '../../../drives/drive';
import type { FileActions, FileEntry, FilePage } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { count, id, shape, text } from '../../fields';
import { notHere } from '../../file-operations';
import { toUpstreamId } from '../items';
import { OLD_LIST_MS, type OpenApi } from './call';
import { isRefusal } from './errors';
import { entryNamed, makeFolder, nameTaken } from './folders';
import { detailOf, pathTo, readFolder, readOldPage, readPage, requireFolder } from './listing';
import { toEntry } from './rows';
import { share, shares } from './shares';

const COPY = { pending: [0, 1], done: 2 } as const;

const idsOf = (entries: readonly FileEntry[]) => entries.map((entry) => Number(entry.id));

/** fileActions is the Files page's side of the Open Platform. 123pan.md §15.4 */
export function fileActions(api: OpenApi, doors: Doors): FileActions {
	const { clock } = doors;
	return {
		entries: (folderId, view) => readFolder(api, folderId, view?.cursor),
		search: (words, folderId, view) => readPage(api, { folderId, text: words }, view?.cursor),
		path: (folderId) => pathTo(api, folderId),
		async details(entry) {
			const row = await detailOf(api, entry.id);
			const now = toEntry(row, entry.folderId);
			return {
				...entry,
				...now,
				modifiedAt: now.modifiedAt ?? entry.modifiedAt,
				path: await pathTo(api, now.folderId),
				// Of a folder it is the size of everything within.
				...(now.kind === 'folder' && { inside: { bytes: row.size } })
			};
		},
		makeFolder: (parentId, name) => makeFolder(api, parentId, name),
		rename: (entry, name) => rename(api, entry, name),
		async move(entries, folderId) {
			const payload = { fileIDs: idsOf(entries), toParentFileID: toUpstreamId(folderId) };
			await into(api, folderId, api.call('POST', 'api/v1/file/move', payload));
		},
		copy: (entries, folderId) => copy(api, entries, folderId),
		copied: (pending) => copied(api, pending),
		async trash(entries) {
			await api.call('POST', 'api/v1/file/trash', { fileIDs: idsOf(entries) });
		},
		bin: (view) => bin(api, doors, view?.cursor),
		restore: (entries) => restore(api, entries),
		async erase(entries) {
			await api.call('POST', 'api/v1/file/delete', { fileIDs: idsOf(entries) });
		},
		emptyBin: notHere,
		async link(entry) {
			const data = await api.call('GET', 'api/v1/file/download_info', { fileId: entry.id });
			return { url: shape(v.looseObject({ downloadUrl: text }), data).downloadUrl };
		},
		share: (entries, wish) => share(api, entries, wish, clock.now()),
		shares: (view) => shares(api, view ?? {}, clock.now()),
		unshare: notHere
	};
}

async function rename(api: OpenApi, entry: FileEntry, name: string): Promise<FileEntry> {
	try {
		const payload = { fileId: Number(entry.id), fileName: name };
		await api.call('PUT', 'api/v1/file/name', payload);
		return { ...entry, name };
	} catch (error) {
		if (!isRefusal(error)) throw error;
		const other = await entryNamed(api, entry.folderId, name);
		throw other && other.id !== entry.id ? nameTaken(error) : error;
	}
}

/** into tells a target that is missing from entries that are, which have one code. §15.1 */
async function into<T>(api: OpenApi, folderId: string, call: Promise<T>): Promise<T> {
	try {
		return await call;
	} catch (error) {
		const isUnclear =
			isRefusal(error) || (error instanceof TransferError && error.code === 'file-missing');
		if (isUnclear) await requireFolder(api, folderId);
		throw error;
	}
}

/** One file is copied at once; for folders and several there is the call that takes its time. */
async function copy(
	api: OpenApi,
	entries: readonly FileEntry[],
	folderId: string
): Promise<string | undefined> {
	const targetDirId = toUpstreamId(folderId);
	const [only] = entries;
	if (entries.length === 1 && only?.kind === 'file') {
		const payload = { fileId: Number(only.id), targetDirId };
		await into(api, folderId, api.call('POST', 'api/v1/file/copy', payload));
		return undefined;
	}
	const payload = { fileIDs: idsOf(entries), targetDirId };
	const call = api.call('POST', 'api/v1/file/async/copy', payload);
	return shape(v.looseObject({ taskId: id }), await into(api, folderId, call)).taskId;
}

async function copied(api: OpenApi, pending: string): Promise<boolean> {
	const payload = { taskId: pending };
	const data = await api.call('GET', 'api/v1/file/async/copy/process', payload);
	const { status } = shape(v.looseObject({ status: count }), data);
	if (status === COPY.done) return true;
	if (COPY.pending.some((one) => one === status)) return false;
	throw new TransferError('drive-refused', { detail: `the copy ended with status ${status}` });
}

/**
 * The v1 list, as v2 shows what was thrown away folder by folder alone. When that was no call tells;
 * the last change is the nearest that is known. 123pan.md §15.4
 */
async function bin(api: OpenApi, { clock }: Doors, cursor = '1.0'): Promise<FilePage> {
	const [page = 1, before = 0] = cursor.split('.').map(Number);
	const wanted = { folderId: ROOT, trashed: true, page, seen: before };
	const read = (orderBy: string) => readOldPage(api, { ...wanted, orderBy });
	// The web page's API has the first order; the documents of this one name the second.
	const { entries, total, seen, isLast } = await read('trashed_at').catch(
		async (error: unknown) => {
			if (!isRefusal(error)) throw error;
			await clock.sleep(OLD_LIST_MS);
			return read('file_id');
		}
	);
	return {
		entries: entries.map((entry) => ({
			...entry,
			trashedAt: entry.modifiedAt ?? entry.createdAt ?? 0
		})),
		...(!isLast && { next: `${page + 1}.${seen}` }),
		...(total !== undefined && { total })
	};
}

const restoredSchema = v.nullable(
	v.looseObject({ abnormalFileIDs: v.optional(v.nullable(v.array(id))) })
);

async function restore(api: OpenApi, entries: readonly FileEntry[]): Promise<void> {
	const data = await api.call('POST', 'api/v1/file/recover', { fileIDs: idsOf(entries) });
	const [lost] = shape(restoredSchema, data)?.abnormalFileIDs ?? [];
	if (lost === undefined) return;
	throw new TransferError('folder-missing', { detail: `the folder of ${lost} is gone` });
}
