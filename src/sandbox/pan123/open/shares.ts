import type { Reply } from '../../http/exchange';
import { Refusal } from '../envelope';
import type { Fields } from '../fields';
import { done, gone, idsFrom, lacking, type BearerCall, type OpenEndpoints } from './call';
import type { Share } from '../shares/shares';
import type { World } from '../world';
import type { Traffic } from './state';
import { plainTime } from './views';

const DAY_MS = 86_400_000;
const DAYS = [0, 1, 7, 30];
const LONGEST_NAME = 35;
const MOST_FILES = 100;
const PAGE_LIMIT = 100;
const LAST = -1;
/** What `expiration` says of a share without an end. */
const NEVER = '9999-12-31 23:59:59';
const NO_TRAFFIC: Traffic = { trafficSwitch: 1, trafficLimitSwitch: 1, trafficLimit: 0 };

/** shareEndpoints make, list and change shares; nothing ends one before its time (123pan.md §15.4). */
export const shareEndpoints: OpenEndpoints = {
	'POST /api/v1/share/create': { answer: create },
	'GET /api/v1/share/list': { answer: list },
	'PUT /api/v1/share/list/info': { answer: change }
};

function create({ world, account, tree, fields }: BearerCall): Reply {
	const name = fields.text('shareName') ?? '';
	if (name === '' || [...name].length >= LONGEST_NAME) throw lacking('shareName');
	const days = fields.whole('shareExpire') ?? -1;
	if (!DAYS.includes(days)) throw lacking('shareExpire');
	const ids = fields.text('fileIDList')?.split(',').map(Number) ?? [];
	if (ids.length === 0 || ids.length > MOST_FILES) throw lacking('fileIDList');
	for (const id of ids) {
		const item = tree.get(id);
		if (!item || !tree.isLive(item)) throw gone();
	}
	const password = fields.text('sharePwd') ?? '';
	if (!/^([A-Za-z0-9]{4})?$/.test(password)) throw new Refusal(1, '提取码格式错误');
	const now = world.time.now();
	const endsAt = days === 0 ? Infinity : now + days * DAY_MS;
	const share = world.shares.add({ account, name, password, items: ids, createdAt: now, endsAt });
	world.open.traffic.set(share.id, trafficFrom(fields, NO_TRAFFIC));
	return done({ shareID: share.id, shareKey: share.key });
}

/** Newest first; `lastShareId` is where the next page begins. */
function list({ world, account, fields }: BearerCall): Reply {
	const from = fields.whole('lastShareId') || Infinity;
	const limit = Math.min(PAGE_LIMIT, fields.whole('limit') || PAGE_LIMIT);
	const rest = world.shares.own(account).filter(({ id }) => id <= from);
	return done({
		lastShareId: rest[limit]?.id ?? LAST,
		shareList: rest.slice(0, limit).map((share) => view(world, share))
	});
}

function change(call: BearerCall): Reply {
	const ids = idsFrom(call, 'shareIdList', PAGE_LIMIT);
	const { shares, open } = call.world;
	for (const { id } of shares.own(call.account))
		if (ids.includes(id))
			open.traffic.set(id, trafficFrom(call.fields, open.traffic.get(id) ?? NO_TRAFFIC));
	return done();
}

function trafficFrom(fields: Fields, before: Traffic): Traffic {
	return {
		trafficSwitch: fields.whole('trafficSwitch') ?? before.trafficSwitch,
		trafficLimitSwitch: fields.whole('trafficLimitSwitch') ?? before.trafficLimitSwitch,
		trafficLimit: fields.whole('trafficLimit') ?? before.trafficLimit
	};
}

function view(world: World, share: Share) {
	return {
		shareId: share.id,
		shareKey: share.key,
		shareName: share.name,
		expiration: share.endsAt === Infinity ? NEVER : plainTime(share.endsAt),
		expired: share.endsAt <= world.time.now() ? 1 : 0,
		sharePwd: share.password,
		...(world.open.traffic.get(share.id) ?? NO_TRAFFIC),
		bytesCharge: 0,
		previewCount: 0,
		downloadCount: 0,
		saveCount: 0
	};
}
