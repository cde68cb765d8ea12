/** Attachments: which rows a given file belongs to already. architecture: Source, re-attachment */
import type { Entry, Queue } from '../uploads/queue';
import { isActive } from '../uploads/transition';
import type { Target } from './engine-api';
import type { Arrival, RootsOfRows } from './intake';
import { isMissing, LostRows, type ContentTools } from './lost-rows';

export interface AttachmentTools extends Omit<ContentTools, 'open' | 'entry'> {
	readonly queue: Queue;
	readonly roots: RootsOfRows;
}

/** Attached: what became of a file; `restarted` when its row's content is not the one from before. */
export type Attached = 'new' | 'continued' | 'restarted';

export class Attachments {
	readonly #queue: Queue;
	readonly #roots: RootsOfRows;
	/** Rows that a drop may continue, by the place they go to. */
	readonly #rows = new Map<string, Entry[]>();
	/** Finished files of folders that lost the others: by what they were below the folder. */
	readonly #finished = new Set<string>();
	readonly #lost: LostRows;
	/** Roots of this drop that rows have been given already. */
	readonly #stored = new Set<string>();

	constructor({ queue, roots, hashing, checksum }: AttachmentTools) {
		this.#queue = queue;
		this.#roots = roots;
		const entries = [...queue.entries()];
		const unfinished = groupsOf(entries, ({ state }) => isUnfinished(state));
		const lost = groupsOf(entries, isMissing);
		for (const entry of entries) {
			const { upload } = entry;
			// A finished file starts a new row, but not within a folder that is being continued.
			const continues = upload.group && unfinished.has(upload.group.id);
			if (!isUnfinished(upload.status.state) && !continues) continue;
			if (upload.group && lost.has(upload.group.id) && upload.status.state === 'done') {
				this.#finished.add(below(upload));
			}
			const key = place(upload);
			const rows = this.#rows.get(key);
			if (rows) rows.push(entry);
			else this.#rows.set(key, [entry]);
		}
		const open = roots.file.bind(roots);
		const entry = queue.entry.bind(queue);
		this.#lost = new LostRows(entries, { hashing, checksum, open, entry });
	}

	/**
	 * attach lets a row go on with this file: the one of its place, else one that lost its Source and
	 * has its content, whatever it is called now. A lost row of its place with other content starts
	 * anew. Nothing is changed when it is `new`.
	 */
	async attach(arrival: Arrival, target: Target): Promise<Attached> {
		const here = this.#rows.get(place({ ...target, ...arrival })) ?? [];
		const match = await this.#match(arrival, here);
		const { size } = arrival.identity;
		// A row that can read its file leaves this one to another of the same content.
		if (match && (isMissing(match.upload.status) || !this.#lost.areKnown(size)))
			return this.#goOn(match, arrival);
		const lost = await this.#lost.find(arrival, (row) => here.includes(row));
		if (lost) return this.#repoint(lost, arrival);
		if (match) return this.#goOn(match, arrival);
		if (this.#finished.has(below(arrival))) return 'continued';
		if (arrival.kind === 'folder') return 'new';
		for (const row of here) if (await this.#lost.isLost(row)) return this.#restart(row, arrival);
		return 'new';
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

	async #goOn(row: Entry, arrival: Arrival): Promise<Attached> {
		const { identity, status } = this.#queue.entry(row.upload.id)?.upload ?? row.upload;
		if (!isUnfinished(status.state)) return 'continued';
		// It works with the file that it has.
		if (isActive(status) && !(await this.#lost.isLost(row))) return 'continued';
		if (same(identity, arrival.identity)) return this.#repoint(row, arrival);
		const { file } = arrival;
		const touched = file !== undefined && identity.size === file.size;
		if (touched && (await this.#lost.hasContent(row, file))) return this.#repoint(row, arrival);
		return this.#restart(row, arrival);
	}

	async #repoint({ upload }: Entry, arrival: Arrival): Promise<Attached> {
		await this.#queue.repoint(upload.id, await this.#sourceOf(arrival), arrival.identity);
		return 'continued';
	}

	async #restart({ upload }: Entry, arrival: Arrival): Promise<Attached> {
		const source = await this.#sourceOf(arrival);
		await this.#queue.restartWith(upload.id, { source, identity: arrival.identity });
		return 'restarted';
	}

	async #sourceOf({ root, path }: Arrival): Promise<Entry['upload']['source']> {
		if (!this.#stored.has(root.id)) {
			this.#stored.add(root.id);
			// A bare File can't be kept: thousands of them must not wait for the store.
			if (root.handle) await this.#roots.replace(root);
			else this.#roots.add([root]);
		}
		return { rootId: root.id, path };
	}
}

type Status = Entry['upload']['status'];

/** Ids of groups with a row of which `holds` is true. */
function groupsOf(entries: readonly Entry[], holds: (status: Status) => boolean): Set<string> {
	const ids = new Set<string>();
	for (const { upload } of entries) {
		if (upload.group && holds(upload.status)) ids.add(upload.group.id);
	}
	return ids;
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

/** The dropped folder itself may have another name now. */
function below({
	folders,
	name,
	identity
}: Pick<Arrival, 'folders' | 'name' | 'identity'>): string {
	return JSON.stringify([folders.slice(1), name, identity.size, identity.lastModified]);
}
