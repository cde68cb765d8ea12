import * as v from 'valibot';
import { count, id, shape } from '../fields';
import type { Api } from './call';
import { itemSchema, toUpstreamId, type Item } from './items';

const PAGE_ENTRIES = 100;
const LAST = '-1';

const listSchema = v.looseObject({
	Next: v.optional(id, LAST),
	Total: v.optional(count),
	InfoList: v.nullable(v.array(itemSchema))
});

/** Asked: one page of a folder, of the bin, or of what a search finds. */
export interface Asked {
	readonly folderId: string;
	/** From 1. */
	readonly page: number;
	readonly orderBy: 'file_name' | 'size' | 'update_at' | 'trashed_at';
	readonly descending: boolean;
	/** Look for this in names, in the whole drive. */
	readonly text?: string;
	readonly bin?: boolean;
	readonly foldersAlone?: boolean;
}

export interface ListPage {
	readonly items: readonly Item[];
	readonly isLast: boolean;
	readonly total?: number | undefined;
}

/** readPage asks for one page of a list. How many entries a page has is the service's choice. §7.1 */
export async function readPage(api: Api, asked: Asked): Promise<ListPage> {
	const { folderId, page, orderBy, descending, text = '', bin = false } = asked;
	const data = await api.call('GET', 'file/list/new', {
		driveId: 0,
		parentFileId: toUpstreamId(folderId),
		limit: PAGE_ENTRIES,
		Page: page,
		// Always 0: pages are counted by Page alone.
		next: 0,
		orderBy,
		orderDirection: descending ? 'desc' : 'asc',
		trashed: String(bin),
		SearchData: text,
		OnlyLookAbnormalFile: 0,
		event: bin ? 'recycleListFile' : 'homeListFile',
		operateType: text === '' ? 4 : 2,
		inDirectSpace: 'false',
		...(asked.foldersAlone && { FileType: 1 })
	});
	const { InfoList, Next, Total } = shape(listSchema, data);
	const items = InfoList ?? [];
	// An empty page ends the list whatever Next says: some answers mangle it.
	return { items, isLast: Next === LAST || items.length === 0, total: Total };
}
