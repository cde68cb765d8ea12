import { createHash } from 'node:crypto';
import type { RemoteFile } from '../../src/lib/drives/drive';
import { ROOT } from '../../src/lib/drives/drive';
import { TransferError } from '../../src/lib/kernel/errors';
import type { Clock } from '../../src/lib/kernel/clock';

/** Leaf: an entry as the tree keeps it. Times in milliseconds. */
export interface Leaf extends RemoteFile {
	readonly modifiedAt: number;
	readonly createdAt: number;
	readonly trashedAt?: number | undefined;
}

/** MemoryTree is the files and folders of a MemoryDrive, the bin included, and the bytes it knows. */
export class MemoryTree {
	readonly content = new Map<string, Uint8Array>();
	readonly #entries = new Map<string, Leaf>();
	readonly #clock: Clock;
	#ids = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get(id: string): Leaf | undefined {
		return this.#entries.get(id);
	}

	all(): readonly Leaf[] {
		return [...this.#entries.values()];
	}

	/** isLive tells whether neither an entry nor a folder above it is in the bin. */
	isLive(id: string): boolean {
		if (id === ROOT) return true;
		const entry = this.#entries.get(id);
		return entry !== undefined && entry.trashedAt === undefined && this.isLive(entry.folderId);
	}

	/** inside gives the entries of a folder. Rejects `folder-missing`. */
	inside(folderId: string): readonly Leaf[] {
		if (!this.isLive(folderId)) throw new TransferError('folder-missing');
		return this.#under(folderId).filter(({ trashedAt }) => trashedAt === undefined);
	}

	add(entry: Omit<RemoteFile, 'id' | 'modifiedAt'>, id = `id-${++this.#ids}`): Leaf {
		const modifiedAt = this.#clock.now();
		const createdAt = this.#entries.get(id)?.createdAt ?? modifiedAt;
		return this.set({ ...entry, id, modifiedAt, createdAt });
	}

	set(leaf: Leaf): Leaf {
		this.#entries.set(leaf.id, leaf);
		return leaf;
	}

	/** remove deletes an entry for ever, with all it holds. */
	remove(id: string): void {
		for (const child of this.#under(id)) this.remove(child.id);
		this.#entries.delete(id);
	}

	/** free gives the name, or "name(1).ext" where it is taken. */
	free(folderId: string, name: string): string {
		const taken = new Set(this.inside(folderId).map((entry) => entry.name));
		const dot = name.lastIndexOf('.');
		const at = dot > 0 ? dot : name.length;
		let free = name;
		for (let n = 1; taken.has(free); n++) free = `${name.slice(0, at)}(${n})${name.slice(at)}`;
		return free;
	}

	#under(folderId: string): Leaf[] {
		return [...this.#entries.values()].filter((entry) => entry.folderId === folderId);
	}
}

export function md5Of(bytes: Uint8Array): string {
	return createHash('md5').update(bytes).digest('hex');
}
