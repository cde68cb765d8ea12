import type { Reply } from '../../http/exchange';
import { reply, type CookieCall, type Endpoint } from '../call';
import { ROOT } from '../ids';
import type { Item } from '../tree';
import { NEWEST_FIRST, orderNamed, type Order } from './order';
import { viewRow } from './row';
import { lineageOf, select } from './select';
import { cookie, done, textOf } from './web';

const DEFAULT_LIMIT = 32;
const MAX_LIMIT = 1150;
const ORDER_MISMATCH = 20130827;
/** Rows that a search gives at most, seen by clients. */
const MOST_FOUND = 10_000;

/** listEndpoints list folders and find names with cookies (115.md §8, §8.1). */
export const listEndpoints: readonly Endpoint[] = [
	cookie('GET', '/files', (call) => list(call, orderOf(call, folderOf(call)))),
	{
		...cookie('GET', '/natsort/files.php', (call) => list(call, byName(call))),
		hosts: ['aps.115.com']
	},
	cookie('GET', '/files/search', search),
	cookie('POST', '/files/order', storeOrder)
];

/** An unknown or deleted folder silently is the root (§8.1). */
function folderOf({ world, account, fields }: CookieCall): string {
	const cid = fields.text('cid') ?? ROOT;
	return world.tree(account).isFolder(cid) ? cid : ROOT;
}

/**
 * A folder keeps its order: who asks for another without `custom_order` is told which. How close it
 * has to be is a switch, as clients that never look at the answer list folders all the same.
 */
function orderOf({ world, account, fields }: CookieCall, folder: string): Order | 'mismatch' {
	const stored = world.marks.orderOf(account.userId, folder);
	const custom = fields.text('custom_order');
	const asked = {
		by: orderNamed(fields.text('o')) ?? stored.by,
		ascending: fields.text('asc') ? fields.text('asc') === '1' : stored.ascending,
		foldersFirst: custom !== '2' && fields.text('fc_mix') !== '1'
	};
	const { folderOrder } = world.config.current;
	const strict = folderOrder !== 'lenient';
	const kept = strict ? stored : world.marks.chosenOrder(account.userId, folder);
	const turned = strict && asked.ascending !== stored.ascending;
	const differs = kept !== undefined && (asked.by !== kept.by || turned);
	const isCustom = folderOrder !== 'fixed' && (custom === '1' || custom === '2');
	return differs && !isCustom ? 'mismatch' : asked;
}

function byName({ fields }: CookieCall): Order {
	const ascending = fields.text('asc') !== '0';
	return { by: 'file_name', ascending, foldersFirst: fields.text('fc_mix') !== '1' };
}

function list(call: CookieCall, order: Order | 'mismatch'): Reply {
	const { world, account, fields } = call;
	const folder = folderOf(call);
	if (order === 'mismatch') return mismatch(call, world.marks.orderOf(account.userId, folder));
	const kind = fields.whole('type') ?? 0;
	const suffix = fields.text('suffix') ?? '';
	const starred = fields.text('star') === '1';
	const filtered = kind !== 0 || suffix !== '' || starred;
	const found = select(world, account, {
		folder,
		deep: filtered && fields.text('cur') !== '1',
		folders: fields.text('show_dir') !== '0',
		kind,
		suffix,
		starred,
		name: '',
		order
	});
	return rows(call, found, {
		...facts(order),
		aid: '1',
		cid: folder,
		path: [{ name: '根目录', aid: 1, cid: 0, pid: 0 }, ...pathOf(call, folder)]
	});
}

function search(call: CookieCall): Reply {
	const { world, account } = call;
	const folder = folderOf(call);
	const found = select(world, account, {
		folder,
		deep: true,
		folders: call.fields.text('fc') !== '2',
		kind: call.fields.whole('type') ?? 0,
		suffix: call.fields.text('suffix') ?? '',
		starred: false,
		name: textOf(call, 'search_value'),
		order: NEWEST_FIRST
	});
	const name = world.tree(account).get(folder)?.name ?? '根目录';
	return rows(call, found.slice(0, MOST_FOUND), {
		...facts(NEWEST_FIRST),
		folder: { cid: folder, name }
	});
}

function storeOrder(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const folder = fields.text('file_id') ?? ROOT;
	const stored = world.marks.orderOf(account.userId, folder);
	world.marks.setOrder(account.userId, folder, {
		by: orderNamed(fields.text('user_order')) ?? stored.by,
		ascending: fields.text('user_asc') === '1',
		foldersFirst: fields.text('fc_mix') !== '1'
	});
	return done(call);
}

function rows(call: CookieCall, found: readonly Item[], around: object): Reply {
	const { fields } = call;
	const offset = fields.whole('offset') ?? 0;
	const limit = Math.min(fields.whole('limit') || DEFAULT_LIMIT, MAX_LIMIT);
	const data = found.slice(offset, offset + limit).map((item) => viewRow(call, item));
	const page = { count: found.length, offset, limit, page_size: limit };
	return reply(call, { data, ...page, ...around, state: true, error: '', errNo: 0 });
}

function mismatch(call: CookieCall, stored: Order): Reply {
	const error = '排序方式与目录记忆的不一致';
	const page = { data: [], count: 0, offset: 0, limit: 0 };
	return reply(call, { ...page, ...facts(stored), state: false, error, errNo: ORDER_MISMATCH });
}

function facts({ by, ascending, foldersFirst }: Order) {
	return { order: by, is_asc: ascending ? 1 : 0, fc_mix: foldersFirst ? 0 : 1 };
}

function pathOf({ world, account }: CookieCall, folder: string) {
	return lineageOf(world, account, folder).map(({ id, name, parent }) => ({
		name,
		aid: 1,
		cid: id,
		pid: parent === ROOT ? 0 : parent
	}));
}
