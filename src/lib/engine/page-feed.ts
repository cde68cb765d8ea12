/** PageFeed: the one stream of Updates that this tab's page sees, whichever tab's engine they are from. */
import type { Update, UploadRow } from './engine-api';

/** Rows in one message: a page must not stand still while 10,000 arrive. */
const LOT = 500;

export class PageFeed {
	readonly #listeners = new Set<(update: Update) => void>();
	readonly #known = new Set<string>();

	add(listener: (update: Update) => void): void {
		this.#listeners.add(listener);
	}

	/** send passes an Update on; a `whole` one also takes away the rows that it does not name. */
	send(update: Update, whole = false): void {
		const rows = update.rows ?? [];
		const removed = new Set(update.removed);
		if (whole) {
			const named = new Set(rows.map(({ id }) => id));
			for (const id of this.#known) if (!named.has(id)) removed.add(id);
		}
		for (const id of removed) this.#known.delete(id);
		for (const { id } of rows) this.#known.add(id);
		this.#tell({
			...update,
			...(rows.length > 0 && { rows: rows.slice(0, LOT) }),
			removed: [...removed]
		});
		for (let start = LOT; start < rows.length; start += LOT)
			this.#tell({ rows: lotOf(rows, start) });
	}

	#tell(update: Update): void {
		for (const listener of this.#listeners) listener(update);
	}
}

function lotOf(rows: readonly UploadRow[], start: number): readonly UploadRow[] {
	return rows.slice(start, start + LOT);
}
