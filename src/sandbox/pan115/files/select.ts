import type { Account } from '../accounts';
import { ROOT } from '../ids';
import type { Item } from '../tree';
import type { World } from '../world';
import { isKind } from './kinds';
import { extensionOf, sortItems, type Order } from './order';

/** Selection says which entries a listing or a search shows, and in what order (115.md §8.1). */
export interface Selection {
	readonly folder: string;
	/** Everything below too, not the folder's own entries alone. */
	readonly deep: boolean;
	readonly folders: boolean;
	/** A `type` of files, or 0 for all entries. */
	readonly kind: number;
	/** Extension without its dot, or empty. */
	readonly suffix: string;
	readonly starred: boolean;
	/** Part of the name, without regard to case; or empty. */
	readonly name: string;
	readonly order: Order;
}

/** select gives all entries of a Selection that listings show now, in order. */
export function select(world: World, account: Account, asked: Selection): readonly Item[] {
	const found = asked.deep
		? below(world, account, asked.folder)
		: world.listed(account, asked.folder);
	const name = asked.name.toLowerCase();
	return sortItems(
		found.filter(
			(item) =>
				(asked.folders || !item.folder) &&
				(asked.kind === 0 || (!item.folder && isKind(item.name, asked.kind))) &&
				(asked.suffix === '' || extensionOf(item.name) === asked.suffix.toLowerCase()) &&
				(!asked.starred || world.marks.hasStar(item)) &&
				item.name.toLowerCase().includes(name)
		),
		asked.order
	);
}

/** below gives every entry under a folder that listings show now. */
export function below(world: World, account: Account, folder: string): readonly Item[] {
	return world
		.listed(account, folder)
		.flatMap((item) => (item.folder ? [item, ...below(world, account, item.id)] : [item]));
}

/** lineageOf is the chain of folders from below the root to `folder` itself; empty for the root. */
export function lineageOf(world: World, account: Account, folder: string): readonly Item[] {
	const item = folder === ROOT ? undefined : world.tree(account).get(folder);
	return item ? world.tree(account).lineage(item) : [];
}
