import type { Reply } from '../../http/exchange';
import type { CookieCall, Endpoint } from '../call';
import { Refusal } from '../envelope';
import { ROOT } from '../ids';
import { viewBinned } from './bin-row';
import {
	binned,
	copyAll,
	liveItem,
	makeFolder,
	moveAll,
	purge,
	rename,
	restoreAll,
	trashAll
} from './operations';
import { cookie, done, textOf } from './web';

const DEFAULT_LIMIT = 32;
const MAX_LIMIT = 1150;

/** changeEndpoints change entries and the recycle bin with cookies (115.md §8). */
export const changeEndpoints: readonly Endpoint[] = [
	cookie('POST', '/files/add', add),
	cookie('POST', '/files/batch_rename', batchRename),
	cookie('POST', '/files/edit', edit),
	cookie('POST', '/files/star', star),
	cookie('POST', '/files/move', move),
	cookie('POST', '/files/copy', copy),
	cookie('POST', '/rb/delete', remove),
	cookie('GET', '/rb', binList),
	cookie('POST', '/rb/revert', revert),
	cookie('POST', '/rb/clean', (call) => clean(call, 'rid')),
	cookie('POST', '/rb/secret_del', (call) => clean(call, 'tid'))
];

function add(call: CookieCall): Reply {
	const { fields } = call;
	const folder = makeFolder(call, fields.text('pid') ?? ROOT, fields.text('cname') ?? '');
	const { id, name } = folder;
	return done(call, { aid: 1, cid: id, cname: name, file_id: id, file_name: name });
}

function batchRename(call: CookieCall): Reply {
	const names = call.fields.map('files_new_name');
	if (names.size === 0) throw new Refusal(990002, '参数错误。');
	for (const [id, name] of names) rename(call, id, name);
	return done(call, { data: Object.fromEntries(names) });
}

function edit(call: CookieCall): Reply {
	const ids = call.fields.list('fid');
	const name = call.fields.text('file_name');
	if (ids.length === 0) throw new Refusal(990002, '参数错误。');
	for (const id of ids)
		if (name === undefined) liveItem(call, id);
		else rename(call, id, name);
	return done(call);
}

function star(call: CookieCall): Reply {
	const on = call.fields.text('star') === '1';
	for (const id of call.fields.list('file_id')) call.world.marks.setStar(liveItem(call, id), on);
	return done(call);
}

function move(call: CookieCall): Reply {
	moveAll(call, call.fields.list('fid'), textOf(call, 'pid'));
	return done(call);
}

function copy(call: CookieCall): Reply {
	copyAll(call, call.fields.list('fid'), textOf(call, 'pid'));
	return done(call);
}

function remove(call: CookieCall): Reply {
	trashAll(call, call.fields.list('fid'));
	return done(call);
}

function binList(call: CookieCall): Reply {
	const { fields, world } = call;
	const found = binned(call);
	const offset = fields.whole('offset') ?? 0;
	const limit = Math.min(fields.whole('limit') || DEFAULT_LIMIT, MAX_LIMIT);
	// Documented without a pick code, which the Open Platform tells.
	const data = found
		.slice(offset, offset + limit)
		.map((item) => ({ ...viewBinned(call, item), pick_code: undefined }));
	const password = world.config.current.safeKey === '' ? 0 : 1;
	return done(call, { data, count: found.length, offset, limit, rb_pass: password });
}

function revert(call: CookieCall): Reply {
	const ids = call.fields.list('rid');
	restoreAll(call, ids);
	const each = { state: true, error: '', errno: '' };
	return done(call, Object.fromEntries(ids.map((id) => [id, each])));
}

/** None named means all. */
function clean(call: CookieCall, name: 'rid' | 'tid'): Reply {
	const { safeKey } = call.world.config.current;
	if (safeKey !== '' && call.fields.text('password') !== safeKey)
		throw new Refusal(320001, '安全密钥错误');
	purge(call, call.fields.list(name));
	return done(call);
}
