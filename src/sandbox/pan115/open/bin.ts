import type { Reply } from '../../http/exchange';
import type { BearerCall, Endpoint } from '../call';
import { Refusal } from '../envelope';
import { viewBinned } from '../files/bin-row';
import { binned, purge, restoreAll } from '../files/operations';
import { done, resource } from './resource';

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 200;
const MOST = 1150;

/** openBinEndpoints are the recycle bin (115.md §10.3). */
export const openBinEndpoints: readonly Endpoint[] = [
	resource('GET', '/open/rb/list', list),
	resource('POST', '/open/rb/revert', revert),
	resource('POST', '/open/rb/del', remove)
];

/** `data` is a map of rows by id, with the page's own facts in the same object. */
function list(call: BearerCall): Reply {
	const { fields, world } = call;
	const found = binned(call);
	const offset = fields.whole('offset') ?? 0;
	const limit = Math.min(fields.whole('limit') || DEFAULT_LIMIT, MAX_LIMIT);
	const rows = found.slice(offset, offset + limit).map((item) => viewBinned(call, item));
	return done(call, {
		...Object.fromEntries(rows.map((row) => [row.id, row])),
		offset: String(offset),
		limit: String(limit),
		count: String(found.length),
		rb_pass: world.config.current.safeKey === '' ? 0 : 1
	});
}

function revert(call: BearerCall): Reply {
	const ids = idsOf(call);
	if (ids.length === 0) throw new Refusal(990002, '参数错误: tid');
	restoreAll(call, ids);
	const each = { state: true, error: '', errno: 0 };
	return done(call, Object.fromEntries(ids.map((id) => [id, each])));
}

function remove(call: BearerCall): Reply {
	const ids = idsOf(call);
	purge(call, ids);
	return done(call, ids);
}

function idsOf({ fields }: BearerCall): readonly string[] {
	const ids = fields.list('tid');
	if (ids.length > MOST) throw new Refusal(990002, `一次最多操作 ${MOST} 个文件`);
	return ids;
}
