import type { Reply } from '../../http/exchange';
import type { Endpoint, SignedInCall } from '../call';
import { missing, ok } from '../envelope';
import { noFile } from './operations';
import { categoryOf, viewItem } from '../item-view';
import { ROOT, type Item, type Tree } from '../tree';
import type { Fields } from '../fields';

const SEARCH_LIMIT = 10_000;
const FOLDERS = 5;

/** listEndpoints list folders, the bin and search results (123pan.md §7.1). */
export const listEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/list/new': { method: 'GET', withoutToken: 20101, answer: list },
	'/file/list': { method: 'GET', withoutToken: 20101, answer: list }
};

function list({ world, account, fields }: SignedInCall): Reply {
	const { listLimit, foldersFirst, lastPage } = world.config.current;
	const tree = world.tree(account);
	const found = select(tree, fields);
	if (!found && world.config.current.unknownFolder === 'refuse') throw noFile();
	const sorted = (found ?? []).filter(passing(fields)).sort(order(fields, foldersFirst));
	const limit = Math.min(listLimit, fields.whole('limit') || listLimit);
	const page = Math.max(1, fields.whole('Page') ?? 1);
	const items = sorted.slice((page - 1) * limit, page * limit);
	const more = sorted.length > page * limit || (lastPage === 'mangled' && items.length > 0);
	return ok({
		Next: more ? String(items.at(-1)?.id) : '-1',
		Len: items.length,
		IsFirst: page === 1,
		Total: sorted.length,
		InfoList: items.map((item) => viewItem(account, item))
	});
}

/**
 * The bin shows what was thrown away, wherever it lay; a search looks in the whole drive. Undefined:
 * there is no such folder.
 */
function select(tree: Tree, fields: Fields): Item[] | undefined {
	if (fields.flag('trashed')) return [...tree.all()].filter(({ trashedAt }) => trashedAt !== null);
	const text = fields.text('SearchData')?.toLowerCase();
	if (text)
		return [...tree.all()]
			.filter((item) => item.name.toLowerCase().includes(text) && tree.isLive(item))
			.slice(0, SEARCH_LIMIT);
	const parent = fields.whole('parentFileId') ?? ROOT;
	if (fields.raw('parentFileId') !== undefined && fields.whole('parentFileId') === undefined)
		throw missing('parentFileId');
	return tree.isFolder(parent) ? [...tree.children(parent)] : undefined;
}

/** `fileCategory` counts otherwise than an item's `Category`: 1 image, 2 video, 3 audio. */
function passing(fields: Fields): (item: Item) => boolean {
	const wanted = fields.whole('fileCategory') ?? 0;
	const foldersAlone = fields.text('FileType') === '1';
	return (item) => {
		if (foldersAlone && !item.folder) return false;
		if (wanted === 0) return true;
		if (item.folder) return wanted === FOLDERS;
		const kind = categoryOf(item.name);
		return kind === 0 ? wanted === 7 : wanted === 4 - kind;
	};
}

const KEYS: Readonly<Record<string, (item: Item) => number | string>> = {
	file_id: ({ id }) => id,
	file_name: ({ name }) => name,
	size: ({ size }) => size,
	create_at: ({ createdAt }) => createdAt,
	update_at: ({ updatedAt }) => updatedAt,
	update_time: ({ updatedAt }) => updatedAt,
	trashed_at: ({ trashedAt }) => trashedAt ?? 0,
	remain_days: ({ trashedAt }) => trashedAt ?? 0
};

/** The bin is in the order of time alone. */
function order(fields: Fields, foldersFirst: boolean): (a: Item, b: Item) => number {
	const name = fields.text('orderBy')?.toLowerCase() ?? 'file_id';
	const key = KEYS[name] ?? (({ id }: Item) => id);
	const sign = fields.text('orderDirection')?.toLowerCase() === 'asc' ? 1 : -1;
	const apart = foldersFirst && !fields.flag('trashed');
	return (a, b) => {
		if (apart && a.folder !== b.folder) return a.folder ? -1 : 1;
		const [x, y] = [key(a), key(b)];
		return sign * (x < y ? -1 : x > y ? 1 : a.id - b.id);
	};
}
