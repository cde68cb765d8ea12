import * as v from 'valibot';
import { ROOT, type RemoteFile } from '../../drives/drive';
import type { FileEntry } from '../../drives/files';
import { count, id } from '../fields';

/** itemSchema: a file or folder as every answer shows it. Unknown fields are ignored. §7.1 */
export const itemSchema = v.looseObject({
	FileId: id,
	FileName: v.string(),
	Type: v.optional(v.number(), 0),
	Size: v.optional(count, 0),
	Etag: v.optional(v.nullable(v.string()), ''),
	ParentFileId: v.optional(id),
	UpdateAt: v.optional(v.nullable(v.string())),
	CreateAt: v.optional(v.nullable(v.string())),
	Trashed: v.optional(v.nullable(v.boolean())),
	TrashedAt: v.optional(v.nullable(v.string())),
	Status: v.optional(v.nullable(v.number())),
	S3KeyFlag: v.optional(v.nullable(v.string()))
});
export type Item = v.InferOutput<typeof itemSchema>;

const FOLDER = 1;
/** A `Status` above it: the content review refused the file. §7.1 */
const MOST_ACCEPTED = 100;

/** toRemoteFile translates an item; `folderId` stands in where the answer names no parent. */
export function toRemoteFile(item: Item, folderId: string): RemoteFile {
	const folder = isFolder(item);
	return {
		id: item.FileId,
		name: item.FileName,
		folderId: item.ParentFileId === undefined ? folderId : fromUpstreamId(item.ParentFileId),
		kind: folder ? 'folder' : 'file',
		// A folder's size is sometimes that of everything inside.
		size: folder ? 0 : item.Size,
		digests: item.Etag ? { md5: item.Etag.toLowerCase() } : {},
		modifiedAt: timeOf(item.UpdateAt)
	};
}

/** toFileEntry translates all that the Files page shows. `key` is the S3KeyFlag. §7.1 */
export function toFileEntry(item: Item, folderId: string): FileEntry {
	return {
		...toRemoteFile(item, folderId),
		key: item.S3KeyFlag ?? undefined,
		createdAt: timeOf(item.CreateAt),
		trashedAt: item.Trashed ? timeOf(item.TrashedAt) : undefined,
		refused: (item.Status ?? 0) > MOST_ACCEPTED || undefined
	};
}

/** isFolder tells folders from files. */
export function isFolder({ Type }: Pick<Item, 'Type'>): boolean {
	return Type === FOLDER;
}

/** timeOf reads RFC 3339; the zero date of finished uploads (year 1) means "not told". §9.7 */
export function timeOf(text: string | null | undefined): number | undefined {
	const time = Date.parse(text ?? '');
	return Number.isNaN(time) || time <= 0 ? undefined : time;
}

/** toUpstreamId gives the number that upstream expects; the root is 0 there. */
export function toUpstreamId(folderId: string): number {
	return folderId === ROOT ? 0 : Number(folderId);
}

/** fromUpstreamId is the way back. */
export function fromUpstreamId(upstream: string): string {
	return upstream === '0' ? ROOT : upstream;
}
