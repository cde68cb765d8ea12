import type { Reply } from '../../http/exchange';
import { Refusal } from '../envelope';
import { ROOT, type Item } from '../tree';
import {
	done,
	folderFrom,
	itemFrom,
	itemsFrom,
	lacking,
	type BearerCall,
	type OpenEndpoints
} from './call';
import { checkedName, nameTaken } from './names';
import { plainTime } from './views';

const MOST_MOVED = 100;
const MOST_RENAMED = 30;
const MOST_COPIED = 3000;
const COPY = { pending: 1, done: 2 } as const;

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

/** What comes into a folder where its name is taken gets a free one. */
function move(call: BearerCall): Reply {
	const { tree } = call;
	const items = itemsFrom(call, 'fileIDs', MOST_MOVED);
	const parent = folderFrom(call, 'toParentFileID');
	refuseInside(call, items, parent);
	for (const item of items) {
		if (item.parent === parent) continue;
		item.name = tree.freeName(parent, item.name);
		tree.move(item, parent);
	}
	return done();
}

function copyOne(call: BearerCall): Reply {
	const item = itemFrom(call, 'fileId');
	const parent = folderFrom(call, 'targetDirId');
	refuseInside(call, [item], parent);
	return done({ sourceFileId: item.id, targetFileId: copy(call, item, parent).id });
}

function copyMany(call: BearerCall): Reply {
	const { copies } = call.world.open;
	const items = itemsFrom(call, 'fileIDs', MOST_COPIED);
	const parent = folderFrom(call, 'targetDirId');
	refuseInside(call, items, parent);
	for (const item of items) copy(call, item, parent);
	const taskId = copies.size + 1;
	copies.set(taskId, 0);
	return done({ taskId });
}

function copyProcess({ world, fields }: BearerCall): Reply {
	const id = fields.whole('taskId') ?? 0;
	const polls = world.open.copies.get(id);
	if (polls === undefined) throw lacking('taskId');
	world.open.copies.set(id, polls + 1);
	const pending = polls < world.config.current.open123CopyPolls;
	return done({ status: pending ? COPY.pending : COPY.done });
}

function copy(call: BearerCall, item: Item, parent: number): Item {
	const { world, account, tree } = call;
	const { name, etag, content } = item;
	if (content) return world.putFile(account, { parent, name, etag, content });
	const children = tree.children(item.id);
	const folder = world.putFolder(account, parent, name);
	for (const child of children) copy(call, child, folder.id);
	return folder;
}

function refuseInside({ tree }: BearerCall, items: readonly Item[], parent: number): void {
	const above = parent === ROOT ? [] : tree.lineage(tree.get(parent) as Item);
	if (items.some((item) => above.includes(item)))
		throw new Refusal(1, '不能将文件夹移动到自身或其子目录');
}
