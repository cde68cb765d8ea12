/** Row views: what the list draws. Each changes by itself, so that one row's progress renders one row. */
import type { UploadRow } from '../engine/engine-api';
import type { UploadState, WaitCause } from '../uploads/upload';
import { RankedOrder, type Place } from './ranked-order';
import type { Priority } from '../kernel/priority';
import { FINISHED, rankOf } from './row-order';
import { RowTally, type Sums } from './row-tally';

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

/** FolderSummary: the rows of a dropped folder as one. */
export interface FolderSummary extends Readonly<Sums> {
	readonly state: UploadState;
	readonly cause: WaitCause | undefined;
	/** What all of its unfinished rows have; undefined where they differ. */
	readonly priority: Priority | undefined;
	/** Milliseconds; absent until it can be told. */
	readonly etaMs: number | undefined;
}

/** FolderView: a dropped folder, drawn as one row that expands. */
export class FolderView {
	readonly id: string;
	readonly name: string;
	/** Remote path of the folder. */
	readonly path: string;
	readonly accountId: string;
	readonly #tally = new RowTally();
	readonly #order = new RankedOrder();
	/** Rows whose place is another one since the last `settle`. */
	#moved = new Map<string, Place | undefined>();
	#summary = $state.raw<FolderSummary>() as FolderSummary;
	readonly #rows = new Map<string, UploadRow>();
	/** Its rows as the list last showed them. */
	shown: readonly string[] = [];

	/** `first` is a row with a group. */
	constructor(first: UploadRow) {
		const { id, name, path } = first.group!;
		[this.id, this.name, this.path] = [id, name, path];
		this.accountId = first.accountId;
	}

	get summary(): FolderSummary {
		return this.#summary;
	}

	/** Where it goes in the list: as `rankOf` of a row. */
	get rank(): number {
		const { state, needsPerson, high, low, unfinished } = this.#summary;
		const priority = high > 0 ? 'high' : low > 0 && low === unfinished ? 'low' : undefined;
		return rankOf(needsPerson > 0 ? { state: 'failed', priority } : { state, priority });
	}

	/** Place among the other lines: that of its first row that is not finished. */
	get order(): number {
		return this.#order.first(FINISHED) ?? this.#order.first() ?? 0;
	}

	get isEmpty(): boolean {
		return this.#order.size === 0;
	}

	/** ids of its rows, in list order. */
	ids(): readonly string[] {
		return this.#order.ids();
	}

	/** idsOf lists the rows that an action is for. */
	idsOf(meant: (row: UploadRow) => boolean): readonly string[] {
		return this.rowsOf(meant).map(({ id }) => id);
	}

	rowsOf(meant: (row: UploadRow) => boolean): readonly UploadRow[] {
		return [...this.#rows.values()].filter(meant);
	}

	/** replace takes in a row's change; `settle` makes the sum of many visible. */
	replace(before: UploadRow | undefined, after: UploadRow | undefined): void {
		this.#tally.replace(before, after);
		if (after) {
			this.#rows.set(after.id, after);
			this.#moved.set(after.id, { rank: rankOf(after), order: after.order });
		} else if (before) {
			this.#rows.delete(before.id);
			this.#moved.set(before.id, undefined);
		}
	}

	settle(): void {
		this.#order.putAll(this.#moved);
		this.#moved = new Map();
		const { sums, state, cause, priority } = this.#tally;
		const left = sums.size - sums.sent;
		const etaMs = sums.speed > 1 && left > 0 ? (left / sums.speed) * 1000 : undefined;
		this.#summary = { ...sums, state, cause, priority, etaMs };
	}
}
