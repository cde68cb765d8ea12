import * as v from 'valibot';
import type { FileEntry } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import { shape } from '../../fields';
import type { Api } from '../call';
import { folderMissing } from '../files';
import { fromUpstreamId, itemSchema, toFileEntry, toUpstreamId } from '../items';
import { folderOrFile, infosOf, liveItem } from './lookups';

const madeSchema = v.looseObject({ Info: itemSchema });

/** makeFolder makes a folder of a free name. Rejects `name-taken`, `folder-missing`. 123pan.md §8 */
export async function makeFolder(api: Api, parentId: string, name: string): Promise<FileEntry> {
	const data = await api
		.call('POST', 'file/upload_request', {
			driveId: 0,
			etag: '',
			fileName: name,
			parentFileId: toUpstreamId(parentId),
			size: 0,
			type: 1,
			// Without it the folder that is there would be given.
			NotReuse: true,
			event: 'newCreateFolder',
			operateType: 1,
			RequestSource: null
		})
		.catch(folderMissing);
	return toFileEntry(shape(madeSchema, data).Info, parentId);
}

const renamedSchema = v.nullish(v.looseObject({ Info: v.nullish(itemSchema) }));

/** rename gives the entry as it is now. Rejects `name-taken`, `name-refused`, `file-missing`. §11 */
export async function rename(api: Api, entry: FileEntry, name: string): Promise<FileEntry> {
	const data = await api.call('POST', 'file/rename', {
		driveId: 0,
		fileId: Number(entry.id),
		fileName: name,
		event: 'fileRename',
		duplicate: 0,
		RequestSource: null
	});
	const item = shape(renamedSchema, data)?.Info ?? (await liveItem(api, entry.id));
	return toFileEntry(item, entry.folderId);
}

const movedSchema = v.nullish(v.looseObject({ Info: v.nullish(v.array(itemSchema)) }));

/**
 * move puts entries into another folder; their ids stay. What the answer does not list is looked up.
 * Rejects `folder-missing`, `file-missing`, `name-taken`. §11
 */
export async function move(
	api: Api,
	entries: readonly FileEntry[],
	folderId: string
): Promise<void> {
	const data = await api
		.call('POST', 'file/mod_pid', {
			fileIdList: entries.map(({ id }) => ({ FileId: Number(id) })),
			parentFileId: toUpstreamId(folderId),
			event: 'fileMove',
			operatePlace: 'bottom',
			RequestSource: null
		})
		.catch((error: unknown) => folderOrFile(api, folderId, error));
	const told = new Set((shape(movedSchema, data)?.Info ?? []).map(({ FileId }) => FileId));
	const left = entries.map(({ id }) => id).filter((id) => !told.has(id));
	if (left.length === 0) return;
	const infos = await infosOf(api, left);
	for (const id of left) {
		const item = infos.get(id);
		if (!item || item.Trashed) throw new TransferError('file-missing');
		if (fromUpstreamId(item.ParentFileId ?? '0') !== folderId)
			throw new TransferError('drive-refused', { detail: 'not every entry was moved' });
	}
}
