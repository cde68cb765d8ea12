import type { Order, OrderBy } from '../../drives/files';
import type { ListOrder } from './dialect';

/** Columns of both APIs by what people sort by. 115.md §8.1, §10.3 */
const COLUMNS: Readonly<Record<OrderBy, string>> = {
	name: 'file_name',
	size: 'file_size',
	modified: 'user_utime'
};
const CREATED = 'user_ptime';

/**
 * orderQuery is how a listing asks for an order of ours, not the folder's own: `custom_order` 1 has
 * folders first, 2 mixes them in. 115.md §8.1, §10.3
 */
export function orderQuery(order: ListOrder) {
	if (order === 'newest') return { o: CREATED, asc: '0', custom_order: '2' } as const;
	const { by, descending } = orderOf(order);
	return { o: COLUMNS[by], asc: descending ? '0' : '1', custom_order: '1' } as const;
}

/** orderOf is what a person may have chosen; `name` goes up. */
export function orderOf(order: Exclude<ListOrder, 'newest'>): Order {
	return order === 'name' ? { by: 'name', descending: false } : order;
}
