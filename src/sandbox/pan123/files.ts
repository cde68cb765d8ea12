import type { Reply } from '../http/exchange';
import { post, type Endpoint, type SignedInCall } from './call';
import { missing, ok, Refusal } from './envelope';
import type { Fields } from './fields';
import { viewItem } from './item-view';
import { duplicateFrom, nameFrom } from './names';
import { ROOT, type Item } from './tree';

/** fileEndpoints look entries up, rename, move, throw away and bring back (123pan.md §7.2, §11). */
export const fileEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/info': post(fileInfo),
	'/file/get_path': post(getPath),
	'/file/rename': post(rename),
	'/file/mod_pid': post(move),
	'/file/trash': post(trash),
	'/file/delete': post(deleteForEver),
	'/file/trash_delete_all': post(emptyBin),
	'/file/recover/by_path': post(recover)
};

function fileInfo({ world, account, fields }: SignedInCall): Reply {
	const rows = fields.rows('fileIdList');
	if (!rows) throw missing('fileIdList');
	const items = itemsOf({ world, account }, rows);
	return ok({ infoList: items.map((item) => viewItem(account, item)) });
}

/** The shape of the real answer is not recorded; this one lists the chain from the root down. */
function getPath({ world, account, fields }: SignedInCall): Reply {
	const tree = world.tree(account);
	const item = itemFrom({ world, account }, fields);
	return ok({
		path: tree.lineage(item).map(({ id, name }) => ({ fileId: id, fileName: name }))
	});
}

/** A taken name is refused, kept beside as `name(1)`, or its owner goes to the bin. */
function rename({ world, account, fields }: SignedInCall): Reply {
	const tree = world.tree(account);
	const item = itemFrom({ world, account }, fields);
	const name = nameFrom(fields);
	const taken = tree.named(item.parent, name);
	if (taken && taken !== item) {
		const duplicate = duplicateFrom(fields);
		if (duplicate === 0) throw new Refusal(5060, '该目录下已有1个同名文件');
		if (duplicate === 2) taken.trashedAt = world.time.now();
	}
	item.name = taken === item ? name : tree.freeName(item.parent, name);
	item.updatedAt = world.time.now();
	return ok({ Info: viewItem(account, item) });
}

function move({ world, account, fields }: SignedInCall): Reply {
	const tree = world.tree(account);
	const rows = fields.rows('fileIdList');
	const parent = fields.whole('parentFileId');
	if (!rows || parent === undefined) throw missing(rows ? 'parentFileId' : 'fileIdList');
	if (!tree.isFolder(parent)) throw new Refusal(5066, '文件不存在');
	const items = itemsOf({ world, account }, rows);
	const above = parent === ROOT ? [] : tree.lineage(tree.get(parent) as Item);
	if (items.some((item) => above.includes(item)))
		throw new Refusal(1, '不能将文件夹移动到自身或其子目录');
	for (const item of items) {
		if (item.parent === parent) continue;
		item.name = tree.freeName(parent, item.name);
		tree.move(item, parent);
	}
	return ok({ Info: items.map((item) => viewItem(account, item)) });
}

/** Anything but a list is answered 0 and ignored, as the real one does (§11). */
function trash({ world, account, fields }: SignedInCall): Reply {
	const rows = fields.rows('fileTrashInfoList');
	if (!rows) return ok({ InfoList: [] });
	const toBin = fields.flag('operation') ?? true;
	const tree = world.tree(account);
	const items = itemsOf({ world, account }, rows).filter(
		(item) => (item.trashedAt === null) === toBin
	);
	for (const item of items) {
		// A restored entry must not stand beside another of its name.
		if (!toBin) item.name = tree.freeName(item.parent, item.name);
		item.trashedAt = toBin ? world.time.now() : null;
	}
	return ok({ InfoList: items.map((item) => viewItem(account, item)) });
}

function deleteForEver({ world, account, fields }: SignedInCall): Reply {
	const rows = fields.rows('fileIdList');
	if (!rows) throw missing('fileIdList');
	const items = itemsOf({ world, account }, rows);
	if (items.some(({ trashedAt }) => trashedAt === null))
		throw new Refusal(1, '请先将文件移入回收站');
	for (const item of items) world.tree(account).remove(item);
	return ok({});
}

function emptyBin({ world, account }: SignedInCall): Reply {
	const tree = world.tree(account);
	for (const item of [...tree.all()]) if (item.trashedAt !== null) tree.remove(item);
	return ok({});
}

function recover({ world, account, fields }: SignedInCall): Reply {
	const tree = world.tree(account);
	const ids = fields.raw('fileIds');
	const parent = fields.whole('parentFileId') ?? ROOT;
	if (!Array.isArray(ids)) throw missing('fileIds');
	if (!tree.isFolder(parent)) throw new Refusal(5066, '文件不存在');
	for (const id of ids) {
		const item = tree.get(Number(id));
		if (!item || item.trashedAt === null) continue;
		item.name = tree.freeName(parent, item.name);
		tree.move(item, parent);
		item.trashedAt = null;
	}
	return ok({});
}

type Owner = Pick<SignedInCall, 'world' | 'account'>;

function itemFrom({ world, account }: Owner, fields: Fields): Item {
	const item = world.tree(account).get(fields.whole('fileId') ?? -1);
	if (!item) throw new Refusal(5066, '文件不存在');
	return item;
}

/** Unknown ids are left out, as the real lookups do. */
function itemsOf({ world, account }: Owner, rows: readonly Fields[]): readonly Item[] {
	const tree = world.tree(account);
	return rows
		.map((row) => tree.get(row.whole('fileId') ?? -1))
		.filter((item): item is Item => item !== undefined);
}
