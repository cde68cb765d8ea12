/** Leftovers: Sessions whose rows were taken off the list, found again when their files come back. */
import type { StoredSession } from '../sessions/session-store';
import type { Queue } from '../uploads/queue';
import type { Upload } from '../uploads/upload';
import { place } from './attachments';
import type { Target } from './engine-api';
import type { Arrival } from './intake';

export class Leftovers {
	readonly #queue: Queue;
	readonly #sessions: () => Promise<readonly StoredSession[]>;
	/** Rows as they were, by the place that they went to; read when the first file wants to know. */
	#rows: Promise<Map<string, Upload[]>> | undefined;

	constructor(queue: Queue, sessions: () => Promise<readonly StoredSession[]>) {
		this.#queue = queue;
		this.#sessions = sessions;
	}

	/**
	 * take gives the removed row that a file had at this place, once. The new row takes its id, and
	 * with that its Session; whether the bytes are the same is seen when they are read.
	 */
	async take(arrival: Arrival, target: Target): Promise<Upload | undefined> {
		if (arrival.kind === 'folder') return undefined;
		const rows = (await (this.#rows ??= this.#read())).get(place({ ...target, ...arrival }));
		const { size, lastModified } = arrival.identity;
		const found = rows?.findIndex(({ id, identity }) => {
			const same = identity.size === size && identity.lastModified === lastModified;
			return same && !this.#queue.entry(id);
		});
		return found === undefined || found < 0 ? undefined : rows?.splice(found, 1)[0];
	}

	async #read(): Promise<Map<string, Upload[]>> {
		const rows = new Map<string, Upload[]>();
		for (const { row, endedAt } of await this.#sessions()) {
			if (!row || endedAt !== undefined) continue;
			const key = place(row);
			rows.set(key, [...(rows.get(key) ?? []), row]);
		}
		return rows;
	}
}
