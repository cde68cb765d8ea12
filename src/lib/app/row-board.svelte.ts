/**
 * RowBoard: the rows of the list. Each RowView changes by itself, so that one row's progress
 * renders one row; the order is computed anew only when a row changes its place.
 */
import type { UploadRow } from '../engine/engine-api';
import { arrange, isFinished, needsPerson, rankOf } from './row-order';

/** RowView: one row and how far its bar has ever come. */
export class RowView {
	readonly id: string;
	#row = $state.raw<UploadRow>() as UploadRow;
	#mark = $state(0);

	constructor(row: UploadRow) {
		this.id = row.id;
		this.set(row);
	}

	get row(): UploadRow {
		return this.#row;
	}

	/** Fraction sent; never runs backwards while the upload lives, even when a part is sent again. */
	get sent(): number {
		return this.#mark;
	}

	/** Fraction hashed. */
	get hashed(): number {
		const { hashed, size } = this.#row;
		return size > 0 ? Math.min(1, hashed / size) : this.#row.state === 'queued' ? 0 : 1;
	}

	set(row: UploadRow): void {
		const startsAnew = row.state === 'hashing' && row.sent === 0;
		const sent = row.state === 'done' ? 1 : row.size > 0 ? Math.min(1, row.sent / row.size) : 0;
		this.#mark = startsAnew ? 0 : Math.max(sent, this.#row ? this.#mark : 0);
		this.#row = row;
	}
}

/** Tally: how many rows are in a condition that a button or sentence depends on. */
export interface Tally {
	readonly pausable: number;
	readonly paused: number;
	readonly finished: number;
	readonly needsPerson: number;
}

export class RowBoard {
	readonly #views = new Map<string, RowView>();
	#ids = $state.raw<readonly string[]>([]);
	#openIds = $state.raw<readonly string[]>([]);
	#tally = $state.raw<Tally>({ pausable: 0, paused: 0, finished: 0, needsPerson: 0 });
	/** The focused row, which stays where it is. */
	pinned: string | undefined;

	readonly views: readonly RowView[] = $derived(this.#ids.map((id) => this.#views.get(id)!));
	/** Views of the rows that are not finished. */
	readonly openViews: readonly RowView[] = $derived(
		this.#openIds.map((id) => this.#views.get(id)!)
	);

	get tally(): Tally {
		return this.#tally;
	}

	get(id: string): RowView | undefined {
		return this.#views.get(id);
	}

	/** rows gives the plain rows, in list order. */
	rows(): readonly UploadRow[] {
		return this.#ids.map((id) => this.#views.get(id)!.row);
	}

	/** apply takes in changes; tells whether a row came, went or changed its place. */
	apply(changed: Iterable<UploadRow>, removed: Iterable<string>): boolean {
		let moved = false;
		for (const id of removed) moved = this.#views.delete(id) || moved;
		for (const row of changed) {
			const view = this.#views.get(row.id);
			if (!view) this.#views.set(row.id, new RowView(row));
			moved ||= !view || placeOf(view.row) !== placeOf(row);
			view?.set(row);
		}
		if (moved) this.arrange();
		return moved;
	}

	/** arrange puts rows into their places, the pinned one excepted. */
	arrange(): void {
		const rows = [...this.#views.values()].map((view) => view.row);
		this.#ids = arrange(rows, this.#ids, this.pinned);
		this.#openIds = this.#ids.filter((id) => !isFinished(this.#views.get(id)!.row));
		this.#tally = {
			pausable: rows.filter(isPausable).length,
			paused: rows.filter((row) => row.state === 'paused').length,
			finished: rows.filter(isFinished).length,
			needsPerson: rows.filter(needsPerson).length
		};
	}
}

/** isPausable tells rows that Pause does something to. */
export function isPausable(row: Pick<UploadRow, 'state'>): boolean {
	return !isFinished(row) && row.state !== 'paused' && row.state !== 'failed';
}

function placeOf(row: UploadRow): string {
	return `${rankOf(row)} ${row.order} ${row.state} ${row.cause ?? ''} ${row.code ?? ''}`;
}
