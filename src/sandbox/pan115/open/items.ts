import type { Reply } from '../../http/exchange';
import type { BearerCall, Endpoint } from '../call';
import { Refusal } from '../envelope';
import { facts } from '../files/facts';
import { itemAt } from '../files/find';
import { copyAll, liveItem, makeFolder, moveAll, rename, trashAll } from '../files/operations';
import { spaceOf } from '../session-checks';
import { done, resource, textOf } from './resource';

/** openItemEndpoints tell of one person or entry, and change entries (115.md §10.3). */
export const openItemEndpoints: readonly Endpoint[] = [
	resource('GET', '/open/user/info', userInfo),
	resource('any', '/open/folder/get_info', getInfo),
	resource('POST', '/open/folder/add', add),
	resource('POST', '/open/ufile/update', update),
	resource('POST', '/open/ufile/copy', copy),
	resource('POST', '/open/ufile/move', move),
	resource('POST', '/open/ufile/delete', remove)
];

function userInfo(call: BearerCall): Reply {
	const { userId, name, vip } = call.account;
	return done(call, {
		user_id: userId,
		user_name: name,
		user_face_s: '',
		user_face_m: '',
		user_face_l: '',
		rt_space_info: spaceOf(call.world, call.account),
		vip_info: { level_name: vip ? '年费VIP' : '原石用户', expire: vip ? 1893456000 : 0 }
	});
}

function getInfo(call: BearerCall): Reply {
	const { world, account, fields } = call;
	const id = fields.text('file_id');
	const path = fields.text('path');
	if (!id && !path) throw new Refusal(990002, '参数错误: file_id');
	const item = id ? world.tree(account).get(id) : itemAt(call, path ?? '', /[/>]/);
	if (!item || !world.tree(account).isLive(item)) {
		if (world.config.current.missingInfo === 'empty') return done(call, []);
		throw new Refusal(430004, '文件(夹)不存在或已删除');
	}
	const open = { file_id: item.id, is_mark: world.marks.hasStar(item) ? '1' : '0', open_time: 0 };
	return done(call, { ...facts(call, item), ...open });
}

function add(call: BearerCall): Reply {
	const folder = makeFolder(call, textOf(call, 'pid'), call.fields.text('file_name') ?? '');
	return done(call, { file_name: folder.name, file_id: folder.id });
}

function update(call: BearerCall): Reply {
	const { fields, world } = call;
	const id = textOf(call, 'file_id');
	const [name, star] = [fields.text('file_name'), fields.text('star')];
	if (name === undefined && star === undefined) throw new Refusal(990002, '参数错误');
	const item = name === undefined ? liveItem(call, id) : rename(call, id, name);
	if (star !== undefined) world.marks.setStar(item, star === '1');
	return done(call, { file_name: item.name, star: world.marks.hasStar(item) ? '1' : '0' });
}

function copy(call: BearerCall): Reply {
	const unique = call.fields.text('nodupli') === '1';
	copyAll(call, call.fields.list('file_id'), textOf(call, 'pid'), unique);
	return done(call, []);
}

function move(call: BearerCall): Reply {
	moveAll(call, call.fields.list('file_ids'), textOf(call, 'to_cid'));
	return done(call, []);
}

function remove(call: BearerCall): Reply {
	trashAll(call, call.fields.list('file_ids'));
	return done(call, []);
}
