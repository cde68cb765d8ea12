import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Dialect, Entry, Listing, ListOrder, RowRange } from '../dialect';
import { objectOf, type Envelope } from '../envelope';
import { count, id, shape } from '../../fields';
import { errorOf } from '../errors';
import { folderMissing } from '../folders';
import { toUpstreamId } from '../ids';
import { orderOf, orderQuery } from '../orders';
import { listedPath } from '../paths';
import type { CookieApi } from './api';
import { rowsSchema } from './rows';

const WEBAPI = 'webapi.115.com';
/** Lists by name in any folder, whatever its own order. 115.md §2, §8.1 */
const BY_NAME = { host: 'aps.115.com', path: '/natsort/files.php' };
const OTHER_ORDER = 20130827;
const SEARCH_ENTRIES = 1150;

const listSchema = v.looseObject({
	count: v.optional(count),
	cid: v.optional(id),
	data: rowsSchema
});

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
	const envelope = await askInOrder(api, cid, { offset, limit }, order);
	if (!envelope.ok) return folderMissing(errorOf(envelope));

	const { count: total, cid: shown, data: entries } = shape(listSchema, envelope.body);
	if ((shown ?? lastOf(envelope) ?? cid) !== cid) {
		throw new TransferError('folder-missing', { detail: `115 shows folder ${shown} instead` });
	}
	const path = listedPath(envelope.body['path']);
	return { entries, total: total ?? offset + entries.length, path };
}

/** askInOrder gets over a folder that insists on an order of its own. 115.md §8.1 */
async function askInOrder(
	api: CookieApi,
	cid: string,
	{ offset, limit }: RowRange,
	order: ListOrder
): Promise<Envelope> {
	const page = { aid: '1', cid, offset: String(offset), limit: String(limit), show_dir: '1' };
	const fixed = { snap: '0', natsort: '1', record_open_time: '1', format: 'json' };
	const wish = { ...orderQuery(order), fc_mix: order === 'newest' ? '1' : '0' };
	const ask = (how: Readonly<Record<string, string>>, { host, path } = LIST) =>
		api.ask(host, path, { ...page, ...fixed, ...how });

	let envelope = await ask(wish);
	if (envelope.code !== OTHER_ORDER) return envelope;
	if (order !== 'newest') {
		if (orderOf(order).by === 'name') return ask(wish, BY_NAME);
		// As 115's own pages do when a person sorts a folder.
		const chosen = { user_order: wish.o, user_asc: wish.asc, fc_mix: wish.fc_mix };
		await api.post(WEBAPI, '/files/order', { file_id: cid, ...chosen });
		envelope = await ask({ ...wish, custom_order: '0' });
		if (envelope.code !== OTHER_ORDER) return envelope;
	}
	// A listing in the folder's order is better than none.
	return ask({ ...wish, ...storedOrder(envelope) });
}

const LIST = { host: WEBAPI, path: '/files' };

/** searchFolder gives entries right inside the folder, of all that 115 finds below it. 115.md §8 */
export async function searchFolder(
	api: CookieApi,
	folderId: string,
	name: string
): Promise<readonly Entry[]> {
	const { entries } = await search(api, name, folderId, { offset: 0, limit: SEARCH_ENTRIES });
	return entries.filter((entry) => entry.folderId === folderId);
}

/** search gives what 115 finds below a folder, in an order of 115's. 115.md §8 */
export async function search(
	api: CookieApi,
	text: string,
	folderId: string,
	{ offset, limit }: RowRange
): Promise<Listing> {
	const cid = toUpstreamId(folderId);
	const page = { aid: '1', cid, offset: String(offset), limit: String(limit), show_dir: '1' };
	const query = { search_value: text, ...page, format: 'json' };
	const { body } = await api.get(WEBAPI, '/files/search', query).catch(folderMissing);
	const { count: total, data: entries } = shape(listSchema, body);
	return { entries, total: total ?? offset + entries.length };
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
