import type { Reply } from '../../http/exchange';
import type { CookieCall, Endpoint } from '../call';
import { Refusal } from '../envelope';
import { ROOT } from '../ids';
import type { Item } from '../tree';
import { facts } from './facts';
import { itemAt } from './find';
import { liveItem } from './operations';
import { viewRow } from './row';
import { sizeText } from './size-text';
import { cookie, done, textOf } from './web';

/** lookupEndpoints tell of single entries (115.md §8). */
export const lookupEndpoints: readonly Endpoint[] = [
	cookie('GET', '/files/get_info', getInfo),
	cookie('GET', '/category/get', categoryGet),
	cookie('GET', '/files/getid', getId),
	cookie('GET', '/files/shasearch', shaSearch)
];

function getInfo(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const tree = world.tree(account);
	const code = fields.text('pick_code') ?? fields.text('pickcode');
	const found = code
		? [tree.byPickCode(code)]
		: fields.list('file_id').map((id: string) => tree.get(id));
	const live = found.filter((item): item is Item => item !== undefined && tree.isLive(item));
	if (live.length === 0) throw new Refusal(20018, '文件不存在或已删除。');
	return done(call, { data: live.map((item) => viewRow(call, item)) });
}

/** The root answers too: it holds everything. */
function categoryGet(call: CookieCall): Reply {
	const id = textOf(call, 'cid');
	if (id !== ROOT) {
		const { size_byte: _, ...told } = facts(call, liveItem(call, id));
		const answer = done(call, { file_id: id, ...told });
		// Folders of the path are numbers here, too large for JavaScript's: only text can hold them.
		const body = String(answer.body).replace(
			/"file_id":"(\d+)","file_name"/g,
			'"file_id":$1,"file_name"'
		);
		return { ...answer, body };
	}
	const items = [...call.world.tree(call.account).all()].filter((item) =>
		call.world.tree(call.account).isLive(item)
	);
	return done(call, {
		count: String(items.filter(({ folder }) => !folder).length),
		folder_count: String(items.filter(({ folder }) => folder).length),
		size: sizeText(items.reduce((sum, { size }) => sum + size, 0)),
		file_name: '根目录',
		pick_code: '',
		sha1: '',
		paths: []
	});
}

/** Folders only; what is not found has the id 0, like the root itself (§8). */
function getId(call: CookieCall): Reply {
	const item = itemAt(call, textOf(call, 'path'));
	return done(call, { id: item?.folder ? item.id : ROOT, is_private: '0' });
}

function shaSearch(call: CookieCall): Reply {
	const { world, account } = call;
	const sha1 = textOf(call, 'sha1').toUpperCase();
	const tree = world.tree(account);
	for (const item of tree.all())
		if (!item.folder && item.sha1 === sha1 && tree.isLive(item))
			return done(call, { data: viewFound(item) });
	throw new Refusal(20018, '文件不存在。');
}

function viewFound(item: Item) {
	return {
		file_id: item.id,
		file_name: item.name,
		file_size: String(item.size),
		sha1: item.sha1,
		pick_code: item.pickCode,
		category_id: item.parent
	};
}
