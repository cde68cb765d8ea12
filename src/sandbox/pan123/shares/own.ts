import type { Reply } from '../../http/exchange';
import { chinaTime } from '../../time';
import { get, post, type Endpoint, type SignedInCall } from '../call';
import { missing, ok, Refusal } from '../envelope';
import { liveItem, rowsFrom } from '../files/operations';
import type { Share } from './shares';

const FOR_EVER = '9999-12-31T23:59:59+08:00';
const PAGE_LIMIT = 100;
const MOST_ITEMS = 100;

/** ownShareEndpoints make, list and cancel one's own shares (123pan.md §12). */
export const ownShareEndpoints: Readonly<Record<string, Endpoint>> = {
	'/share/create': post(create),
	'/share/list': get(list),
	'/share/delete': post(cancel)
};

/** `fileIdList` is one text, ids divided by commas; a list is not taken. */
function create(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const ids = (fields.text('fileIdList') ?? '').split(',').filter((id) => id !== '');
	if (ids.length === 0 || ids.length > MOST_ITEMS) throw missing('fileIdList');
	const name = fields.text('shareName') ?? '';
	if (name.trim() === '') throw missing('shareName');
	const ends = Date.parse(fields.text('expiration') ?? '');
	if (Number.isNaN(ends)) throw missing('expiration');
	if (ends <= world.time.now()) throw new Refusal(1, '分享有效期不合法');
	const password = fields.text('sharePwd') ?? '';
	if (!/^(\w{4,6})?$/.test(password)) throw new Refusal(1, '提取码不合法');
	const items = ids.map((id) => liveItem(call, Number(id)).id);
	const share = world.shares.add({
		...{ account, name, password, items },
		createdAt: world.time.now(),
		endsAt: ends >= Date.parse(FOR_EVER) ? Infinity : ends
	});
	return ok({ ShareKey: share.key });
}

function list({ world, account, fields }: SignedInCall): Reply {
	const limit = Math.min(PAGE_LIMIT, fields.whole('limit') || PAGE_LIMIT);
	const page = Math.max(1, fields.whole('Page') ?? 1);
	const newest = world.shares.own(account);
	const all = fields.text('orderDirection') === 'asc' ? [...newest].reverse() : newest;
	const shares = all.slice((page - 1) * limit, page * limit);
	const more = all.length > page * limit;
	return ok({
		Next: more ? String(shares.at(-1)?.id) : '-1',
		Len: shares.length,
		InfoList: shares.map((share) => viewShare(share, world.time.now()))
	});
}

function cancel({ world, account, fields }: SignedInCall): Reply {
	for (const row of rowsFrom(fields, 'shareInfoList'))
		world.shares.remove(row.whole('shareId') ?? -1, account);
	return ok({});
}

/** Field names beyond the id and the key are not recorded; these are the likely ones. */
function viewShare(share: Share, now: number) {
	return {
		ShareId: share.id,
		ShareKey: share.key,
		ShareName: share.name,
		SharePwd: share.password,
		UserId: share.account.uid,
		FileIdList: share.items.join(','),
		CreateAt: chinaTime(share.createdAt),
		UpdateAt: chinaTime(share.createdAt),
		Expiration: share.endsAt === Infinity ? FOR_EVER : chinaTime(share.endsAt),
		Expired: share.endsAt <= now,
		Status: 0
	};
}
