import * as v from 'valibot';
import type { RemoteFile } from '../../../drives/drive';
import { TransferError } from '../../../kernel/errors';
import { id, shape } from '../../fields';
import { toUpstreamId } from '../items';
import type { OpenApi } from './call';
import { isRefusal } from './errors';
import { findEntry } from './find';
import { folderMissing, requireFolder, toRemoteFile } from './listing';

const madeSchema = v.looseObject({ dirID: id });

/**
 * makeFolder makes a folder. A name that is there is refused like anything else, so it is looked for:
 * rejects `name-taken`, `folder-missing`. 123pan.md §15.4
 */
export async function makeFolder(
	api: OpenApi,
	parentId: string,
	name: string
): Promise<RemoteFile> {
	try {
		const data = await api.call('POST', 'upload/v1/file/mkdir', {
			name,
			parentID: toUpstreamId(parentId)
		});
		const made = { id: shape(madeSchema, data).dirID, name, folderId: parentId };
		return { ...made, kind: 'folder', size: 0, digests: {} };
	} catch (error) {
		if (!isRefusal(error)) return folderMissing(error);
		if (await entryNamed(api, parentId, name)) throw nameTaken(error);
		await requireFolder(api, parentId);
		throw error;
	}
}

/** createFolder makes a folder, or gives the one of that name. Rejects `folder-missing`. */
export async function createFolder(
	api: OpenApi,
	parentId: string,
	name: string
): Promise<RemoteFile> {
	try {
		return await makeFolder(api, parentId, name);
	} catch (error) {
		if (!(error instanceof TransferError && error.code === 'name-taken')) throw error;
		const isFolder = (entry: RemoteFile) => entry.name === name && entry.kind === 'folder';
		const there = await findEntry(api, parentId, name, isFolder);
		if (there) return toRemoteFile(there);
		throw error;
	}
}

/** entryNamed finds what has exactly this name in a folder. */
export function entryNamed(api: OpenApi, folderId: string, name: string) {
	return findEntry(api, folderId, name, (entry) => entry.name === name);
}

/** nameTaken says what a refusal turned out to mean. */
export function nameTaken(cause: TransferError): TransferError {
	return new TransferError('name-taken', { detail: cause.detail, cause });
}
