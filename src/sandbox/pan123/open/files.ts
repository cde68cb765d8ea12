import type { Reply } from '../../http/exchange';
import { Refusal } from '../envelope';
import { copyItem, liveItem, refuseInside, refuseSpace, sumOf } from '../files/operations';
import type { Item } from '../tree';
import {
	done,
	folderFrom,
	gone,
	itemFrom,
	itemsFrom,
	lacking,
	type BearerCall,
	type OpenEndpoints
} from './call';
import { checkedName, nameTaken, placeFor } from './names';
import { plainTime } from './views';

const MOST_MOVED = 100;
const MOST_RENAMED = 30;
const MOST_COPIED = 3000;
const COPY = { pending: 1, done: 2, failed: 3 } as const;

/** fileEndpoints make folders, rename, move and copy (123pan.md §15.4). */
export const fileEndpoints: OpenEndpoints = {
	'POST /upload/v1/file/mkdir': { answer: mkdir },
	'PUT /api/v1/file/name': { answer: rename },
	'POST /api/v1/file/rename': { answer: renameMany },
	'POST /api/v1/file/move': { answer: move },
	'POST /api/v1/file/copy': { answer: copyOne },
	'POST /api/v1/file/async/copy': { answer: copyMany },
	'GET /api/v1/file/async/copy/process': { answer: copyProcess }
};

function mkdir(call: BearerCall): Reply {
	const { world, account, tree, fields } = call;
	const parent = folderFrom(call, 'parentID');
	const name = checkedName(fields.text('name'));
	if (tree.named(parent, name)) throw nameTaken();
	return done({ dirID: world.putFolder(account, parent, name).id });
}

function rename(call: BearerCall): Reply {
	const item = itemFrom(call, 'fileId');
	renameTo(call, item, call.fields.text('fileName'));
	return done();
}

/** Every line stands for itself: `id|new name`. */
function renameMany(call: BearerCall): Reply {
	const lines = call.fields.raw('renameList');
	if (!Array.isArray(lines) || lines.length > MOST_RENAMED) throw lacking('renameList');
	const successList: object[] = [];
	const failList: object[] = [];
	for (const line of lines) {
		const [id = '', ...rest] = String(line).split('|');
		const fileID = Number(id);
		try {
			const item = call.tree.get(fileID);
			if (!item) throw new Refusal(5066, '文件不存在');
			renameTo(call, item, rest.join('|'));
			successList.push({ fileID, updateAt: plainTime(item.updatedAt) });
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			failList.push({ fileID, message: error.message });
		}
	}
	return done({ successList, failList });
}

function renameTo({ world, tree }: BearerCall, item: Item, wanted: string | undefined): void {
	const name = checkedName(wanted);
	const taken = tree.named(item.parent, name);
	if (taken && taken !== item) throw nameTaken();
	item.name = name;
	item.updatedAt = world.time.now();
}

function move(call: BearerCall): Reply {
	const { tree } = call;
	const items = itemsFrom(call, 'fileIDs', MOST_MOVED);
	const parent = folderFrom(call, 'toParentFileID');
	refuseInside(tree, items, parent);
	for (const item of items) {
		if (item.parent === parent) continue;
		item.name = placeFor(call, item, parent);
		tree.move(item, parent);
	}
	return done();
}

function copyOne(call: BearerCall): Reply {
	const { tree } = call;
	const item = itemFrom(call, 'fileId');
	const parent = folderFrom(call, 'targetDirId');
	refuseInside(tree, [item], parent);
	refuseSpace(call, sumOf(tree, item).size);
	const before = new Set(tree.children(parent));
	copyItem(call, tree, item, parent);
	const copy = tree.children(parent).find((child) => !before.has(child));
	return done({ sourceFileId: item.id, targetFileId: copy?.id ?? 0 });
}

function copyMany(call: BearerCall): Reply {
	const { world, account, tree } = call;
	const items = itemsFrom(call, 'fileIDs', MOST_COPIED);
	const parent = folderFrom(call, 'targetDirId');
	refuseInside(tree, items, parent);
	refuseSpace(
		call,
		items.reduce((sum, item) => sum + sumOf(tree, item).size, 0)
	);
	const act = () => {
		if (!tree.isFolder(parent)) throw gone();
		for (const { id } of items) copyItem(call, tree, liveItem(call, id), parent);
	};
	const { copyPolls } = world.config.current;
	return done({ taskId: world.copies.begin(account.uid, world.time.now(), copyPolls, act) });
}

/** The copies appear when they are told to be there, as those of the web page's API do. */
function copyProcess({ world, account, fields }: BearerCall): Reply {
	const copy = world.copies.get(fields.whole('taskId') ?? -1, account.uid);
	if (!copy) throw lacking('taskId');
	if (copy.polls > 0) {
		copy.polls--;
		return done({ status: COPY.pending });
	}
	if (copy.act && world.config.current.copyFails) copy.failure = '复制失败';
	try {
		if (copy.failure === '') copy.act?.();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		copy.failure = error.message;
	}
	copy.act = null;
	return done({ status: copy.failure === '' ? COPY.done : COPY.failed });
}
