/** Reorder: rows get another place in line, or another priority. */
import { ordersBetween } from '../kernel/orders';
import type { Place, Upload } from './upload';

export type Places = ReadonlyMap<string, Partial<Pick<Upload, 'order' | 'priority'>>>;

/**
 * placesFor gives the rows that change, with what of them does. Where there are no numbers left
 * between the two orders, all rows are numbered anew.
 */
export function placesFor(
	uploads: Iterable<Upload>,
	ids: readonly string[],
	{ between, priority }: Place
): Places {
	const places = new Map<string, Partial<Pick<Upload, 'order' | 'priority'>>>();
	const all = new Map<string, Upload>();
	for (const upload of uploads) all.set(upload.id, upload);
	const known = ids.filter((id) => all.has(id));
	const change = priority && { priority: priority === 'normal' ? undefined : priority };
	for (const id of known) places.set(id, { ...change });
	if (!between) return places;
	const orders = ordersBetween(known.length, between);
	if (orders) {
		for (const [index, id] of known.entries()) places.set(id, { ...change, order: orders[index]! });
		return places;
	}
	const moved = new Set(known);
	const others = [...all.values()].filter(({ id }) => !moved.has(id));
	others.sort((a, b) => a.order - b.order);
	const index = others.filter(({ order }) => order <= between[0]).length;
	const line = others.map(({ id }) => id);
	line.splice(index, 0, ...known);
	for (const [order, id] of line.entries()) places.set(id, { ...places.get(id), order: order + 1 });
	return places;
}
