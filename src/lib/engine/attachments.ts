/** Attachments: which rows a dropped file belongs to already. architecture: Source, re-attachment */
import type { Entry, Queue } from '../uploads/queue';
import type { Target } from './engine-api';
import type { Arrival, RootsOfRows } from './intake';

export class Attachments {
	readonly #queue: Queue;
	readonly #roots: RootsOfRows;
	/** Rows that a drop may continue, by the place they go to. */
	readonly #rows = new Map<string, Entry[]>();
	/** Roots of this drop that rows have been given already. */
	readonly #stored = new Set<string>();

	constructor(queue: Queue, roots: RootsOfRows) {
		this.#queue = queue;
		this.#roots = roots;
		const unfinishedGroups = new Set<string>();
		for (const { upload } of queue.entries()) {
			if (upload.group && isUnfinished(upload.status.state)) unfinishedGroups.add(upload.group.id);
		}
		for (const entry of queue.entries()) {
			const { upload } = entry;
			// A finished file starts a new row, but not within a folder that is being continued.
			const continues = upload.group && unfinishedGroups.has(upload.group.id);
			if (!isUnfinished(upload.status.state) && !continues) continue;
			const key = place(upload);
			const rows = this.#rows.get(key);
			if (rows) rows.push(entry);
			else this.#rows.set(key, [entry]);
		}
	}

	/** attach lets a row go on with this file; false when no row wants it. */
	async attach(arrival: Arrival, target: Target): Promise<boolean> {
		const rows = this.#rows.get(place({ ...target, ...arrival }));
		const match = rows && (await this.#match(arrival, rows));
		if (!match) return false;
		const { id, identity, status } = match.upload;
		if (status.state === 'done' || status.state === 'cancelled') return true;
		const { root, path } = arrival;
		if (!this.#stored.has(root.id)) {
			this.#stored.add(root.id);
			await this.#roots.replace(root);
		}
		const source = { rootId: root.id, path };
		if (same(identity, arrival.identity)) this.#queue.repoint(id, source);
		else await this.#queue.restartWith(id, { source, identity: arrival.identity });
		return true;
	}

	/** match: the same entry on disk, else the same size and time under the same remote name. */
	async #match({ identity, root }: Arrival, rows: readonly Entry[]): Promise<Entry | undefined> {
		const exact = rows.find(({ upload }) => same(upload.identity, identity));
		if (exact || root.handle?.kind !== 'file') return exact;
		for (const entry of rows) {
			const known = (await this.#roots.get(entry.upload.source.rootId))?.handle;
			if (known?.kind === 'file' && (await known.isSameEntry(root.handle))) return entry;
		}
		return undefined;
	}
}

function isUnfinished(state: string): boolean {
	return state !== 'done' && state !== 'cancelled';
}

function same(a: Arrival['identity'], b: Arrival['identity']): boolean {
	return a.size === b.size && a.lastModified === b.lastModified;
}

/** place names where something goes to: two files of one place have one remote path. */
export function place(of: {
	readonly accountId: string;
	readonly folderId: string;
	readonly folders: readonly string[];
	readonly name: string;
}): string {
	return JSON.stringify([of.accountId, of.folderId, of.folders, of.name]);
}
