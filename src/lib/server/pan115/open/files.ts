import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { count, shape, text } from '../../fields';
import type { Dialect } from '../dialect';
import { objectOf } from '../envelope';
import { binRowsSchema } from '../files/bin-rows';
import { readFacts } from '../files/facts';
import type { FileDialect } from '../files/file-dialect';
import { linkOf } from '../files/links';
import { refuseFailed } from '../files/restoring';
import { folderMissing } from '../folders';
import { toUpstreamId } from '../ids';
import { createOpenApi, type OpenApi } from './call';
import { rowsSchema } from './rows';

const BIN_ROWS = 200;

/** openFiles is what the Open Platform does with files that are there. It has no shares. 115.md §10.3 */
export function openFiles(
	api: OpenApi,
	uploads: Pick<Dialect, 'list' | 'createFolder'>,
	access: string,
	doors: Doors
): FileDialect {
	return {
		list: uploads.list,
		createFolder: uploads.createFolder,
		binRows: BIN_ROWS,
		async find(text, folderId, { offset, limit }) {
			const where = { cid: toUpstreamId(folderId), limit, offset };
			const form = { search_value: text, ...where };
			const answer = await api.call('GET', '/open/ufile/search', form).catch(folderMissing);
			const entries = shape(rowsSchema, answer.data);
			const total = shape(countSchema, answer.body['count']) ?? offset + entries.length;
			return { entries, total };
		},
		async facts(id) {
			const { data } = await api.call('GET', '/open/folder/get_info', { file_id: id });
			return readFacts(objectOf(data));
		},
		async rename(id, name) {
			const form = { file_id: id, file_name: name };
			const { data } = await api.call('POST', '/open/ufile/update', form);
			return v.is(renamedSchema, data) ? data.file_name : name;
		},
		async move(ids, folderId) {
			const form = { file_ids: ids.join(','), to_cid: toUpstreamId(folderId) };
			await api.call('POST', '/open/ufile/move', form);
		},
		async copy(ids, folderId) {
			const form = { pid: toUpstreamId(folderId), file_id: ids.join(','), nodupli: 0 };
			await api.call('POST', '/open/ufile/copy', form);
		},
		trash: (ids, parentId) => trash(api, ids, parentId),
		async bin({ offset, limit }) {
			const { data } = await api.call('GET', '/open/rb/list', { limit, offset });
			const fields = objectOf(data) ?? {};
			// Rows by id, and facts of the page among them.
			const rows = Object.values(fields).filter((row) => objectOf(row));
			const total = shape(countSchema, fields['count']);
			return { entries: shape(binRowsSchema, rows), total: total ?? offset + rows.length };
		},
		async restore(binIds) {
			const { data } = await api.call('POST', '/open/rb/revert', { tid: binIds.join(',') });
			refuseFailed(objectOf(data), binIds);
		},
		async erase(binIds) {
			await api.call('POST', '/open/rb/del', { tid: binIds.join(',') });
		},
		async emptyBin() {
			await api.call('POST', '/open/rb/del');
		},
		async link(pickCode) {
			const browser = createOpenApi(access, doors, { agent: doors.agent });
			const form = { pick_code: pickCode };
			return linkOf((await browser.call('POST', '/open/ufile/downurl', form)).data);
		}
	};
}

const countSchema = v.optional(v.nullable(count));
const renamedSchema = v.looseObject({ file_name: text });

/** trash puts entries into the recycle bin; what is gone already does no harm. 115.md §10.3 */
export async function trash(
	api: OpenApi,
	ids: readonly string[],
	parentId: string | undefined
): Promise<void> {
	const where = parentId === undefined ? undefined : toUpstreamId(parentId);
	const form = { file_ids: ids.join(','), parent_id: where };
	await api.call('POST', '/open/ufile/delete', form).catch((error: unknown) => {
		const gone = error instanceof TransferError && error.code === 'file-missing';
		if (!gone) throw error;
	});
}
