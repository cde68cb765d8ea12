import type { Account } from '../accounts';
import { Refusal } from '../envelope';
import { ROOT } from '../ids';
import type { Item, Tree } from '../tree';
import type { World } from '../world';
import { checkExtension, checkFolderName, checkName } from './names';

/** Hands are a person's hands on their own drive: the operations that both of 115's APIs offer. */
export interface Hands {
	readonly world: World;
	readonly account: Account;
}

const MOST = 50_000;

/** liveItem finds an entry outside the recycle bin; throws `code` when there is none (115.md §11.1). */
export function liveItem({ world, account }: Hands, id: string, code = 20018): Item {
	const tree = world.tree(account);
	const item = tree.get(id);
	if (!item || !tree.isLive(item)) throw new Refusal(code, '文件(夹)不存在或已经删除');
	return item;
}

/** makeFolder makes a folder: 20004 when there is one of that name, 20009 without a parent. */
export function makeFolder({ world, account }: Hands, parent: string, name: string): Item {
	checkFolderName(name);
	const tree = world.tree(account);
	if (!tree.isFolder(parent)) throw new Refusal(20009, '父目录不存在');
	if (tree.folderNamed(parent, name)) throw new Refusal(20004, '该目录名称已存在');
	return world.putFolder(account, parent, name);
}

/** rename gives an entry a new name. A file keeps its extension; a folder's name must be free. */
export function rename(hands: Hands, id: string, name: string): Item {
	const item = liveItem(hands, id);
	if (item.folder) checkFolderName(name);
	else checkName(name);
	if (!item.folder) checkExtension(item.name, name);
	const taken = item.folder && treeOf(hands).folderNamed(item.parent, name);
	if (taken && taken !== item) throw new Refusal(20004, '该目录名称已存在');
	item.name = name;
	item.utime = hands.world.time.seconds();
	return item;
}

/** moveAll moves entries into a folder; 800006 into themselves or below. */
export function moveAll(hands: Hands, ids: readonly string[], parent: string): void {
	const [tree, items] = [treeOf(hands), several(hands, ids)];
	const { lostMoves } = hands.world.config.current;
	if (lostMoves === 'refuse' && !tree.isFolder(parent)) throw new Refusal(20009, '父目录不存在');
	for (const item of items)
		if (isWithin(tree, parent, item)) throw new Refusal(800006, '不能移动到自身或其子目录');
	begin(hands);
	for (const item of items) tree.move(item, parent);
}

/**
 * copyAll copies entries into a folder, folders with all they hold; names may repeat (§8.2) unless
 * `unique`: then 990003. 91002 into themselves, 91005 without space.
 */
export function copyAll(
	hands: Hands,
	ids: readonly string[],
	parent: string,
	unique = false
): readonly Item[] {
	const [tree, items] = [treeOf(hands), several(hands, ids)];
	if (!tree.isFolder(parent)) throw new Refusal(20009, '父目录不存在');
	const names = new Set(tree.children(parent).map((item) => `${item.folder} ${item.name}`));
	for (const item of items) {
		if (isWithin(tree, parent, item)) throw new Refusal(91002, '不能复制到自身或其子目录');
		if (unique && names.has(`${item.folder} ${item.name}`))
			throw new Refusal(990003, '目标目录已存在同名文件');
	}
	const size = items.reduce((sum, item) => sum + sizeOf(tree, item), 0);
	if (tree.used() + size > hands.account.capacity) throw new Refusal(91005, '空间不足');
	begin(hands);
	return items.map((item) => copyFrom(tree, item, { hands, parent }));
}

/** copyFrom copies an entry of a tree, anyone's, into a folder of one's own, with all it holds. */
export function copyFrom(
	source: Tree,
	item: Item,
	{ hands, parent }: { readonly hands: Hands; readonly parent: string }
): Item {
	const { world, account } = hands;
	const { name, sha1, content } = item;
	if (content) return world.putFile(account, { parent, name, sha1, content });
	// Listed before the copy is made: a folder copied beside its own entries must not meet itself.
	const children = source.children(item.id);
	const folder = world.putFolder(account, parent, name);
	for (const child of children) copyFrom(source, child, { hands, parent: folder.id });
	return folder;
}

/** trashAll puts entries into the recycle bin; 231011 when none of them is there any more. */
export function trashAll(hands: Hands, ids: readonly string[]): void {
	const tree = treeOf(hands);
	if (ids.length === 0) throw new Refusal(990002, '参数错误');
	const found = ids.map((id) => tree.get(id)).filter((item) => item && tree.isLive(item));
	if (found.length === 0) throw new Refusal(231011, '文件已删除,请勿重复操作');
	begin(hands);
	for (const item of found) if (item) item.trashedAt = hands.world.time.seconds();
}

/** binned are the entries that were deleted themselves, last deleted first. */
export function binned(hands: Hands): readonly Item[] {
	return [...treeOf(hands).all()]
		.filter(({ trashedAt }) => trashedAt !== null)
		.sort((a, b) => (b.trashedAt ?? 0) - (a.trashedAt ?? 0) || (a.id < b.id ? 1 : -1));
}

const BIN_IDS = 10n ** 17n;

/** binIdOf is the id of an entry in the bin (switch `binIds`). */
export function binIdOf({ world }: Hands, { id }: Item): string {
	return world.config.current.binIds === 'same' ? id : String(BigInt(id) + BIN_IDS);
}

/** restoreAll takes entries out of the bin, to the root when their folder is gone. */
export function restoreAll(hands: Hands, ids: readonly string[]): void {
	const tree = treeOf(hands);
	const found = inBin(hands, ids);
	if (found.length === 0) throw new Refusal(20018, '文件(夹)不存在或已经删除');
	begin(hands);
	for (const item of found) {
		item.trashedAt = null;
		if (!tree.isFolder(item.parent)) tree.move(item, ROOT);
	}
}

/** purge deletes entries of the bin for ever; all of them when `ids` is empty. */
export function purge(hands: Hands, ids: readonly string[]): void {
	const found = ids.length === 0 ? binned(hands) : inBin(hands, ids);
	for (const item of found) treeOf(hands).remove(item);
}

/** sizeOf is the sum of an entry's bytes, a folder's with all it holds outside the bin. */
export function sizeOf(tree: Tree, item: Item): number {
	return item.folder
		? tree.children(item.id).reduce((sum, child) => sum + sizeOf(tree, child), 0)
		: item.size;
}

const treeOf = ({ world, account }: Hands) => world.tree(account);

function inBin(hands: Hands, ids: readonly string[]): readonly Item[] {
	return binned(hands).filter((item) => ids.includes(binIdOf(hands, item)));
}

function several(hands: Hands, ids: readonly string[]): readonly Item[] {
	if (ids.length === 0) throw new Refusal(990002, '参数错误');
	if (ids.length > MOST) throw new Refusal(990023, '操作的文件(夹)数量超过5万个');
	return [...new Set(ids)].map((id) => liveItem(hands, id));
}

function isWithin(tree: Tree, folder: string, item: Item): boolean {
	for (let up = tree.get(folder); up; up = tree.get(up.parent)) if (up === item) return true;
	return false;
}

function begin({ world, account }: Hands): void {
	const { operationTime, busyCode } = world.config.current;
	if (!world.marks.begin(account.userId, world.time.now(), operationTime))
		throw new Refusal(busyCode, '上一个操作尚未执行完成,请稍后再试');
}
