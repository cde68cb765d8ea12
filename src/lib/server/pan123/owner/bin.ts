import type { FileEntry } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Api } from '../call';
import { bin } from './entries';
import { infosOf } from './lookups';

/** Pages of the bin that are read to see what was just trashed: others may trash as well. */
const PAGES_READ = 3;

/**
 * trash puts entries into the bin, and looks whether they are there: what the service does not
 * understand is answered as done. Rejects `file-missing`, `drive-refused`. 123pan.md §11
 */
export async function trash(api: Api, entries: readonly FileEntry[]): Promise<void> {
	await inOrOut(api, entries, true);
	const left = new Set(entries.map(({ id }) => id));
	let cursor: string | undefined;
	for (let pages = 0; pages < PAGES_READ && left.size > 0; pages++) {
		const page = await bin(api, { cursor });
		for (const { id } of page.entries) left.delete(id);
		if (page.next === undefined) break;
		cursor = page.next;
	}
	if (left.size === 0) return;
	const infos = await infosOf(api, [...left]);
	for (const id of left) {
		const item = infos.get(id);
		if (!item) throw new TransferError('file-missing');
		if (!item.Trashed) throw new TransferError('drive-refused', { detail: 'it is still there' });
	}
}

/**
 * restore takes entries out of the bin; their ids are what they were. Rejects `file-missing` when one
 * is deleted, `folder-missing` when its folder is gone, after the others came back. §11
 */
export async function restore(api: Api, entries: readonly FileEntry[]): Promise<void> {
	await inOrOut(api, entries, false);
	const ids = entries.map(({ id }) => id);
	const infos = await infosOf(api, ids);
	if (ids.some((id) => !infos.has(id))) throw new TransferError('file-missing');
	const left = entries.filter(({ id }) => infos.get(id)?.Trashed);
	if (left.length === 0) return;
	const parents = [...new Set(left.map(({ folderId }) => folderId))];
	const folders = await infosOf(api, parents);
	const lost = parents.filter((id) => folders.get(id)?.Trashed ?? !folders.has(id));
	if (lost.length > 0) throw new TransferError('folder-missing');
	throw new TransferError('drive-refused', { detail: 'it is still in the bin' });
}

/** A list of ids, and nothing else, is what the service understands. */
async function inOrOut(api: Api, entries: readonly FileEntry[], operation: boolean): Promise<void> {
	await api.call('POST', 'file/trash', {
		driveId: 0,
		fileTrashInfoList: entries.map(({ id }) => ({ FileId: Number(id) })),
		operation,
		event: operation ? 'intoRecycle' : 'recycleRestore',
		RequestSource: null
	});
}

/** erase deletes entries of the bin for ever; the service refuses others. §11 */
export async function erase(api: Api, entries: readonly FileEntry[]): Promise<void> {
	await api.call('POST', 'file/delete', {
		fileIdList: entries.map(({ id }) => ({ fileId: Number(id) })),
		event: 'recycleDelete',
		RequestSource: null
	});
}

/** emptyBin deletes everything in the bin for ever. §11 */
export async function emptyBin(api: Api): Promise<void> {
	await api.call('POST', 'file/trash_delete_all', { event: 'recycleClear', RequestSource: null });
}
