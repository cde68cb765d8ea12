import { ROOT } from '../../../drives/drive';
import type { FilePage, OrderBy, View } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Api } from '../call';
import { folderMissing } from '../files';
import { isFolder, toFileEntry, type Item } from '../items';
import { readPage, type Asked } from '../list-page';
import { path } from './lookups';

const ORDER_BY: Readonly<Record<OrderBy, Asked['orderBy']>> = {
	name: 'file_name',
	size: 'size',
	modified: 'update_at'
};

/** Pages without a single new entry that are skipped before an empty page is given after all. */
const MOST_SKIPPED = 10;

/** Cursors of a folder: which of its two lists, and which page of it. */
type Place = { readonly list: 'folders' | 'files'; readonly page: number };

/**
 * entries gives one page of a folder, folders first. No source tells whether the service sorts them
 * so: a list of more than one page is read as folders alone, then as everything but folders. §7.1
 */
export async function entries(api: Api, folderId: string, view: View = {}): Promise<FilePage> {
	const read = (page: number, foldersAlone: boolean) =>
		readPage(api, { folderId, page, foldersAlone, ...orderOf(view) }).catch(folderMissing);
	const pageOf = (items: readonly Item[], next?: Place, total?: number): FilePage => ({
		entries: items.map((item) => toFileEntry(item, folderId)),
		next: next && `${next.list}-${next.page}`,
		total
	});

	if (view.cursor === undefined) {
		const all = await read(1, false);
		// An unknown folder is an empty list, and so is one in a folder of the bin.
		if (all.items.length === 0) await path(api, folderId);
		const files = all.items.filter((item) => !isFolder(item));
		if (all.isLast) return pageOf([...all.items.filter(isFolder), ...files], undefined, all.total);
		const folders = await read(1, true);
		const only = folders.items.filter(isFolder);
		if (!folders.isLast) return pageOf(only, { list: 'folders', page: 2 }, all.total);
		return pageOf([...only, ...files], { list: 'files', page: 2 }, all.total);
	}

	let place = placeOf(view.cursor);
	for (let skipped = 0; ; skipped++) {
		const inFolders = place.list === 'folders';
		const { items, isLast } = await read(place.page, inFolders);
		const wanted = items.filter((item) => isFolder(item) === inFolders);
		const after: Place | undefined = !isLast
			? { list: place.list, page: place.page + 1 }
			: inFolders
				? { list: 'files', page: 1 }
				: undefined;
		if (wanted.length > 0 || !after || skipped === MOST_SKIPPED) return pageOf(wanted, after);
		place = after;
	}
}

/** search looks through the whole drive; the service finds up to 10,000 entries. §7.1 */
export async function search(api: Api, text: string, view: View = {}): Promise<FilePage> {
	return plainPage(api, { folderId: ROOT, text, ...orderOf(view) }, view);
}

/** bin lists what was trashed, newest first. §11 */
export async function bin(api: Api, view: View = {}): Promise<FilePage> {
	const newest = { orderBy: 'trashed_at', descending: true } as const;
	const page = await plainPage(api, { folderId: ROOT, bin: true, ...newest }, view);
	// Entries of the bin are known by this; not every answer tells the time.
	const entries = page.entries.map((entry) => ({ ...entry, trashedAt: entry.trashedAt ?? 0 }));
	return { ...page, entries };
}

async function plainPage(
	api: Api,
	asked: Omit<Asked, 'page'>,
	{ cursor = '1' }: View
): Promise<FilePage> {
	const page = numberOf(cursor);
	const { items, isLast, total } = await readPage(api, { ...asked, page });
	const entries = items.map((item) => toFileEntry(item, ROOT));
	return { entries, next: isLast ? undefined : String(page + 1), total };
}

function orderOf({ order = { by: 'name', descending: false } }: View) {
	return { orderBy: ORDER_BY[order.by], descending: order.descending };
}

function placeOf(cursor: string): Place {
	const [list, page = ''] = cursor.split('-');
	if (list !== 'folders' && list !== 'files') throw badCursor();
	return { list, page: numberOf(page) };
}

function numberOf(text: string): number {
	if (!/^[1-9]\d{0,6}$/.test(text)) throw badCursor();
	return Number(text);
}

const badCursor = () => new TransferError('bad-request', { detail: 'not acceptable: the cursor' });
