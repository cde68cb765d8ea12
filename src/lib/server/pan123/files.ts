import * as v from 'valibot';
import type { Page, RemoteFile } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Api } from './call';
import { shape } from '../fields';
import { itemSchema, toRemoteFile, toUpstreamId } from './items';
import { readPage } from './list-page';

/** Pages that a search by listing may read, newest entries first, before it gives up. */
const SEARCH_PAGES = 10;

/** list gives one page of a folder in the order of names. The cursor is the page's number. §7.1 */
export function list(api: Api, folderId: string, cursor: string | undefined): Promise<Page> {
	return entriesOf(api, folderId, Number(cursor ?? '1'), 'file_name');
}

async function entriesOf(
	api: Api,
	folderId: string,
	page: number,
	orderBy: 'file_name' | 'update_at'
): Promise<Page> {
	const descending = orderBy === 'update_at';
	const asked = { folderId, page, orderBy, descending };
	const { items, isLast } = await readPage(api, asked).catch(folderMissing);
	const entries = items.map((item) => toRemoteFile(item, folderId));
	return { entries, next: isLast ? undefined : String(page + 1) };
}

/**
 * findEntry looks for an entry of a folder, newest first: the service has no lookup by name.
 * undefined when none of the newest thousand fits.
 */
export async function findEntry(
	api: Api,
	folderId: string,
	fits: (entry: RemoteFile) => boolean
): Promise<RemoteFile | undefined> {
	for (let page = 1; page <= SEARCH_PAGES; page++) {
		const { entries, next } = await entriesOf(api, folderId, page, 'update_at');
		const found = entries.find(fits);
		if (found || next === undefined) return found;
	}
	return undefined;
}

const folderSchema = v.looseObject({ Info: itemSchema });

/** createFolder makes a folder if it is missing; found ones are returned as they are. §8 */
export async function createFolder(api: Api, parentId: string, name: string): Promise<RemoteFile> {
	const fits = (entry: RemoteFile) => entry.kind === 'folder' && entry.name === name;
	const existing = await findEntry(api, parentId, fits);
	if (existing) return existing;
	// Without NotReuse and duplicate: a folder that somebody made meanwhile is returned too.
	const data = await api
		.call('POST', 'file/upload_request', {
			driveId: 0,
			etag: '',
			fileName: name,
			parentFileId: toUpstreamId(parentId),
			size: 0,
			type: 1,
			event: 'newCreateFolder',
			operateType: 1,
			RequestSource: null
		})
		.catch(folderMissing);
	return toRemoteFile(shape(folderSchema, data).Info, parentId);
}

/** folderMissing rejects with the same error, but names the folder as what is missing. */
export function folderMissing(error: unknown): never {
	if (error instanceof TransferError && error.code === 'file-missing') {
		throw new TransferError('folder-missing', { detail: error.detail, cause: error });
	}
	throw error;
}
