import type { FileEntry } from '../../../drives/files';
import type { OpenApi } from './call';
import { readOldPage, readPage } from './listing';

/** Pages of a search by name, and of a folder, that are looked through at most. */
const SEARCH_PAGES = 3;
const FOLDER_PAGES = 10;

/**
 * findEntry looks for an entry of a folder that is called `name`, or nearly: the service has no
 * lookup by name in a folder. First what its index knows by that name; then the folder's newest
 * hundred, which the index may not know yet; then, of a larger folder, its first thousand. §15.4
 */
export async function findEntry(
	api: OpenApi,
	folderId: string,
	name: string,
	fits: (entry: FileEntry) => boolean
): Promise<FileEntry | undefined> {
	const isIt = (entry: FileEntry) => entry.folderId === folderId && fits(entry);
	const named = { folderId, text: name, whole: true };
	const known = await walk(api, named, SEARCH_PAGES, isIt);
	if (known) return known;
	const newest = { folderId, trashed: false, orderBy: 'file_id', page: 1, seen: 0 };
	const { entries, isLast } = await readOldPage(api, newest);
	const found = entries.find(isIt);
	if (found || isLast) return found;
	return walk(api, { folderId }, FOLDER_PAGES, isIt);
}

async function walk(
	api: OpenApi,
	wanted: Parameters<typeof readPage>[1],
	most: number,
	isIt: (entry: FileEntry) => boolean
): Promise<FileEntry | undefined> {
	let cursor: string | undefined;
	for (let pages = 0; pages < most; pages++) {
		const { entries, next } = await readPage(api, wanted, cursor);
		const found = entries.find(isIt);
		if (found || next === undefined) return found;
		cursor = next;
	}
	return undefined;
}
