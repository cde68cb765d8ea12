import type { Reply } from '../../http/exchange';
import type { BearerCall, Endpoint } from '../call';
import { NEWEST_FIRST, extensionOf, orderNamed, type Order } from '../files/order';
import { lineageOf, select } from '../files/select';
import { ROOT } from '../ids';
import type { Item } from '../tree';
import { done, resource, textOf } from './resource';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1150;

/** openListEndpoints list folders and find names (115.md §10.3). */
export const openListEndpoints: readonly Endpoint[] = [
	resource('GET', '/open/ufile/files', list),
	resource('GET', '/open/ufile/search', search)
];

/** An unknown folder silently is the root, as everywhere on 115 (§8.1). */
function list(call: BearerCall): Reply {
	const { world, account, fields } = call;
	const cid = fields.text('cid') ?? ROOT;
	const folder = world.tree(account).isFolder(cid) ? cid : ROOT;
	const kind = fields.whole('type') ?? 0;
	const suffix = fields.text('suffix') ?? '';
	const starred = fields.text('star') === '1';
	const filtered = kind !== 0 || suffix !== '' || starred;
	const order = orderOf(call, folder);
	const found = select(world, account, {
		folder,
		deep: filtered && fields.text('cur') !== '1',
		// Folders are left out unless asked for; among filtered ones `stdir` asks.
		folders: fields.text(filtered ? 'stdir' : 'show_dir') === '1',
		kind,
		suffix,
		starred,
		name: '',
		order
	});
	const { offset, limit, rows } = page(call, found);
	const answer = done(
		call,
		rows.map((item) => viewRow(call, item)),
		{
			count: found.length,
			sys_count: 0,
			offset,
			limit,
			aid: 1,
			cid: `#${folder}`,
			is_asc: order.ascending ? 1 : 0,
			order: order.by,
			path: [
				{ name: '文件', aid: '1', cid: '0', pid: '0' },
				...lineageOf(world, account, folder).map(({ id, name, parent }) => ({
					name,
					aid: '1',
					cid: id,
					pid: parent
				}))
			]
		}
	);
	// The listing's own `cid` is a number beyond 2^53, which JSON.stringify can't write.
	const body = String(answer.body).replace(/"cid":"#(\d+)"/, '"cid":$1');
	return { ...answer, body };
}

/** Without `custom_order` the folder's own order rules, whatever `o` says; 2 mixes folders in. */
function orderOf({ world, account, fields }: BearerCall, folder: string): Order {
	const stored = world.marks.orderOf(account.userId, folder);
	const custom = fields.text('custom_order');
	if (custom !== '1' && custom !== '2') return stored;
	return {
		by: orderNamed(fields.text('o')) ?? stored.by,
		ascending: fields.text('asc') === '1',
		foldersFirst: custom === '1'
	};
}

function search(call: BearerCall): Reply {
	const { world, account, fields } = call;
	const cid = fields.text('cid') ?? ROOT;
	const found = select(world, account, {
		folder: world.tree(account).isFolder(cid) ? cid : ROOT,
		deep: true,
		folders: fields.text('fc') !== '2',
		kind: fields.whole('type') ?? 0,
		suffix: fields.text('suffix') ?? '',
		starred: false,
		name: textOf(call, 'search_value'),
		order: NEWEST_FIRST
	}).filter(({ folder }) => fields.text('fc') !== '1' || folder);
	const { offset, limit, rows } = page(call, found);
	const data = rows.map((item) => ({ ...viewRow(call, item), ...viewFound(call, item) }));
	return done(call, data, { count: found.length, offset, limit });
}

function page({ fields }: BearerCall, found: readonly Item[]) {
	const offset = fields.whole('offset') ?? 0;
	const limit = Math.min(fields.whole('limit') || DEFAULT_LIMIT, MAX_LIMIT);
	return { offset, limit, rows: found.slice(offset, offset + limit) };
}

function viewRow({ world }: BearerCall, item: Item) {
	return {
		fid: item.id,
		aid: '1',
		pid: item.parent,
		fc: item.folder ? '0' : '1',
		fn: item.name,
		fco: '',
		ism: world.marks.hasStar(item) ? '1' : '0',
		isp: 0,
		pc: item.pickCode,
		upt: item.utime,
		uet: item.utime,
		uppt: item.ptime,
		cm: 0,
		fdesc: '',
		ispl: 0,
		fl: [],
		...(!item.folder && {
			sha1: item.sha1,
			fs: item.size,
			fta: '1',
			ico: extensionOf(item.name),
			thumb: '',
			uo: '',
			isv: 0,
			play_long: 0
		})
	};
}

/** A search spells the same facts out; 115.md does not say which of the two, so rows carry both. */
function viewFound({ account }: BearerCall, item: Item) {
	return {
		file_id: item.id,
		user_id: account.userId,
		sha1: item.sha1,
		file_name: item.name,
		file_size: String(item.size),
		user_ptime: String(item.ptime),
		user_utime: String(item.utime),
		pick_code: item.pickCode,
		parent_id: item.parent,
		area_id: '1',
		is_private: 0,
		file_category: item.folder ? '0' : '1',
		ico: item.folder ? '' : extensionOf(item.name)
	};
}
