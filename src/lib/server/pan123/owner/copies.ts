import * as v from 'valibot';
import type { FileEntry } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import { id, shape } from '../../fields';
import type { Api } from '../call';
import { toUpstreamId } from '../items';
import { folderOrFile } from './lookups';

/** `mode` of a copy that is done when it is answered. */
const DONE = 2;
const STATUS = { waiting: 0, running: 1, done: 2 } as const;

const begunSchema = v.looseObject({ mode: v.optional(v.number()), taskId: v.optional(id) });

/**
 * copy copies entries into a folder, under their own names. Gives what `copied` asks with, or
 * undefined when they are there. Rejects `folder-missing`, `file-missing`. 123pan.md §11
 */
export async function copy(
	api: Api,
	entries: readonly FileEntry[],
	folderId: string
): Promise<string | undefined> {
	const data = await api
		.call('POST', 'restful/goapi/v1/file/copy/async', {
			fileList: entries.map(({ id, name, size, digests, kind, folderId: parent }) => ({
				fileId: Number(id),
				size,
				etag: digests.md5 ?? '',
				type: kind === 'folder' ? 1 : 0,
				parentFileId: toUpstreamId(parent),
				fileName: name,
				driveId: 0
			})),
			targetFileId: toUpstreamId(folderId)
		})
		.catch((error: unknown) => folderOrFile(api, folderId, error));
	const { mode, taskId } = shape(begunSchema, data);
	if (mode === DONE) return undefined;
	if (taskId === undefined)
		throw new TransferError('unreadable-answer', { detail: 'a copy without an id' });
	return taskId;
}

const stateSchema = v.looseObject({
	status: v.number(),
	reason: v.optional(v.nullable(v.string()))
});

/** copied tells whether a copy has come to its end. Rejects `drive-refused` when it failed. §11 */
export async function copied(api: Api, pending: string): Promise<boolean> {
	if (!/^\d{1,19}$/.test(pending))
		throw new TransferError('bad-request', { detail: 'not acceptable: the copy' });
	const query = { taskId: pending };
	const data = await api.call('GET', 'restful/goapi/v1/file/copy/task', query);
	const { status, reason } = shape(stateSchema, data);
	if (status === STATUS.done) return true;
	if (status === STATUS.waiting || status === STATUS.running) return false;
	throw new TransferError('drive-refused', { detail: `${status} ${reason ?? ''}`.trim() });
}
