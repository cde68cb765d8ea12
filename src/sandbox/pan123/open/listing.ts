import type { Reply } from '../../http/exchange';
import type { Fields } from '../fields';
import type { Item } from '../tree';
import {
	done,
	gone,
	idsFrom,
	itemFrom,
	lacking,
	type BearerCall,
	type OpenEndpoints
} from './call';
import { viewDetail, viewV1, viewV2 } from './views';

const PAGE_LIMIT = 100;
const INFOS_LIMIT = 100;
const LAST = -1;

/** listingEndpoints look entries up (123pan.md §15.4). */
export const listingEndpoints: OpenEndpoints = {
	'GET /api/v2/file/list': { answer: listV2 },
	'GET /api/v1/file/list': { answer: listV1 },
	'GET /api/v1/file/detail': { answer: detail },
	'POST /api/v1/file/infos': { answer: infos }
};

/** Binned entries are among the others. `lastFileId` is where the next page begins. */
function listV2(call: BearerCall): Reply {
	const { world, fields, account } = call;
	const parent = fields.whole('parentFileId');
	const text = fields.text('searchData');
	if (parent === undefined) throw lacking('parentFileId');
	const all = text ? found(call, text) : inFolder(call, parent);
	const from = fields.whole('lastFileId') ?? 0;
	const rest = all.filter(({ id }) => id >= from).sort((a, b) => a.id - b.id);
	const limit = limitFrom(call);
	const shown = rest.slice(0, limit);
	const end = world.config.current.lastPage === 'told' ? LAST : (shown.at(-1)?.id ?? LAST) + 1;
	return done({
		lastFileId: rest[limit]?.id ?? end,
		fileList: shown.map((item) => viewV2(account, item))
	});
}

function listV1(call: BearerCall): Reply {
	const { fields, account, tree } = call;
	const page = fields.whole('page') ?? 0;
	for (const name of ['parentFileId', 'page', 'limit']) if (!fields.text(name)) throw lacking(name);
	if (page < 1) throw lacking('page');
	const text = fields.text('searchData');
	const trashed = fields.flag('trashed') ?? false;
	const all = trashed
		? [...tree.all()].filter(({ trashedAt }) => trashedAt !== null)
		: text
			? found(call, text).filter((item) => tree.isLive(item))
			: inFolder(call, fields.whole('parentFileId') ?? 0).filter(
					({ trashedAt }) => trashedAt === null
				);
	const sorted = all.sort(order(fields));
	const limit = limitFrom(call);
	return done({
		total: sorted.length,
		fileList: sorted.slice((page - 1) * limit, page * limit).map((item) => viewV1(account, item))
	});
}

function detail(call: BearerCall): Reply {
	return done(viewDetail(call.account, call.tree, itemFrom(call, 'fileID')));
}

/** The documentation's table and its example name the list otherwise: here it has both names. */
function infos(call: BearerCall): Reply {
	const items = idsFrom(call, 'fileIds', INFOS_LIMIT)
		.map((id) => call.tree.get(id))
		.filter((item): item is Item => item !== undefined)
		.map((item) => viewV2(call.account, item));
	return done({ list: items, fileList: items });
}

function inFolder({ world, tree }: BearerCall, parent: number): Item[] {
	if (!tree.isFolder(parent)) {
		if (world.config.current.unknownFolder === 'refuse') throw gone();
		return [];
	}
	return [...tree.all()].filter((item) => item.parent === parent);
}

/** Mode 1 wants the whole name; mode 0 one of the words is enough. What is binned is found too. */
function found({ world, tree, fields }: BearerCall, text: string): Item[] {
	const whole = fields.whole('searchMode') === 1;
	const words = text
		.toLowerCase()
		.split(/[\s\p{P}]+/u)
		.filter(Boolean);
	const since = world.time.now() - world.config.current.open123SearchDelay * 1000;
	return [...tree.all()].filter(({ name, updatedAt }) => {
		if (updatedAt > since) return false;
		return whole ? name === text : words.some((word) => name.toLowerCase().includes(word));
	});
}

function limitFrom({ world, fields }: BearerCall): number {
	const most = Math.min(PAGE_LIMIT, world.config.current.listLimit);
	return Math.min(most, fields.whole('limit') || PAGE_LIMIT);
}

const KEYS: Readonly<Record<string, (item: Item) => number | string>> = {
	file_name: ({ name }) => name,
	size: ({ size }) => size,
	trashed_at: ({ trashedAt }) => trashedAt ?? 0
};

function order(fields: Fields): (a: Item, b: Item) => number {
	const key = KEYS[fields.text('orderBy')?.toLowerCase() ?? ''] ?? (({ id }: Item) => id);
	const sign = fields.text('orderDirection')?.toLowerCase() === 'asc' ? 1 : -1;
	return (a, b) => {
		const [x, y] = [key(a), key(b)];
		return sign * (x < y ? -1 : x > y ? 1 : a.id - b.id);
	};
}
