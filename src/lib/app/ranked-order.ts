/**
 * RankedOrder: ids in list order, kept as single ones come, move and go. One of ten thousand that
 * moves costs a search, not a sort.
 */
/** Place: lower ranks go first, then lower orders. */
export interface Place {
	readonly rank: number;
	readonly order: number;
}

/** So many that move at once are sorted in; a search and a shift for each would take longer. */
const MANY = 200;

export class RankedOrder {
	readonly #places = new Map<string, Place>();
	readonly #ranks: string[][] = [];

	get size(): number {
		return this.#places.size;
	}

	/** put gives an id its place: lower ranks go first, then lower orders. */
	put(id: string, rank: number, order: number): void {
		const before = this.#places.get(id);
		if (before?.rank === rank && before.order === order) return;
		this.delete(id);
		const ids = (this.#ranks[rank] ??= []);
		ids.splice(this.#indexIn(ids, id, order), 0, id);
		this.#places.set(id, { rank, order });
	}

	delete(id: string): void {
		const place = this.#places.get(id);
		if (!place) return;
		const ids = this.#ranks[place.rank]!;
		ids.splice(this.#indexIn(ids, id, place.order), 1);
		this.#places.delete(id);
	}

	/** putAll puts many; those without a place go. */
	putAll(changes: ReadonlyMap<string, Place | undefined>): void {
		if (changes.size < MANY) {
			for (const [id, place] of changes) {
				if (place) this.put(id, place.rank, place.order);
				else this.delete(id);
			}
			return;
		}
		for (const [rank, ids] of this.#ranks.entries()) {
			if (ids) this.#ranks[rank] = ids.filter((id) => !changes.has(id));
		}
		for (const [id, place] of changes) {
			this.#places.delete(id);
			if (!place) continue;
			this.#places.set(id, place);
			(this.#ranks[place.rank] ??= []).push(id);
		}
		const orderOf = (id: string) => this.#places.get(id)!.order;
		for (const ids of this.#ranks) ids?.sort((a, b) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1));
	}

	/** ids lists all, or those whose rank is below one. */
	ids(below = Infinity): readonly string[] {
		return this.#ranks.slice(0, below).flatMap((ids) => ids ?? []);
	}

	/** first gives the lowest order of those whose rank is below one; undefined for none. */
	first(below = Infinity): number | undefined {
		const firsts = this.#ranks.slice(0, below).flatMap((ids) => ids?.[0] ?? []);
		const orders = firsts.map((id) => this.#places.get(id)!.order);
		return orders.length > 0 ? Math.min(...orders) : undefined;
	}

	/** count tells how many have a rank. */
	count(rank: number): number {
		return this.#ranks[rank]?.length ?? 0;
	}

	/** Where an id is, or belongs: the first whose place is not before its own. */
	#indexIn(ids: readonly string[], id: string, order: number): number {
		let [low, high] = [0, ids.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			const other = ids[middle]!;
			const difference = this.#places.get(other)!.order - order;
			if (difference < 0 || (difference === 0 && other < id)) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/**
 * hold leaves the pinned id, which has the focus, at the index that it had in `before`, so that
 * nothing moves under a person's fingers.
 */
export function hold(
	ids: readonly string[],
	before: readonly string[],
	pinned: string | undefined
): readonly string[] {
	const index = pinned ? before.indexOf(pinned) : -1;
	if (index < 0 || ids[index] === pinned || !ids.includes(pinned!)) return ids;
	const others = ids.filter((id) => id !== pinned);
	others.splice(Math.min(index, others.length), 0, pinned!);
	return others;
}
