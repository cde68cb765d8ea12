import * as v from 'valibot';
import type { FileEntry, Share, SharePage, ShareWish, View } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { id, shape, text } from '../../fields';
import type { Api } from '../call';
import { timeOf } from '../items';

const DAY_MS = 86_400_000;
/** Beyond the year 9999 dates have another form. */
const MOST_DAYS = 36_500;
const CHINA_MS = 8 * 3_600_000;
const FOR_EVER = '9999-12-31T23:59:59+08:00';
const PAGE = 100;
const LAST = '-1';
/** Pages of the list that are read to learn a new share's id. */
const PAGES_READ = 3;

const createdSchema = v.looseObject({ ShareKey: text, ShareId: v.optional(v.nullable(id)) });

/** share makes a link for entries. Rejects `file-missing`. 123pan.md §12 */
export async function share(
	api: Api,
	doors: Doors,
	entries: readonly FileEntry[],
	{ name, password = '', days }: ShareWish
): Promise<Share> {
	const createdAt = doors.clock.now();
	const expiresAt = days === 0 ? undefined : createdAt + Math.min(days, MOST_DAYS) * DAY_MS;
	const data = await api.call('POST', 'share/create', {
		driveId: 0,
		fileIdList: entries.map((entry) => entry.id).join(','),
		shareName: name,
		sharePwd: password,
		expiration: expiresAt === undefined ? FOR_EVER : chinaTime(expiresAt),
		event: 'shareCreate',
		displayStatus: 2,
		fillPwdSwitch: 1,
		isPayShare: false,
		isReward: 0,
		payAmount: 0,
		renameVisible: false,
		resourceDesc: '',
		trafficLimit: 0,
		trafficLimitSwitch: 1,
		trafficSwitch: 1
	});
	const { ShareKey: key, ShareId } = shape(createdSchema, data);
	const shareId = ShareId ?? (await idOf(api, key));
	const told = password === '' ? undefined : password;
	return { id: shareId, name, url: urlOf(key), password: told, createdAt, expiresAt };
}

/** shares lists one page of this account's shares, newest first. §12 */
export async function shares(api: Api, doors: Doors, view: View = {}): Promise<SharePage> {
	const { rows, next } = await readShares(api, view.cursor);
	const now = doors.clock.now();
	return { shares: rows.map((row) => toShare(row, now)), next };
}

/** unshare cancels shares; those that are gone are no error. §12 */
export async function unshare(api: Api, ended: readonly Pick<Share, 'id'>[]): Promise<void> {
	await api.call('POST', 'share/delete', {
		driveId: 0,
		shareInfoList: ended.map((one) => ({ shareId: Number(one.id) })),
		event: 'shareCancel',
		isPayShare: false
	});
}

/** Keys in lower case: no capture of a list is known, and the service's own spelling varies. */
const rowSchema = v.pipe(
	v.record(v.string(), v.unknown()),
	v.transform((row) =>
		Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]))
	),
	v.looseObject({
		shareid: id,
		sharekey: text,
		sharename: v.optional(v.nullable(v.string())),
		sharepwd: v.optional(v.nullable(v.string())),
		createat: v.optional(v.nullable(v.string())),
		expiration: v.optional(v.nullable(v.string())),
		expired: v.optional(v.unknown())
	})
);
type Row = v.InferOutput<typeof rowSchema>;

const listSchema = v.looseObject({
	Next: v.optional(id, LAST),
	InfoList: v.nullish(v.array(rowSchema))
});

async function readShares(api: Api, cursor = '1') {
	if (!/^[1-9]\d{0,6}$/.test(cursor))
		throw new TransferError('bad-request', { detail: 'not acceptable: the cursor' });
	const data = await api.call('GET', 'share/list', {
		driveId: 0,
		limit: PAGE,
		next: 0,
		orderBy: 'fileId',
		orderDirection: 'desc',
		Page: Number(cursor),
		event: 'shareListFile'
	});
	const { Next, InfoList } = shape(listSchema, data);
	const rows = InfoList ?? [];
	const isLast = Next === LAST || rows.length === 0;
	return { rows, next: isLast ? undefined : String(Number(cursor) + 1) };
}

/** Creating answers the key alone; cancelling wants the id. */
async function idOf(api: Api, key: string): Promise<string> {
	let cursor: string | undefined;
	for (let pages = 0; pages < PAGES_READ; pages++) {
		const page = await readShares(api, cursor);
		const found = page.rows.find((row) => row.sharekey === key);
		if (found) return found.shareid;
		if (page.next === undefined) break;
		cursor = page.next;
	}
	throw new TransferError('not-finalised', { detail: 'the share is made, but not listed yet' });
}

function toShare(row: Row, now: number): Share {
	const ends = row.expiration?.startsWith('9999') ? undefined : timeOf(row.expiration);
	return {
		id: row.shareid,
		name: row.sharename ?? '',
		url: urlOf(row.sharekey),
		password: row.sharepwd || undefined,
		createdAt: timeOf(row.createat),
		expiresAt: ends,
		over: row.expired === true || (ends !== undefined && ends <= now) || undefined
	};
}

const urlOf = (key: string): string => `https://www.123pan.com/s/${key}`;

/** chinaTime writes milliseconds as RFC 3339 in UTC+8, as the service's web app does. */
function chinaTime(ms: number): string {
	return `${new Date(ms + CHINA_MS).toISOString().slice(0, 19)}+08:00`;
}
