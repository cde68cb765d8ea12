import type { RemoteFile } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Dialect, Entry } from './dialect';
import { PAGE_ENTRIES, toRemoteFile } from './folder-survey';

/** Pages of a full folder that a search by listing may read: 50,000 entries. 115.md §5.8 */
const PAGES = 44;

/** createFolder gives the folder, made now or there before: 115 refuses to make it twice. §8.2 */
export async function createFolder(
	dialect: Dialect,
	parentId: string,
	name: string
): Promise<RemoteFile> {
	try {
		return await dialect.createFolder(parentId, name);
	} catch (error) {
		if (!(error instanceof TransferError && error.code === 'name-taken')) throw error;
		const found = await findFolder(dialect, parentId, name);
		if (found) return toRemoteFile(found);
		throw new TransferError('not-finalised', { detail: error.detail, cause: error });
	}
}

/** The search may not know a new folder, and a listing of all pages is slow: both in turn. */
async function findFolder(
	dialect: Dialect,
	parentId: string,
	name: string
): Promise<Entry | undefined> {
	const fits = (entry: Entry) => entry.kind === 'folder' && entry.name === name;
	const limit = PAGE_ENTRIES;
	const newest = await dialect.list(parentId, { offset: 0, limit, order: 'newest' });
	const found = newest.entries.find(fits);
	if (found || newest.total <= newest.entries.length) return found;
	const searched = (await dialect.search(parentId, name)).find(fits);
	if (searched) return searched;
	for (let page = 0; page < PAGES; page++) {
		const listing = await dialect.list(parentId, { offset: page * limit, limit, order: 'name' });
		const listed = listing.entries.find(fits);
		if (listed || (page + 1) * limit >= listing.total) return listed;
	}
	return undefined;
}

/** folderMissing rejects with the same error, but names the folder as what is missing. */
export function folderMissing(error: unknown): never {
	if (error instanceof TransferError && error.code === 'file-missing') {
		throw new TransferError('folder-missing', { detail: error.detail, cause: error });
	}
	throw error;
}
