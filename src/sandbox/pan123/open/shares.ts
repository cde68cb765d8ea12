import type { Reply } from '../../http/exchange';
import { Refusal } from '../envelope';
import { done, gone, idsFrom, lacking, type BearerCall, type OpenEndpoints } from './call';
import type { OpenShare } from './share-list';
import { plainTime } from './views';

const DAY_MS = 86_400_000;
const DAYS = [0, 1, 7, 30];
const LONGEST_NAME = 35;
const MOST_FILES = 100;
const PAGE_LIMIT = 100;
const LAST = -1;
/** What `expiration` says of a share without an end. */
const NEVER = '9999-12-31 23:59:59';

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
	const share = world.open.shares.add({
		account,
		name,
		fileIds: ids,
		password,
		until: days === 0 ? null : world.time.now() + days * DAY_MS,
		trafficSwitch: fields.whole('trafficSwitch') ?? 1,
		trafficLimitSwitch: fields.whole('trafficLimitSwitch') ?? 1,
		trafficLimit: fields.whole('trafficLimit') ?? 0
	});
	return done({ shareID: share.id, shareKey: share.key });
}

/** Newest first; `lastShareId` is where the next page begins. */
function list({ world, account, fields }: BearerCall): Reply {
	const from = fields.whole('lastShareId') || Infinity;
	const limit = Math.min(PAGE_LIMIT, fields.whole('limit') || PAGE_LIMIT);
	const rest = world.open.shares
		.of(account)
		.filter(({ id }) => id <= from)
		.sort((a, b) => b.id - a.id);
	const now = world.time.now();
	return done({
		lastShareId: rest[limit]?.id ?? LAST,
		shareList: rest.slice(0, limit).map((share) => view(share, now))
	});
}

function change(call: BearerCall): Reply {
	const ids = idsFrom(call, 'shareIdList', PAGE_LIMIT);
	const own = call.world.open.shares.of(call.account);
	for (const share of own.filter(({ id }) => ids.includes(id))) {
		for (const name of ['trafficSwitch', 'trafficLimitSwitch', 'trafficLimit'] as const)
			share[name] = call.fields.whole(name) ?? share[name];
	}
	return done();
}

function view(share: OpenShare, now: number) {
	return {
		shareId: share.id,
		shareKey: share.key,
		shareName: share.name,
		expiration: share.until === null ? NEVER : plainTime(share.until),
		expired: share.until !== null && share.until <= now ? 1 : 0,
		sharePwd: share.password,
		trafficSwitch: share.trafficSwitch,
		trafficLimitSwitch: share.trafficLimitSwitch,
		trafficLimit: share.trafficLimit,
		bytesCharge: 0,
		previewCount: 0,
		downloadCount: 0,
		saveCount: 0
	};
}
