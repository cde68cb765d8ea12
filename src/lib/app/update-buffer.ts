/** UpdateBuffer: many Updates in, one a frame out. A page that is hidden has no frames and no wait. */
import type { Update, UploadRow } from '../engine/engine-api';

/** Merged: what changed since the last frame; of a row only its newest form. */
export interface Merged extends Omit<Update, 'rows' | 'removed'> {
	readonly rows: ReadonlyMap<string, UploadRow>;
	readonly removed: ReadonlySet<string>;
}

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
		if (this.#waiting) return;
		this.#waiting = true;
		this.#schedule(() => this.flush());
	}

	/** flush applies what has come in, now. */
	flush(): void {
		if (!this.#waiting) return;
		this.#waiting = false;
		const merged: Merged = { ...this.#rest, rows: this.#rows, removed: this.#removed };
		this.#rows = new Map();
		this.#removed = new Set();
		this.#rest = {};
		this.#apply(merged);
	}
}

function nextFrame(flush: () => void): void {
	if (document.hidden) queueMicrotask(flush);
	else requestAnimationFrame(flush);
}
