/**
 * RowBoard: the rows of the list, those of a dropped folder behind one line. What a change costs
 * depends on how many rows it names, not on how many there are.
 */
import type { UploadRow } from '../engine/engine-api';
import { hold, RankedOrder } from './ranked-order';
import { linesOf, type Line } from './row-lines';
import { FINISHED, rankOf } from './row-order';
import { RowTally, type Sums } from './row-tally';
import { FolderView, RowView } from './row-view.svelte';

/** So many finished lines stay in sight before they fold into one by themselves. */
const FOLD_ABOVE = 100;

/** Tally: how many rows are in a condition that a button or sentence depends on. */
export type Tally = Readonly<Pick<Sums, 'pausable' | 'paused' | 'finished' | 'needsPerson'>>;

export class RowBoard {
	readonly #views = new Map<string, RowView>();
	readonly #folders = new Map<string, FolderView>();
	readonly #top = new RankedOrder();
	readonly #sums = new RowTally();
	readonly #waiting = new Map<string, RowView>();
	readonly #expanded = new Set<string>();
	/** Told of each row that came or changed, while a page wants to know. */
	onrow: ((row: UploadRow) => void) | undefined;
	#shown: readonly string[] = [];
	#pinned: string | undefined;
	#filter = $state('');
	#foldChoice = $state<boolean | undefined>();
	#finishedLines = $state(0);
	#count = $state(0);
	#found = $state(0);
	#lines = $state.raw<readonly Line[]>([]);
	#tally = $state.raw<Tally>({ pausable: 0, paused: 0, finished: 0, needsPerson: 0 });

	/** What the list shows. */
	get lines(): readonly Line[] {
		return this.#lines;
	}
	get tally(): Tally {
		return this.#tally;
	}
	/** How many rows there are, shown or not. */
	get count(): number {
		return this.#count;
	}
	/** Lines that fold away; a folder is one. */
	get finishedLines(): number {
		return this.#finishedLines;
	}
	get folded(): boolean {
		return this.#foldChoice ?? this.#finishedLines > FOLD_ABOVE;
	}
	/** How many names fit the filter. */
	get found(): number {
		return this.#found;
	}
	get filter(): string {
		return this.#filter;
	}

	get(id: string): RowView | undefined {
		return this.#views.get(id);
	}

	/** rows gives the plain rows, in list order. */
	rows(): readonly UploadRow[] {
		return this.#top
			.ids()
			.flatMap((id) => this.#folders.get(id)?.ids() ?? [id])
			.map((id) => this.#views.get(id)!.row);
	}

	/** waiting gives the rows that wait for something. */
	waiting(): readonly UploadRow[] {
		return [...this.#waiting.values()].map((view) => view.row);
	}

	/** apply takes in changes; tells whether a row came, went or changed its condition. */
	apply(changed: Iterable<UploadRow>, removed: Iterable<string>): boolean {
		let moved = false;
		const touched = new Set<FolderView>();
		for (const id of removed) moved = this.#take(id, touched) || moved;
		for (const row of changed) {
			moved = this.#set(row, touched) || moved;
			this.onrow?.(row);
		}
		for (const folder of touched) this.#settle(folder);
		if (moved) this.#arrange();
		return moved;
	}

	/** pin leaves the line that has the focus where it is, until another one or none is pinned. */
	pin(key: string | undefined): void {
		const released = this.#pinned !== undefined && key === undefined;
		this.#pinned = key;
		if (released) this.#arrange();
	}

	/** expand shows or hides the rows of a folder. */
	expand(folderId: string, open: boolean): void {
		if (open) this.#expanded.add(folderId);
		else this.#expanded.delete(folderId);
		this.#arrange();
	}

	/** fold hides or shows what is finished; until it is called, many fold by themselves. */
	fold(folded: boolean): void {
		this.#foldChoice = folded;
		this.#arrange();
	}

	/** find shows only rows and folders whose name has this text. */
	find(text: string): void {
		this.#filter = text;
		this.#arrange();
	}

	#set(row: UploadRow, touched: Set<FolderView>): boolean {
		const view = this.#views.get(row.id);
		const before = view?.row;
		const moved = !before || conditionOf(before) !== conditionOf(row);
		// What a person moves does not stay where it was, also while it has the focus.
		if (before && moved && placeOf(before) !== placeOf(row)) this.#forgetPlaces(row);
		const now = view ?? new RowView(row);
		if (!view) this.#views.set(row.id, now);
		now.set(row);
		this.#sums.replace(before, row);
		if (row.state === 'waiting') this.#waiting.set(row.id, now);
		else this.#waiting.delete(row.id);
		if (isInFolder(row)) this.#folderOf(row, touched).replace(before, row);
		else if (moved) this.#top.put(row.id, rankOf(row), row.order);
		return moved;
	}

	#forgetPlaces({ group }: UploadRow): void {
		this.#shown = [];
		const folder = group && this.#folders.get(group.id);
		if (folder) folder.shown = [];
	}

	#take(id: string, touched: Set<FolderView>): boolean {
		const row = this.#views.get(id)?.row;
		if (!row) return false;
		this.#views.delete(id);
		this.#waiting.delete(id);
		this.#sums.replace(row, undefined);
		if (isInFolder(row)) this.#folderOf(row, touched).replace(row, undefined);
		else this.#top.delete(id);
		return true;
	}

	#folderOf(row: UploadRow, touched: Set<FolderView>): FolderView {
		const { id } = row.group!;
		let folder = this.#folders.get(id);
		if (!folder) this.#folders.set(id, (folder = new FolderView(row)));
		touched.add(folder);
		return folder;
	}

	#settle(folder: FolderView): void {
		folder.settle();
		if (!folder.isEmpty) {
			this.#top.put(folder.id, folder.rank, folder.order);
			return;
		}
		this.#top.delete(folder.id);
		this.#folders.delete(folder.id);
		this.#expanded.delete(folder.id);
	}

	/** arrange lays the lines out anew; the pinned one stays where it is. */
	#arrange(): void {
		const { pausable, paused, finished, needsPerson } = this.#sums.sums;
		this.#tally = { pausable, paused, finished, needsPerson };
		this.#count = this.#views.size;
		this.#finishedLines = this.#top.count(FINISHED);
		const pinnedGroup = this.#pinned && this.#views.get(this.#pinned)?.row.group?.id;
		const top = this.#top.ids(this.folded ? FINISHED : undefined);
		const pinnedTop = pinnedGroup && this.#folders.has(pinnedGroup) ? pinnedGroup : this.#pinned;
		this.#shown = hold(top, this.#shown, pinnedTop);
		const { lines, found } = linesOf({
			top: this.#shown,
			row: (id) => this.#views.get(id),
			folder: (id) => this.#folders.get(id),
			inside: (folder) => (folder.shown = hold(folder.ids(), folder.shown, this.#pinned)),
			isExpanded: (folder) => this.#expanded.has(folder.id),
			filter: this.#filter
		});
		this.#lines = lines;
		this.#found = found;
	}
}

/** A dropped folder that is empty is one plain row: there is nothing to expand. */
function isInFolder(row: UploadRow): boolean {
	return row.group !== undefined && !(row.kind === 'folder' && row.path === row.group.path);
}

function placeOf({ order, priority }: UploadRow): string {
	return `${order} ${priority ?? ''}`;
}

function conditionOf(row: UploadRow): string {
	return `${placeOf(row)} ${row.state} ${row.cause ?? ''} ${row.code ?? ''}`;
}
