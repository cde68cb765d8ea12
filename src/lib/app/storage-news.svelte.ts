/** StorageNews: what a person should know about where the list is kept; nothing while all is well. */
import type { Keeping } from '../sessions/session-store';
import { ListMark } from './list-mark';

export type StorageTrouble = Exclude<Keeping['state'], 'disk'> | 'evicted';

/** Only a list that is on disk can be missed later. */
const ON_DISK: ReadonlySet<Keeping['state']> = new Set(['disk', 'low', 'rewritten', 'unread']);

export class StorageNews {
	readonly #mark: ListMark;
	#keeping = $state.raw<Keeping>({ state: 'disk' });
	#wasEvicted = $state(false);
	/** What the person has read already. */
	#read = $state<Keeping['state']>();

	constructor(mark = new ListMark(() => localStorage)) {
		this.#mark = mark;
	}

	get trouble(): StorageTrouble | undefined {
		const { state } = this.#keeping;
		if (state !== 'disk' && state !== this.#read) return state;
		return this.#wasEvicted ? 'evicted' : undefined;
	}

	/** Bytes, while they are few. */
	get left(): number {
		return this.#keeping.left ?? 0;
	}

	/** take is told how the list is kept, and how many of its uploads are unfinished. */
	take(keeping: Keeping | undefined, unfinished: number): void {
		if (keeping) {
			if (keeping.state !== this.#keeping.state) this.#read = undefined;
			this.#keeping = keeping;
		}
		const { state, listId } = this.#keeping;
		if (listId === undefined || !ON_DISK.has(state)) return;
		if (this.#mark.see(listId, unfinished)) this.#wasEvicted = true;
	}

	/** dismiss takes away what is told now; other news come again. */
	dismiss(): void {
		if (this.trouble === 'evicted') this.#wasEvicted = false;
		else this.#read = this.#keeping.state;
	}
}
