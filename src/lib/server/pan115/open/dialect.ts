import * as v from 'valibot';
import { TransferError, type ErrorCode } from '../../../kernel/errors';
import type { Dialect } from '../dialect';
import { objectOf, type Envelope } from '../envelope';
import { count, id, shape, text } from '../../fields';
import { folderMissing } from '../folders';
import { fromUpstreamId, targetOf, toUpstreamId } from '../ids';
import { orderQuery } from '../orders';
import { listedPath } from '../paths';
import { stsOf } from '../sts-answer';
import { taskOf } from '../task';
import { readAccount } from './account';
import type { OpenApi } from './call';
import { trash } from './files';
import { initForm, readInit } from './init';
import { rowsSchema } from './rows';

/** Most rows of one page. 115.md §10.3 */
const PAGE_ROWS = 1150;

const totalSchema = v.optional(count);
const folderSchema = v.looseObject({ file_id: id, file_name: v.optional(v.string()) });
const pathSchema = v.looseObject({ cid: id });
const endpointSchema = v.looseObject({ endpoint: text });

/** What resume may answer to a task that it has forgotten; the documents name no code. §10.2 */
const FORGOTTEN: ReadonlySet<ErrorCode> = new Set(['drive-refused', 'file-missing']);

/** openDialect is 115 by its Open Platform. 115.md §10.2, §10.3 */
export function openDialect(api: OpenApi): Dialect {
	return {
		account: () => readAccount(api),
		async list(folderId, { offset, limit, order }) {
			const cid = toUpstreamId(folderId);
			const page = { limit: Math.min(limit, PAGE_ROWS), offset, show_dir: 1, cur: 1 };
			const answer = await api
				.call('GET', '/open/ufile/files', { cid, ...page, ...orderQuery(order) })
				.catch(folderMissing);
			refuseOther(folderId, answer);
			const entries = shape(rowsSchema, answer.data);
			const total = shape(totalSchema, answer.body['count']) ?? offset + entries.length;
			return { entries, total, path: listedPath(answer.body['path']) };
		},
		async search(folderId, name) {
			const where = { cid: toUpstreamId(folderId), limit: PAGE_ROWS, offset: 0 };
			const form = { search_value: name, ...where };
			const { data } = await api.call('GET', '/open/ufile/search', form);
			return shape(rowsSchema, data).filter((entry) => entry.folderId === folderId);
		},
		async createFolder(parentId, name) {
			const form = { pid: toUpstreamId(parentId), file_name: name };
			const { data } = await api.call('POST', '/open/folder/add', form).catch(folderMissing);
			const made = shape(folderSchema, objectOf(data));
			return {
				id: made.file_id,
				name: made.file_name ?? name,
				folderId: parentId,
				kind: 'folder',
				size: 0,
				digests: {}
			};
		},
		async trash(ids, parentId) {
			if (ids.length > 0) await trash(api, ids, parentId);
		},
		async init(request) {
			return readInit(await api.ask('POST', '/open/upload/init', initForm(request)));
		},
		async resume({ folderId, size, sha1, pickCode }) {
			const form = { file_size: size, target: targetOf(folderId), fileid: sha1 };
			try {
				const asked = { ...form, pick_code: pickCode };
				const { data } = await api.call('POST', '/open/upload/resume', asked);
				const fields = objectOf(data);
				if (fields) return taskOf(fields);
			} catch (cause) {
				const forgotten = cause instanceof TransferError && FORGOTTEN.has(cause.code);
				if (!forgotten) throw cause;
				throw new TransferError('session-lost', { detail: cause.detail, cause });
			}
			throw new TransferError('session-lost', { detail: '115 has forgotten the upload' });
		},
		async sts() {
			const { data } = await api.call('GET', '/open/upload/get_token');
			const fields = objectOf(data) ?? {};
			return stsOf(fields, shape(endpointSchema, fields).endpoint);
		}
	};
}

/** An unknown folder lists the root instead. */
function refuseOther(folderId: string, { body }: Envelope): void {
	const path = Array.isArray(body['path']) ? (body['path'] as unknown[]).at(-1) : undefined;
	const named = [{ cid: body['cid'] }, path].find((place) => v.is(pathSchema, place));
	if (!named || fromUpstreamId(v.parse(pathSchema, named).cid) === folderId) return;
	throw new TransferError('folder-missing', { detail: '115 lists another folder instead' });
}
