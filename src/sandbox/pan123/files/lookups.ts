import type { Reply } from '../../http/exchange';
import { get, post, type Endpoint, type SignedInCall } from '../call';
import { missing, ok } from '../envelope';
import { viewItem } from '../item-view';
import { itemsOf, liveItem, rowsFrom, sumOf } from './operations';

/** lookupEndpoints look entries up (123pan.md §7.2). */
export const lookupEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/info': post(fileInfo),
	'/file/get_path': post(getPath),
	'/file/detail': get(fileDetail),
	'/restful/goapi/v1/file/details': post(details)
};

/** What is in the bin is shown too, as such. */
function fileInfo({ world, account, fields }: SignedInCall): Reply {
	const items = itemsOf({ world, account }, rowsFrom(fields, 'fileIdList'));
	return ok({ infoList: items.map((item) => viewItem(account, item)) });
}

/** The shape of the real answer is not recorded; this one lists the chain from the root down. */
function getPath(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const chain = world.tree(account).lineage(liveItem(call, fields.whole('fileId')));
	return ok({ path: chain.map(({ id, name }) => ({ fileId: id, fileName: name })) });
}

/** The shape is not recorded either. */
function fileDetail(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const item = liveItem(call, fields.whole('fileID'));
	const { files, folders, size } = sumOf(world.tree(account), item);
	const sums = { fileNum: files, dirNum: folders, totalSize: size };
	return ok({ ...viewItem(account, item), ...sums });
}

/** `paths` leads from the root, which has a name here, to the folder that the first entry is in. */
function details(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const ids = fields.raw('file_ids');
	if (!Array.isArray(ids) || ids.length === 0) throw missing('file_ids');
	const tree = world.tree(account);
	const items = ids.map((id) => liveItem(call, Number(id)));
	const sums = items.map((item) => sumOf(tree, item));
	const total = (count: 'files' | 'folders' | 'size') =>
		sums.reduce((sum, one) => sum + one[count], 0);
	const above = tree.lineage(items[0]!).slice(0, -1);
	const counts = { fileNum: total('files'), dirNum: total('folders') };
	return ok({
		...counts,
		totalSize: total('size'),
		totalFileNum: counts.fileNum,
		totalDirNum: counts.dirNum,
		...(world.config.current.detailPaths === 'present' && {
			paths: [
				{ fileId: 0, fileName: '我的文件' },
				...above.map(({ id, name }) => ({ fileId: id, fileName: name }))
			]
		})
	});
}
