import type { Item } from '../tree';

/** ORDERS are what `o` may be (115.md §8.1). */
export const ORDERS = [
	'file_name',
	'file_size',
	'file_type',
	'user_ptime',
	'user_utime',
	'user_otime'
] as const;

/** Order is how a folder's entries follow each other. */
export interface Order {
	readonly by: (typeof ORDERS)[number];
	readonly ascending: boolean;
	readonly foldersFirst: boolean;
}

/** NEWEST_FIRST is the order of a folder for which nobody chose another. */
export const NEWEST_FIRST: Order = { by: 'user_ptime', ascending: false, foldersFirst: true };

/** orderNamed finds the order that a request names; undefined for none of ours. */
export function orderNamed(name: string | undefined): Order['by'] | undefined {
	return ORDERS.find((known) => known === name);
}

/** extensionOf is a name's extension without its dot, lower case; empty when there is none. */
export function extensionOf(name: string): string {
	const dot = name.lastIndexOf('.');
	return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** sortItems gives the items in an Order; equals follow by id, which is by age. */
export function sortItems(items: readonly Item[], order: Order): Item[] {
	const sign = order.ascending ? 1 : -1;
	return [...items].sort((a, b) => {
		if (order.foldersFirst && a.folder !== b.folder) return a.folder ? -1 : 1;
		return sign * (COMPARE[order.by](a, b) || (a.id < b.id ? -1 : 1));
	});
}

const names = new Intl.Collator('zh-CN', { numeric: true });
const byName = (a: Item, b: Item) => names.compare(a.name, b.name);

const COMPARE: Readonly<Record<Order['by'], (a: Item, b: Item) => number>> = {
	file_name: byName,
	file_size: (a, b) => a.size - b.size,
	file_type: (a, b) => names.compare(extensionOf(a.name), extensionOf(b.name)) || byName(a, b),
	user_ptime: (a, b) => a.ptime - b.ptime,
	user_utime: (a, b) => a.utime - b.utime,
	// Nobody opens anything here: the last change stands for it.
	user_otime: (a, b) => a.utime - b.utime
};
