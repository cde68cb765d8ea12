import type { Reply } from '../../http/exchange';
import { post, type Endpoint, type SignedInCall } from '../call';
import { missing, ok, Refusal } from '../envelope';
import { viewItem } from '../item-view';
import { ROOT, type Item } from '../tree';
import { itemsOf, noFile, placeFor, rowsFrom, type Hands } from './operations';

/** binEndpoints throw away, bring back and delete for ever (123pan.md §11). */
export const binEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/trash': post(trash),
	'/file/delete': post(deleteForEver),
	'/file/trash_delete_all': post(emptyBin),
	'/file/recover/by_path': post(recover)
};

/** Anything but a list of objects with a `FileId` is answered 0 and ignored, as the real one does. */
function trash(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const toBin = fields.flag('operation');
	if (toBin === undefined && world.config.current.trashOperation === 'required')
		throw missing('operation');
	const rows = fields.rows('fileTrashInfoList') ?? [];
	const done = toBin === false ? restore(call, rows) : throwAway(call, rows);
	return ok({ InfoList: done.map((item) => viewItem(account, item)) });
}

function throwAway(call: SignedInCall, rows: Parameters<typeof itemsOf>[1]): readonly Item[] {
	const items = itemsOf(call, rows).filter(({ trashedAt }) => trashedAt === null);
	for (const item of items) item.trashedAt = call.world.time.now();
	return items;
}

function restore(call: SignedInCall, rows: Parameters<typeof itemsOf>[1]): readonly Item[] {
	const { world, account } = call;
	const tree = world.tree(account);
	const stays = world.config.current.lostParent === 'stays';
	return itemsOf(call, rows).filter((item) => {
		if (item.trashedAt === null) return false;
		const isLost = !tree.isFolder(item.parent);
		if (isLost && stays) return false;
		bringBack(call, item, isLost ? ROOT : item.parent);
		return true;
	});
}

/** A restored entry must not stand beside another of its name. */
function bringBack(hands: Hands, item: Item, parent: number): void {
	item.name = placeFor(hands, item, parent);
	if (item.parent !== parent) hands.world.tree(hands.account).move(item, parent);
	item.trashedAt = null;
}

function deleteForEver(call: SignedInCall): Reply {
	const items = itemsOf(call, rowsFrom(call.fields, 'fileIdList'));
	if (items.some(({ trashedAt }) => trashedAt === null))
		throw new Refusal(1, '请先将文件移入回收站');
	for (const item of items) call.world.tree(call.account).remove(item);
	return ok({});
}

function emptyBin({ world, account }: SignedInCall): Reply {
	const tree = world.tree(account);
	for (const item of [...tree.all()]) if (item.trashedAt !== null) tree.remove(item);
	return ok({});
}

function recover(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const tree = world.tree(account);
	const ids = fields.raw('fileIds');
	const parent = fields.whole('parentFileId') ?? ROOT;
	if (!Array.isArray(ids)) throw missing('fileIds');
	if (!tree.isFolder(parent)) throw noFile();
	for (const id of ids) {
		const item = tree.get(Number(id));
		if (item && item.trashedAt !== null) bringBack(call, item, parent);
	}
	return ok({});
}
