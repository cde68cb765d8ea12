import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Dialect, Entry, Listing } from '../dialect';
import { objectOf, type Envelope } from '../envelope';
import { count, id, shape } from '../../fields';
import { errorOf } from '../errors';
import { folderMissing } from '../folders';
import { fromUpstreamId, toUpstreamId } from '../ids';
import type { CookieApi } from './api';

const WEBAPI = 'webapi.115.com';
const OTHER_ORDER = 20130827;
const SEARCH_ENTRIES = 1150;

const seconds = v.optional(v.union([v.string(), v.number()]), 0);
const rowSchema = v.looseObject({
	fid: v.optional(id),
	cid: id,
	pid: v.optional(id),
	n: v.string(),
	s: v.optional(count, 0),
	sha: v.optional(v.nullable(v.string())),
	pc: v.optional(v.nullable(v.string())),
	tp: seconds,
	te: seconds,
	tu: seconds
});
type Row = v.InferOutput<typeof rowSchema>;

const listSchema = v.looseObject({
	count: v.optional(count),
	cid: v.optional(id),
	data: v.optional(v.nullable(v.array(rowSchema)))
});

/**
 * Folders first for people; among the newest they would hide the files. `custom_order`, of which 2
 * mixes folders in, because a folder has an order of its own and refuses others. 115.md §8.1
 */
const ORDERS = {
	name: { o: 'file_name', asc: '1', fc_mix: '0', custom_order: '1' },
	newest: { o: 'user_ptime', asc: '0', fc_mix: '1', custom_order: '2' }
} as const;

/**
 * listFolder gives one page. Rejects `folder-missing` also when 115 lists its root instead, as it
 * does for folders that it does not know. 115.md §8.1
 */
export async function listFolder(
	api: CookieApi,
	folderId: string,
	{ offset, limit, order }: Parameters<Dialect['list']>[1]
): Promise<Listing> {
	const cid = toUpstreamId(folderId);
	const page = { aid: '1', cid, offset: String(offset), limit: String(limit), show_dir: '1' };
	const fixed = { snap: '0', natsort: '1', record_open_time: '1', format: 'json' };
	const ask = (how: Readonly<Record<string, string>>) =>
		api.ask(WEBAPI, '/files', { ...page, ...fixed, ...how });
	const wish = ORDERS[order];
	let envelope = await ask(wish);
	// If 115 insists on the folder's own order, that is better than no listing.
	if (envelope.code === OTHER_ORDER) envelope = await ask({ ...wish, ...storedOrder(envelope) });
	if (!envelope.ok) return folderMissing(errorOf(envelope));

	const { count: total, cid: shown, data } = shape(listSchema, envelope.body);
	if ((shown ?? lastOf(envelope) ?? cid) !== cid) {
		throw new TransferError('folder-missing', { detail: `115 shows folder ${shown} instead` });
	}
	const entries = (data ?? []).map(entryOf);
	return { entries, total: total ?? offset + entries.length };
}

/** searchFolder gives entries right inside the folder, of all that 115 finds below it. 115.md §8 */
export async function searchFolder(
	api: CookieApi,
	folderId: string,
	name: string
): Promise<readonly Entry[]> {
	const { body } = await api.get(WEBAPI, '/files/search', {
		search_value: name,
		cid: toUpstreamId(folderId),
		offset: '0',
		limit: String(SEARCH_ENTRIES),
		format: 'json'
	});
	const { data } = shape(listSchema, body);
	return (data ?? []).map(entryOf).filter((entry) => entry.folderId === folderId);
}

/** A row with `fid` is a file inside `cid`; one without is the folder `cid` inside `pid`. §8.1 */
function entryOf(row: Row): Entry {
	const isFile = row.fid !== undefined && row.fid !== '';
	const changed = secondsOf(row.te) || secondsOf(row.tu) || secondsOf(row.tp);
	return {
		id: isFile ? row.fid! : row.cid,
		name: row.n,
		folderId: fromUpstreamId(isFile ? row.cid : (row.pid ?? '')),
		kind: isFile ? 'file' : 'folder',
		size: isFile ? row.s : 0,
		digests: isFile && row.sha ? { sha1: row.sha.toLowerCase() } : {},
		modifiedAt: changed === 0 ? undefined : changed * 1000,
		pickCode: row.pc ?? '',
		createdAt: secondsOf(row.tp)
	};
}

function secondsOf(value: string | number): number {
	const seconds = Number(value);
	return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

function storedOrder({ body }: Envelope): Record<string, string> {
	const { order, is_asc } = body;
	if (typeof order !== 'string') return {};
	return { o: order, asc: String(Number(is_asc) || 0), custom_order: '0' };
}

/** Some answers name the folder only as the end of its path. */
function lastOf({ body }: Envelope): string | undefined {
	const { path } = body;
	const last = Array.isArray(path) ? objectOf(path.at(-1)) : undefined;
	const cid = last?.['cid'];
	return typeof cid === 'string' || typeof cid === 'number' ? String(cid) : undefined;
}
