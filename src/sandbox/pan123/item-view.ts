import { chinaTime } from '../time';
import type { Account } from './accounts';
import type { Item } from './tree';

const CATEGORIES: readonly (readonly [RegExp, number])[] = [
	[/\.(mp3|flac|wav|m4a|ogg|aac)$/i, 1],
	[/\.(mp4|mkv|avi|mov|webm|flv)$/i, 2],
	[/\.(jpe?g|png|gif|webp|bmp|heic)$/i, 3]
];

/** categoryOf is an item's `Category`: 0 other, 1 audio, 2 video, 3 image (123pan.md §7.1). */
export function categoryOf(name: string): number {
	return CATEGORIES.find(([pattern]) => pattern.test(name))?.[1] ?? 0;
}

/** s3KeyFlag is `<owner uid>-0`. */
export function s3KeyFlag(account: Account): string {
	return `${account.uid}-0`;
}

/** viewItem writes an Item as answers carry it (§7.1). */
export function viewItem(account: Account, item: Item) {
	return {
		FileId: item.id,
		FileName: item.name,
		Type: item.folder ? 1 : 0,
		Size: item.size,
		Etag: item.etag,
		S3KeyFlag: s3KeyFlag(account),
		ParentFileId: item.parent,
		CreateAt: chinaTime(item.createdAt),
		UpdateAt: chinaTime(item.updatedAt),
		Status: 0,
		Category: item.folder ? 0 : categoryOf(item.name),
		Trashed: item.trashedAt !== null,
		TrashedAt: item.trashedAt === null ? '' : chinaTime(item.trashedAt),
		StorageNode: item.folder ? 'm0' : 'm75',
		ContentType: '',
		Hidden: false,
		PunishFlag: 0,
		DownloadUrl: ''
	};
}
