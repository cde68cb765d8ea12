import * as v from 'valibot';
import { ROOT } from '../../../drives/drive';
import type { FileDetails, FileEntry, Step } from '../../../drives/files';
import { TransferError, type ErrorCode } from '../../../kernel/errors';
import { count, id, shape } from '../../fields';
import type { Api } from '../call';
import { fromUpstreamId, isFolder, itemSchema, toFileEntry, type Item } from '../items';

/** Folders that a way may have, so that a ring in the answers ends. */
const MOST_STEPS = 100;

const infoSchema = v.looseObject({ infoList: v.nullable(v.array(itemSchema)) });

/** infosOf looks entries up, those of the bin too. Unknown ones are not among them. §7.2 */
export async function infosOf(api: Api, ids: readonly string[]): Promise<Map<string, Item>> {
	const fileIdList = ids.map((fileId) => ({ fileId: Number(fileId) }));
	const { infoList } = shape(infoSchema, await api.call('POST', 'file/info', { fileIdList }));
	return new Map((infoList ?? []).map((item) => [item.FileId, item]));
}

/** liveItem looks up an entry outside the bin. Rejects `file-missing`. */
export async function liveItem(api: Api, entryId: string): Promise<Item> {
	const item = (await infosOf(api, [entryId])).get(entryId);
	if (item && !item.Trashed) return item;
	throw new TransferError('file-missing');
}

/** refuseMissingFolder rejects `folder-missing` for what is no folder, or in the bin. */
export async function refuseMissingFolder(api: Api, folderId: string): Promise<void> {
	if (folderId === ROOT) return;
	await liveFolder(api, folderId);
}

async function liveFolder(api: Api, folderId: string): Promise<Item> {
	const item = (await infosOf(api, [folderId])).get(folderId);
	if (item && isFolder(item) && !item.Trashed) return item;
	throw new TransferError('folder-missing');
}

/** path leads from the top to this folder. Rejects `folder-missing`, for one in a binned one too. */
export async function path(api: Api, folderId: string): Promise<readonly Step[]> {
	if (folderId === ROOT) return [];
	const folder = await liveFolder(api, folderId);
	const told = await aboutEntry(api, folderId);
	return [...(await stepsTo(api, folder, told)), { id: folderId, name: folder.FileName }];
}

/** details tells where an entry is, and what a folder holds. Rejects `file-missing`. */
export async function details(api: Api, { id }: FileEntry): Promise<FileDetails> {
	const item = await liveItem(api, id);
	const told = await aboutEntry(api, id);
	const steps = stepsTo(api, item, told).catch(inBin);
	const entry = { ...toFileEntry(item, ROOT), path: await steps };
	if (!isFolder(item) || !told) return entry;
	return {
		...entry,
		inside: {
			files: told.totalFileNum ?? told.fileNum,
			folders: told.totalDirNum ?? told.dirNum,
			bytes: told.totalSize
		}
	};
}

const detailsSchema = v.looseObject({
	fileNum: v.optional(count),
	dirNum: v.optional(count),
	totalFileNum: v.optional(count),
	totalDirNum: v.optional(count),
	totalSize: v.optional(count),
	/** From the root to the folder that the entry is in. */
	paths: v.optional(v.nullable(v.array(v.looseObject({ fileId: id, fileName: v.string() }))))
});
type About = v.InferOutput<typeof detailsSchema>;

/** What this call can't tell, others can: its form is known from captures alone. */
const LEFT_OUT: readonly ErrorCode[] = [
	'unreadable-answer',
	'file-missing',
	'bad-request',
	'drive-refused'
];

async function aboutEntry(api: Api, entryId: string): Promise<About | undefined> {
	try {
		const body = { file_ids: [Number(entryId)] };
		return shape(detailsSchema, await api.call('POST', 'restful/goapi/v1/file/details', body));
	} catch (error) {
		if (error instanceof TransferError && LEFT_OUT.includes(error.code)) return undefined;
		throw error;
	}
}

/** Where the answer does not tell the way, parents are asked for one by one. */
async function stepsTo(api: Api, item: Item, told: About | undefined): Promise<readonly Step[]> {
	if (told?.paths) {
		return told.paths
			.map(({ fileId, fileName }) => ({ id: fromUpstreamId(fileId), name: fileName }))
			.filter((step) => step.id !== ROOT);
	}
	const steps: Step[] = [];
	let parent = parentOf(item);
	while (parent !== ROOT && steps.length < MOST_STEPS) {
		const folder = await liveFolder(api, parent);
		steps.unshift({ id: parent, name: folder.FileName });
		parent = parentOf(folder);
	}
	return steps;
}

const parentOf = ({ ParentFileId }: Item): string => fromUpstreamId(ParentFileId ?? '0');

/** A file in a folder of the bin is as gone as one in the bin. */
function inBin(error: unknown): never {
	if (error instanceof TransferError && error.code === 'folder-missing')
		throw new TransferError('file-missing', { cause: error });
	throw error;
}

/**
 * folderOrFile says which of both is missing, where the service says no more than that one is.
 * Rejects `folder-missing`, or again what came.
 */
export async function folderOrFile(api: Api, folderId: string, error: unknown): Promise<never> {
	if (error instanceof TransferError && error.code === 'file-missing')
		await refuseMissingFolder(api, folderId);
	throw error;
}
