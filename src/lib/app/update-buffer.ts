/** UpdateBuffer: many Updates in, one a frame out. A page that is hidden has no frames and no wait. */
import type { Update, UploadRow } from '../engine/engine-api';

/** Merged: what changed since the last frame; of a row only its newest form. */
export interface Merged extends Omit<Update, 'rows' | 'removed'> {
	readonly rows: ReadonlyMap<string, UploadRow>;
	readonly removed: ReadonlySet<string>;
}

/** So many rows fit into a frame. */
const MOST_AT_ONCE = 1000;

type Schedule = (flush: () => void) => void;

export class UpdateBuffer {
	readonly #apply: (merged: Merged) => void;
	readonly #schedule: Schedule;
	#rows = new Map<string, UploadRow>();
	#removed = new Set<string>();
	#rest: Update = {};
	#waiting = false;

	constructor(apply: (merged: Merged) => void, schedule: Schedule = nextFrame) {
		this.#apply = apply;
		this.#schedule = schedule;
	}

	push(update: Update): void {
		const { rows = [], removed = [], ...rest } = update;
		for (const id of removed) {
			this.#rows.delete(id);
			this.#removed.add(id);
		}
		for (const row of rows) {
			this.#removed.delete(row.id);
			this.#rows.set(row.id, row);
		}
		this.#rest = { ...this.#rest, ...rest };
		if (!this.#waiting) this.#flushLater();
	}

	/** flush applies what has come in, now; very many rows over several frames. */
	flush(): void {
		if (!this.#waiting) return;
		this.#waiting = false;
		const rows = this.#takeRows();
		const merged: Merged = { ...this.#rest, rows, removed: this.#removed };
		this.#removed = new Set();
		this.#rest = {};
		if (this.#rows.size > 0) this.#flushLater();
		this.#apply(merged);
	}

	#takeRows(): ReadonlyMap<string, UploadRow> {
		const all = this.#rows;
		this.#rows = new Map();
		if (all.size <= MOST_AT_ONCE) return all;
		const taken = new Map<string, UploadRow>();
		for (const [id, row] of all) (taken.size < MOST_AT_ONCE ? taken : this.#rows).set(id, row);
		return taken;
	}

	#flushLater(): void {
		this.#waiting = true;
		this.#schedule(() => this.flush());
	}
}

function nextFrame(flush: () => void): void {
	if (document.hidden) queueMicrotask(flush);
	else requestAnimationFrame(flush);
}
