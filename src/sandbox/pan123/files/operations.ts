import type { SignedInCall } from '../call';
import { missing, Refusal } from '../envelope';
import type { Fields } from '../fields';
import { ROOT, type Item, type Tree } from '../tree';

/** Hands are a person's hands on their own drive. */
export type Hands = Pick<SignedInCall, 'world' | 'account'>;

/** noFile is the refusal of what is not there (§4.3). */
export const noFile = (): Refusal => new Refusal(5066, '文件不存在');

/** nameTaken is the refusal of a name that is in use (§9.3). */
export const nameTaken = (): Refusal => new Refusal(5060, '该目录下已有1个同名文件');

/** liveItem finds an entry that is not in the bin, nor below one that is; 5066 when there is none. */
export function liveItem({ world, account }: Hands, id: number | undefined): Item {
	const tree = world.tree(account);
	const item = tree.get(id ?? -1);
	if (!item || !tree.isLive(item)) throw noFile();
	return item;
}

/** itemsOf finds the entries of rows with a `fileId`. Unknown ids are left out. */
export function itemsOf({ world, account }: Hands, rows: readonly Fields[]): readonly Item[] {
	const tree = world.tree(account);
	return rows
		.map((row) => tree.get(row.whole('fileId') ?? -1))
		.filter((item): item is Item => item !== undefined);
}

/** rowsFrom reads a list of objects; 400 when it is none. */
export function rowsFrom(fields: Fields, name: string): readonly Fields[] {
	const rows = fields.rows(name);
	if (!rows) throw missing(name);
	return rows;
}

/** folderFrom reads the id of a folder that is there; 400 without one, 5066 for another. */
export function folderFrom(hands: Hands, fields: Fields, name: string): number {
	const id = fields.whole(name);
	if (id === undefined) throw missing(name);
	if (!hands.world.tree(hands.account).isFolder(id)) throw noFile();
	return id;
}

/** refuseInside refuses to put folders into themselves or below. */
export function refuseInside(tree: Tree, items: readonly Item[], folder: number): void {
	const above = folder === ROOT ? [] : tree.lineage(tree.get(folder) as Item);
	if (items.some((item) => above.includes(item)))
		throw new Refusal(1, '不能将文件夹移动或复制到自身或其子目录');
}

/** placeFor gives the name that an entry gets in a folder, or refuses it, as the switch says. */
export function placeFor({ world, account }: Hands, item: Item, folder: number): string {
	const free = world.tree(account).freeName(folder, item.name);
	if (free !== item.name && world.config.current.takenPlace === 'refuse') throw nameTaken();
	return free;
}

/** Sum is what a folder holds, however deep; of a file: itself. */
export interface Sum {
	readonly files: number;
	readonly folders: number;
	/** Bytes. */
	readonly size: number;
}

export function sumOf(tree: Tree, item: Item): Sum {
	if (!item.folder) return { files: 1, folders: 0, size: item.size };
	const total = { files: 0, folders: 0, size: 0 };
	for (const child of tree.children(item.id)) {
		const { files, folders, size } = sumOf(tree, child);
		total.files += files;
		total.folders += folders + (child.folder ? 1 : 0);
		total.size += size;
	}
	return total;
}

/** copyItem copies an entry of a tree, anyone's, into a folder of one's own, with all it holds. */
export function copyItem(hands: Hands, from: Tree, item: Item, parent: number): void {
	const { world, account } = hands;
	const { name, etag, content } = item;
	if (content) {
		world.putFile(account, { parent, name, etag, content });
		return;
	}
	// Listed before the copy is made: a folder copied beside its own entries must not meet itself.
	const children = from.children(item.id);
	const folder = world.putFolder(account, parent, name);
	for (const child of children) copyItem(hands, from, child, folder.id);
}

/** refuseSpace refuses more bytes than fit. */
export function refuseSpace({ world, account }: Hands, size: number): void {
	if (world.tree(account).used() + size > account.capacity) throw new Refusal(1, '云盘空间不足');
}
