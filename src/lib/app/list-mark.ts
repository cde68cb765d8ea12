/**
 * ListMark: remembers which list this browser had, apart from where the list itself is. A browser that
 * runs out of space clears IndexedDB, and often leaves this.
 */
const KEY = 'panlift.list';

/** MarkPlace is the page's localStorage, as far as a mark needs it. */
export type MarkPlace = Pick<Storage, 'getItem' | 'setItem'>;

export class ListMark {
	readonly #place: () => MarkPlace;
	#seen: string | undefined;

	/** `place` may throw: a browser that blocks storage does. */
	constructor(place: () => MarkPlace) {
		this.#place = place;
	}

	/**
	 * see takes in which list there is now, and how many of its uploads are unfinished. True, once,
	 * when the last one had unfinished uploads and is gone.
	 */
	see(listId: string, unfinished: number): boolean {
		const mark = unfinished > 0 ? `${listId} unfinished` : listId;
		if (mark === this.#seen) return false;
		this.#seen = mark;
		try {
			const place = this.#place();
			const before = place.getItem(KEY) ?? '';
			if (before !== mark) place.setItem(KEY, mark);
			const [id, wasUnfinished] = before.split(' ');
			return id !== listId && wasUnfinished !== undefined;
		} catch {
			// Blocked or full: without a mark nothing can be told, and nothing is broken.
			return false;
		}
	}
}
