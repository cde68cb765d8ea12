/** Selection: which entries are chosen, where the keyboard is, and from where a range reaches. */
import type { FileEntry } from '../../drives/files';

type Entries = readonly Pick<FileEntry, 'id'>[];

export class Selection {
	/** What is shown now, in order. */
	readonly #shown: () => Entries;
	#ids = $state.raw<ReadonlySet<string>>(new Set());
	#current = $state<string | undefined>();
	/** Where the current one was when it was last seen: its neighbour takes over when it goes. */
	#index = 0;
	/** Where a range begins. */
	#anchor: string | undefined;

	constructor(shown: () => Entries) {
		this.#shown = shown;
	}

	get ids(): ReadonlySet<string> {
		return this.#ids;
	}
	/** The entry that has the focus when the list has it. */
	get current(): string | undefined {
		return this.#current;
	}

	/** indexOf finds an entry in what is shown; -1: it is not. */
	indexOf(id: string | undefined): number {
		return id === undefined ? -1 : this.#shown().findIndex((entry) => entry.id === id);
	}

	/** The place of the current one, or the one that its going left. */
	get index(): number {
		const found = this.indexOf(this.#current);
		if (found >= 0) return found;
		return Math.max(0, Math.min(this.#index, this.#shown().length - 1));
	}

	/** pick chooses one and no other. */
	pick(id: string): void {
		this.#ids = new Set([id]);
		this.#anchor = id;
		this.#point(id);
	}

	/** toggle adds one, or takes it out. */
	toggle(id: string): void {
		const ids = new Set(this.#ids);
		if (!ids.delete(id)) ids.add(id);
		this.#ids = ids;
		this.#anchor = id;
		this.#point(id);
	}

	/** extend chooses everything from where the range began to here; `more` keeps what was chosen. */
	extend(id: string, more = false): void {
		const shown = this.#shown();
		const to = this.indexOf(id);
		const from = this.indexOf(this.#anchor);
		if (to < 0) return;
		const [start, end] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
		const range = shown.slice(start, end + 1).map((entry) => entry.id);
		this.#ids = new Set(more ? [...this.#ids, ...range] : range);
		this.#anchor ??= id;
		this.#point(id);
	}

	/** point moves the focus alone. */
	point(id: string): void {
		this.#anchor ??= id;
		this.#point(id);
	}

	all(): void {
		this.#ids = new Set(this.#shown().map(({ id }) => id));
	}

	clear(): void {
		this.#ids = new Set();
		this.#anchor = this.#current;
	}

	/** stepOff takes the choice and the focus off entries that are about to go, to the next one. */
	stepOff(ids: ReadonlySet<string>): void {
		const shown = this.#shown();
		const at = this.index;
		const stays = (entry: Entries[number]) => !ids.has(entry.id);
		const next = shown.slice(at).find(stays) ?? shown.slice(0, at).findLast(stays);
		this.#ids = new Set([...this.#ids].filter((id) => !ids.has(id)));
		this.#anchor = this.#current = next?.id;
	}

	/** settle forgets chosen ones that are gone, and gives the focus of a lost one to its neighbour. */
	settle(): void {
		const shown = this.#shown();
		if (this.#current !== undefined && this.indexOf(this.#current) < 0) {
			this.#current = shown[this.index]?.id;
			this.#anchor = this.#current;
		}
		if (this.#ids.size === 0) return;
		const there = new Set(shown.map(({ id }) => id));
		const ids = [...this.#ids].filter((id) => there.has(id));
		if (ids.length < this.#ids.size) this.#ids = new Set(ids);
	}

	/** choose selects several, as after an Undo. */
	choose(ids: readonly string[]): void {
		this.#ids = new Set(ids);
		this.#anchor = ids[0];
		if (ids[0] !== undefined) this.#point(ids[0]);
	}

	#point(id: string): void {
		this.#current = id;
		this.#index = Math.max(0, this.indexOf(id));
	}
}
