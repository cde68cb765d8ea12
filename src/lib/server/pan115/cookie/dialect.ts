import * as v from 'valibot';
import type { RemoteFile } from '../../../drives/drive';
import { TransferError, type ErrorCode } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import type { StsSet } from '../../oss/credentials';
import type { Dialect, Task } from '../dialect';
import { objectOf } from '../envelope';
import { shape, id, text } from '../../fields';
import { errorOf } from '../errors';
import { folderMissing } from '../folders';
import { targetOf, toUpstreamId } from '../ids';
import { stsOf } from '../sts-answer';
import { taskOf } from '../task';
import { readAccount } from './account';
import type { CookieApi } from './api';
import { trash } from './files';
import { init } from './init';
import { listFolder, searchFolder } from './listing';
import type { Secret } from './secret';

const WEBAPI = 'webapi.115.com';
const UPLB = 'uplb.115.com';

/** cookieDialect is 115's API of its own clients, for one session. 115.md §4 to §8 */
export function cookieDialect(api: CookieApi, secret: Secret, doors: Doors): Dialect {
	return {
		async account() {
			const { uid, name, spaceUsed, spaceTotal, maxFileSize } = await readAccount(api);
			return { uid, name, spaceUsed, spaceTotal, maxFileSize };
		},
		list: (folderId, how) => listFolder(api, folderId, how),
		search: (folderId, name) => searchFolder(api, folderId, name),
		createFolder: (parentId, name) => createFolder(api, parentId, name),
		trash: (ids, parentId) => trash(api, ids, parentId),
		init: (request) => init(api, secret, doors, request),
		resume: (request) => resume(api, secret, request),
		sts: () => sts(api)
	};
}

const madeSchema = v.looseObject({ cid: v.optional(id), file_id: v.optional(id) });

/** Rejects `name-taken` for a folder that is there already. 115.md §8 */
async function createFolder(api: CookieApi, parentId: string, name: string): Promise<RemoteFile> {
	const form = { pid: toUpstreamId(parentId), cname: name };
	const { body } = await api.post(WEBAPI, '/files/add', form).catch(folderMissing);
	const made = shape(madeSchema, body);
	const folderId = made.cid ?? made.file_id;
	if (folderId === undefined) {
		throw new TransferError('unreadable-answer', { detail: 'a new folder without an id' });
	}
	return { id: folderId, name, folderId: parentId, kind: 'folder', size: 0, digests: {} };
}

/** What says nothing about the task itself. */
const ELSEWHERE: readonly ErrorCode[] = [
	'signed-out',
	'captcha-needed',
	'rate-limited',
	'server-error',
	'drive-busy'
];

/** resume asks for a task again. 115.md §5.6 */
async function resume(
	api: CookieApi,
	{ userId }: Secret,
	request: Parameters<Dialect['resume']>[0]
): Promise<Task> {
	const form = {
		pickcode: request.pickCode,
		target: targetOf(request.folderId),
		userid: userId,
		fileid: request.sha1,
		filesize: String(request.size)
	};
	const envelope = await api.ask(UPLB, '/3.0/resumeupload.php', {}, form);
	const fields = envelope.body['object'] ? envelope.body : objectOf(envelope.data);
	if (fields?.['object']) return taskOf({ pickcode: request.pickCode, ...fields });
	const error = errorOf(envelope);
	if (ELSEWHERE.includes(error.code)) throw error;
	throw new TransferError('session-lost', { detail: error.detail, cause: error });
}

const endpointSchema = v.looseObject({ endpoint: text });

/** sts asks where the bytes go and with which keys. 115.md §5.5 */
async function sts(api: CookieApi): Promise<StsSet> {
	const info = await api.ask(UPLB, '/3.0/getuploadinfo.php', {});
	if (info.body['endpoint'] === undefined) throw errorOf(info);
	const { endpoint } = shape(endpointSchema, info.body);
	const { body, ok, ...envelope } = await api.ask(UPLB, '/3.0/gettoken.php', {});
	const message = String(body['ErrorMessage'] ?? envelope.message);
	if (/throttl/i.test(message)) throw errorOf({ code: 406, message });
	if (!ok || String(body['StatusCode'] ?? '200') !== '200') throw errorOf({ ...envelope, message });
	return stsOf(body, endpoint);
}
