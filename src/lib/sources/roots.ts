/** Roots: what drops and picks gave, in memory for this life and in the store for the next. */
import { openRoot } from './handle-source';
import type { SessionStore } from '../sessions/session-store';
import type { SourceRef, SourceRoot } from './source';

/** What the engine keeps of a watched folder, as far as its handle goes. */
interface WatchedRoot {
	readonly id: string;
	readonly directory: FileSystemDirectoryHandle;
}

export class Roots {
	readonly #store: SessionStore;
	/** Bare Files live only here: a browser without handles can't keep them over a restart. */
	readonly #known = new Map<string, SourceRoot>();

	constructor(store: SessionStore) {
		this.#store = store;
	}

	/**
	 * get keeps what it finds: Chromium ends a handle's permission when the last living handle that has
	 * it goes, so every tab that may have to go on holds them all.
	 */
	async get(id: string): Promise<SourceRoot | undefined> {
		const known = this.#known.get(id) ?? (await this.#store.root(id));
		if (known) this.#known.set(id, known);
		return known;
	}

	/** holdWatched does the same for watched folders of these ids. */
	async holdWatched(ids: readonly string[]): Promise<void> {
		if (ids.every((id) => this.#known.has(id))) return;
		const watches = await this.#store.setting<readonly WatchedRoot[]>('watches');
		for (const { id, directory } of watches ?? []) this.#known.set(id, { id, handle: directory });
	}

	/** add takes roots that the queue stores together with their rows. */
	add(roots: readonly SourceRoot[]): void {
		for (const root of roots) this.#known.set(root.id, root);
	}

	/** replace puts a newly given file or handle behind the rows of an old root. */
	async replace(root: SourceRoot): Promise<void> {
		this.#known.set(root.id, root);
		await this.#store.saveRoot(root);
	}

	/** forget lets go of a bare File: it can't be read as it is now, so a person must give it anew. */
	forget(id: string): void {
		if (this.#known.get(id)?.file) this.#known.delete(id);
	}

	/**
	 * file opens a Source's File as it is on disk now, whatever it was before; a bare File only as the
	 * browser has it. Rejects with `source-missing`, `source-forgotten` or `permission-needed`.
	 */
	async file({ rootId, path }: SourceRef): Promise<File> {
		return openRoot(await this.get(rootId), path);
	}
}
