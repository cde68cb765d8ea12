import type { Reply } from '../../http/exchange';
import { reply, WEB_API, type Call, type CookieCall, type Endpoint } from '../call';
import { Refusal } from '../envelope';
import { copyFrom, liveItem, sizeOf } from '../files/operations';
import { viewRow } from '../files/row';
import { cookie, done, textOf } from '../files/web';
import { ROOT } from '../ids';
import type { Item } from '../tree';
import type { Share } from './shares';

const DAY_S = 86_400;
const DAYS = 15;
const DEFAULT_LIMIT = 32;
const MAX_LIMIT = 1150;

/** shareEndpoints share entries, and look at and save what others share (115.md §8). */
export const shareEndpoints: readonly Endpoint[] = [
	cookie('POST', '/share/send', send),
	cookie('POST', '/share/updateshare', update),
	cookie('GET', '/share/slist', list),
	cookie('GET', '/share/shareinfo', (call) =>
		done(call, {
			data: ownView(call, call.world.shares.own(call.account, textOf(call, 'share_code')))
		})
	),
	{ hosts: WEB_API, path: '/share/snap', method: 'GET', form: 'web', access: 'none', answer: snap },
	cookie('POST', '/share/receive', receive)
];

function send(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const ids = fields.list('file_ids');
	if (ids.length === 0) throw new Refusal(990002, '参数错误。');
	for (const id of ids) liveItem(call, id);
	const share = world.shares.start(account, ids, world.time.seconds(), DAYS * DAY_S);
	const { create_time: _, share_state: __, ...data } = ownView(call, share);
	return done(call, { data: { ...data, share_ex_duration: `${DAYS}天` } });
}

/** The account's own, newest first; cancelled ones only for who asks. Seen in clients alone. */
function list(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const all = world.shares
		.ofAccount(account)
		.filter(({ cancelled }) => !cancelled || fields.text('show_cancel_share') === '1');
	const offset = fields.whole('offset') ?? 0;
	const limit = Math.min(fields.whole('limit') || DEFAULT_LIMIT, MAX_LIMIT);
	const page = all.slice(offset, offset + limit).map((share) => ownView(call, share));
	return reply(call, { state: true, error: '', errno: 0, count: all.length, list: page });
}

function update(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const codes = fields.list('share_code');
	if (codes.length === 0) throw new Refusal(990002, '参数错误。');
	const shares = codes.map((code) => world.shares.own(account, code));
	for (const share of shares) {
		const [days, password] = [Number(fields.text('share_duration')), fields.text('receive_code')];
		if (password && !/^[A-Za-z0-9]{4}$/.test(password)) throw new Refusal(990002, '参数错误。');
		if (password) share.receiveCode = password;
		if (days) share.endsAt = days < 0 ? Infinity : world.time.seconds() + days * DAY_S;
		if (fields.text('action') === 'cancel') share.cancelled = true;
		if (fields.text('action') === 'delete') world.shares.remove(share);
	}
	const each = shares.map((share) => [share.code, { share_ex_time: endOf(share) }] as const);
	return done(call, { data: Object.fromEntries(each) });
}

/** Nobody has to be signed in; who shares needs no password. */
function snap(call: Call): Reply {
	const share = sharedWith(call);
	const { account, items } = share;
	const { world, fields } = call;
	const tree = world.tree(account);
	const cid = fields.text('cid') || ROOT;
	const tops = items.map((id) => tree.get(id)).filter((item) => item && tree.isLive(item));
	const found = cid === ROOT ? (tops as Item[]) : tree.children(within(call, share, cid).id);
	const offset = fields.whole('offset') ?? 0;
	const limit = Math.min(fields.whole('limit') || DEFAULT_LIMIT, MAX_LIMIT);
	const list = found.slice(offset, offset + limit).map((item) => ({
		...viewRow({ world, account }, item),
		fc: item.folder ? 0 : 1,
		...(item.folder && { s: sizeOf(tree, item) })
	}));
	const userinfo = { user_id: account.userId, user_name: account.name, face: '' };
	const data = { userinfo, shareinfo: factsOf(call, share), count: found.length, list };
	return reply(call, { state: true, error: '', errno: 0, data: { ...data, share_state: '1' } });
}

/** `file_id` 0 means all that is shared. */
function receive(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const share = sharedWith(call);
	const tree = world.tree(share.account);
	const parent = fields.text('cid') || ROOT;
	const ids = textOf(call, 'file_id') === '0' ? share.items : fields.list('file_id');
	const items = ids.map((id) => within(call, share, id));
	const own = world.tree(account);
	if (!own.isFolder(parent)) throw new Refusal(20009, '父目录不存在');
	const size = items.reduce((sum, item) => sum + sizeOf(tree, item), 0);
	if (own.used() + size > account.capacity) throw new Refusal(91005, '空间不足');
	for (const item of items) copyFrom(tree, item, { hands: call, parent });
	share.received += 1;
	return done(call);
}

function sharedWith({ world, fields, exchange }: Call): Share {
	const { cookieLifetime: lifetime, requireKid } = world.config.current;
	const found = world.signIns.find(exchange.headers.cookie, {
		...{ now: world.time.now(), lifetime, requireKid }
	});
	return world.shares.look(fields.text('share_code') ?? '', {
		password: fields.text('receive_code') ?? '',
		...(typeof found !== 'string' && { by: found.account }),
		now: world.time.seconds()
	});
}

/** An id that is not under the link does not exist for those who have it. */
function within({ world }: Call, { account, items }: Share, id: string): Item {
	const item = liveItem({ world, account }, id);
	const shared = world.tree(account).lineage(item);
	if (!shared.some((above) => items.includes(above.id)))
		throw new Refusal(20018, '文件(夹)不存在或已经删除');
	return item;
}

const FOR_EVER = -1;
const endOf = ({ endsAt }: Share) => (endsAt === Infinity ? FOR_EVER : endsAt);

/** What its owner is shown of a share: 1 in force, 4 cancelled, 7 over. */
function ownView(call: CookieCall, share: Share) {
	const { share_title, file_size, create_time, file_category } = factsOf(call, share);
	const isOver = share.endsAt <= call.world.time.seconds();
	return {
		share_code: share.code,
		receive_code: share.receiveCode,
		share_url: `https://115.com/s/${share.code}`,
		share_title,
		total_size: file_size,
		file_category,
		create_time,
		share_state: share.cancelled ? '4' : isOver ? '7' : '1',
		share_ex_time: endOf(share),
		receive_count: String(share.received)
	};
}

function factsOf({ world }: Call, share: Share) {
	const tree = world.tree(share.account);
	const items = share.items.map((id) => tree.get(id)).filter((item) => item !== undefined);
	return {
		snap_id: share.code.slice(2),
		file_size: String(items.reduce((sum, item) => sum + sizeOf(tree, item), 0)),
		share_title: items[0]?.name ?? '',
		share_state: '1',
		forbid_reason: '',
		create_time: String(share.since),
		receive_code: share.receiveCode,
		receive_count: String(share.received),
		expire_time: share.endsAt === Infinity ? -1 : share.endsAt,
		file_category: items[0]?.folder ? 0 : 1,
		auto_renewal: '0',
		auto_fill_recvcode: '0',
		can_report: 1,
		can_notice: 0,
		have_vio_file: 0
	};
}
