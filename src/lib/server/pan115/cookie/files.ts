import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { count, shape } from '../../fields';
import type { Dialect } from '../dialect';
import { objectOf } from '../envelope';
import { errorOf } from '../errors';
import { binRowsSchema } from '../files/bin-rows';
import { readFacts } from '../files/facts';
import type { FileDialect } from '../files/file-dialect';
import { refuseFailed } from '../files/restoring';
import { toUpstreamId } from '../ids';
import { createCookieApi, readAnswer, type CookieApi } from './api';
import { link } from './links';
import { search } from './listing';
import type { Secret } from './secret';
import { cookieShares } from './shares';

const WEBAPI = 'webapi.115.com';
const BIN_ROWS = 1150;
/** 115's word for its second password. */
const SAFE_KEY = /安全密[钥码]/;

/** cookieFiles is what 115's own clients do with files that are there. 115.md §8, §9 */
export function cookieFiles(
	api: CookieApi,
	uploads: Pick<Dialect, 'list' | 'createFolder'>,
	secret: Secret,
	doors: Doors
): FileDialect {
	/** change posts what 115 does one at a time. */
	const change = (path: string, ids: readonly string[], name: string, more = {}) =>
		api.post(WEBAPI, path, { ...more, ...numbered(name, ids) });
	const erase = async (ids: readonly string[]) => {
		const envelope = await api.ask(WEBAPI, '/rb/secret_del', {}, { tid: ids.join(',') });
		if (envelope.ok) return;
		const { code, message } = envelope;
		throw errorOf({ code: SAFE_KEY.test(message) ? WRONG_SAFE_KEY : code, message });
	};
	return {
		list: uploads.list,
		createFolder: uploads.createFolder,
		binRows: BIN_ROWS,
		find: (text, folderId, window) => search(api, text, folderId, window),
		async facts(id) {
			const path = `/category/get?${new URLSearchParams({ cid: id })}`;
			const answer = await api.send(WEBAPI, path, { method: 'GET' });
			// What is not there may be an empty list.
			if (/^\s*\[\s*\]\s*$/.test(answer.text)) return readFacts(undefined);
			const envelope = readAnswer(answer);
			if (envelope.ok) return readFacts(envelope.body);
			throw errorOf(envelope);
		},
		async rename(id, name) {
			const { data } = await api.post(WEBAPI, '/files/batch_rename', {
				[`files_new_name[${id}]`]: name
			});
			const told = objectOf(data)?.[id];
			return typeof told === 'string' && told !== '' ? told : name;
		},
		async move(ids, folderId) {
			const pid = toUpstreamId(folderId);
			await change('/files/move', ids, 'fid', { pid });
		},
		async copy(ids, folderId) {
			const pid = toUpstreamId(folderId);
			await change('/files/copy', ids, 'fid', { pid });
		},
		trash: (ids, parentId) => trash(api, ids, parentId),
		async bin({ offset, limit }) {
			const order = { o: 'dtime', asc: '0' };
			const window = { offset: String(offset), limit: String(limit) };
			const query = { aid: '7', cid: '0', ...window, ...order, format: 'json' };
			const { body } = await api.get(WEBAPI, '/rb', query);
			const { data: entries, count: total } = shape(binSchema, body);
			return { entries, total: total ?? offset + entries.length };
		},
		async restore(binIds) {
			const { body } = await change('/rb/revert', binIds, 'rid');
			refuseFailed(body, binIds);
		},
		erase,
		emptyBin: () => erase([]),
		link: (pickCode) =>
			link(createCookieApi({ ...secret, agent: doors.agent }, doors), doors, pickCode),
		shares: cookieShares(api, secret, doors)
	};
}

const WRONG_SAFE_KEY = 320001;
const binSchema = v.looseObject({ data: binRowsSchema, count: v.optional(count) });

/** trash puts entries into the recycle bin; what is gone already does no harm. 115.md §8 */
export async function trash(
	api: CookieApi,
	ids: readonly string[],
	parentId: string | undefined
): Promise<void> {
	const where = parentId === undefined ? {} : { pid: toUpstreamId(parentId) };
	const form = { ...where, ignore_warn: '1', ...numbered('fid', ids) };
	await api.post(WEBAPI, '/rb/delete', form).catch((error: unknown) => {
		const gone = error instanceof TransferError && error.code === 'file-missing';
		if (!gone) throw error;
	});
}

/** numbered writes a list as forms do. 115.md §3 */
function numbered(name: string, ids: readonly string[]): Record<string, string> {
	return Object.fromEntries(ids.map((one, index) => [`${name}[${index}]`, one]));
}
