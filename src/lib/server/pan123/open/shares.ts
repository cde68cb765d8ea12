import * as v from 'valibot';
import type { FileEntry, Share, SharePage, ShareWish, View } from '../../../drives/files';
import { id, shape } from '../../fields';
import type { OpenApi } from './call';
import { timeOf } from './rows';

const PAGE_SHARES = 100;
const LAST = '-1';
/** Names must be shorter than 35 characters. 123pan.md §15.4 */
const LONGEST_NAME = 34;
const DAY_MS = 86_400_000;
/** What lies so far ahead is no end: the service writes a date of the far future. */
const FAR_MS = 50 * 365 * DAY_MS;
/** Where a share key is a page. */
const PAGE = 'https://www.123pan.com/s/';

const madeSchema = v.looseObject({ shareID: id, shareKey: v.string() });
const listSchema = v.looseObject({
	lastShareId: v.optional(v.nullable(id), LAST),
	shareList: v.optional(
		v.nullable(
			v.array(
				v.looseObject({
					shareId: id,
					shareKey: v.string(),
					shareName: v.string(),
					expiration: v.optional(v.nullable(v.string())),
					expired: v.optional(v.nullable(v.union([v.number(), v.boolean()]))),
					sharePwd: v.optional(v.nullable(v.string()))
				})
			)
		)
	)
});

/** share makes one; a name that is too long is cut. `now`: milliseconds since the epoch. §15.4 */
export async function share(
	api: OpenApi,
	entries: readonly FileEntry[],
	{ name, password, days }: ShareWish,
	now: number
): Promise<Share> {
	const shareName = [...name].slice(0, LONGEST_NAME).join('');
	const data = await api.call('POST', 'api/v1/share/create', {
		shareName,
		shareExpire: days,
		fileIDList: entries.map((entry) => entry.id).join(','),
		sharePwd: password
	});
	const { shareID, shareKey } = shape(madeSchema, data);
	return {
		id: shareID,
		name: shareName,
		url: PAGE + shareKey,
		...(password !== undefined && { password }),
		createdAt: now,
		...(days > 0 && { expiresAt: now + days * DAY_MS })
	};
}

/** shares lists them in the order of the service. */
export async function shares(api: OpenApi, { cursor }: View, now: number): Promise<SharePage> {
	const data = await api.call('GET', 'api/v1/share/list', {
		limit: PAGE_SHARES,
		lastShareId: cursor
	});
	const { lastShareId, shareList } = shape(listSchema, data);
	const isLast = lastShareId === null || lastShareId === LAST || !shareList?.length;
	return {
		shares: (shareList ?? []).map((one) => {
			const expiresAt = timeOf(one.expiration);
			const ends = expiresAt !== undefined && expiresAt < now + FAR_MS;
			return {
				id: one.shareId,
				name: one.shareName,
				url: PAGE + one.shareKey,
				...(one.sharePwd && { password: one.sharePwd }),
				...(ends && { expiresAt }),
				...(one.expired && { over: true })
			};
		}),
		...(!isLast && { next: lastShareId })
	};
}
