import { chinaTime } from '../../time';
import type { Account } from '../accounts';
import { sumOf } from '../files/operations';
import { categoryOf, s3KeyFlag } from '../item-view';
import type { Item, Tree } from '../tree';

/** plainTime writes milliseconds as `YYYY-MM-DD HH:MM:SS` in UTC+8 (123pan.md §15.1). */
export function plainTime(ms: number): string {
	return chinaTime(ms).slice(0, 19).replace('T', ' ');
}

function common(account: Account, item: Item) {
	return {
		filename: item.name,
		type: item.folder ? 1 : 0,
		etag: item.etag,
		size: item.size,
		category: item.folder ? 0 : categoryOf(item.name),
		status: 0,
		punishFlag: 0,
		s3KeyFlag: s3KeyFlag(account),
		storageNode: item.folder ? 'm0' : 'm75'
	};
}

/** viewV2 writes an item as the v2 list and `infos` carry it (§15.4). */
export function viewV2(account: Account, item: Item) {
	return {
		fileId: item.id,
		parentFileId: item.parent,
		...common(account, item),
		trashed: item.trashedAt === null ? 0 : 1,
		createAt: plainTime(item.createdAt),
		updateAt: plainTime(item.updatedAt)
	};
}

/** viewV1 writes an item as the v1 list carries it: without `trashed`, and with another date text. */
export function viewV1(account: Account, item: Item) {
	return {
		fileID: item.id,
		parentFileId: item.parent,
		parentName: '',
		...common(account, item),
		contentType: '0',
		hidden: false,
		createAt: `${plainTime(item.createdAt)} +0800 CST`,
		updateAt: `${plainTime(item.updatedAt)} +0800 CST`,
		thumbnail: '',
		downloadUrl: ''
	};
}

/** viewDetail writes the answer of `detail`; a folder's size is that of all within. */
export function viewDetail(account: Account, tree: Tree, item: Item) {
	const { filename, type, etag, status } = common(account, item);
	return {
		fileID: item.id,
		filename,
		type,
		size: sumOf(tree, item).size,
		etag,
		status,
		parentFileID: item.parent,
		createAt: plainTime(item.createdAt),
		trashed: item.trashedAt === null ? 0 : 1
	};
}
