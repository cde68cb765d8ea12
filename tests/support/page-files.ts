/**
 * PageFiles: FileActions over a few entries in memory, for tests that run in a browser. Honest, small
 * and quick; `memory-files.ts` is the one that conformance holds to all rules.
 */
import type { FileActions, FileEntry, Share, Step } from '../../src/lib/drives/files';
import { TransferError, type ErrorCode } from '../../src/lib/kernel/errors';
import { aFolder } from './entries';

const PAGE = 100;

export class PageFiles {
	readonly #entries = new Map<string, FileEntry>();
	readonly shared: Share[] = [];
	/** What each verb waits for before it answers. */
	readonly waits = new Map<keyof FileActions, Promise<unknown>>();
	/** Names that a verb refuses, and why. */
	readonly refuses = new Map<keyof FileActions, ErrorCode>();
	/** Entries that changes refuse. */
	readonly stubborn = new Map<string, ErrorCode>();
	#ids = 0;

	constructor(...entries: readonly FileEntry[]) {
		for (const entry of entries) this.#entries.set(entry.id, entry);
	}

	/** names lists a folder as it is at the drive; `bin` for the bin. */
	names(folderId = ''): readonly string[] {
		const inside = folderId === 'bin' ? this.#bin() : this.#inside(folderId);
		return inside.map(({ name }) => name).sort();
	}

	/** actions is what a FakeEngine takes. */
	actions(): FileActions {
		const look = (all: readonly FileEntry[], cursor = '0') => {
			const at = Number(cursor);
			const next = at + PAGE < all.length ? String(at + PAGE) : undefined;
			return { entries: all.slice(at, at + PAGE), next, total: all.length };
		};
		const set = (some: readonly FileEntry[], change: Partial<FileEntry>) => {
			for (const { id } of some) {
				const refusal = this.stubborn.get(id);
				if (refusal) throw new TransferError(refusal);
			}
			for (const { id } of some) this.#entries.set(id, { ...this.#entries.get(id)!, ...change });
		};
		const all: FileActions = {
			entries: async (folderId, view) => {
				if (folderId && !this.#entries.has(folderId)) throw new TransferError('folder-missing');
				return look(this.#inside(folderId), view?.cursor);
			},
			search: async (text, _, view) =>
				look(
					[...this.#entries.values()].filter(({ name }) => name.includes(text)),
					view?.cursor
				),
			path: async (folderId) => this.#way(folderId),
			details: async (entry) => ({ ...entry, path: this.#way(entry.folderId) }),
			makeFolder: async (folderId, name) => {
				if (this.names(folderId).includes(name)) throw new TransferError('name-taken');
				const folder = aFolder(`new-${++this.#ids}`, { name, folderId });
				this.#entries.set(folder.id, folder);
				return folder;
			},
			rename: async (entry, name) => {
				if (this.names(entry.folderId).includes(name)) throw new TransferError('name-taken');
				set([entry], { name });
				return { ...entry, name };
			},
			move: async (some, folderId) => set(some, { folderId }),
			copy: async (some, folderId) => {
				for (const one of some) {
					const id = `copy-${++this.#ids}`;
					this.#entries.set(id, { ...one, id, folderId });
				}
				return undefined;
			},
			copied: async () => true,
			trash: async (some) => set(some, { trashedAt: 1 }),
			bin: async (view) => look(this.#bin(), view?.cursor),
			restore: async (some) => set(some, { trashedAt: undefined }),
			erase: async (some) => {
				for (const { id } of some) this.#entries.delete(id);
			},
			emptyBin: async () => {
				for (const { id } of this.#bin()) this.#entries.delete(id);
			},
			link: async ({ name }) => ({ url: `https://cdn.test/${encodeURIComponent(name)}` }),
			share: async (_, { name, password }) => {
				const id = `share-${++this.#ids}`;
				const share = { id, name, password, url: `https://drive.test/s/${id}` };
				this.shared.push(share);
				return share;
			},
			shares: async () => ({ shares: [...this.shared] }),
			unshare: async (ended) => {
				const ids = ended.map(({ id }) => id);
				const left = this.shared.filter(({ id }) => !ids.includes(id));
				this.shared.splice(0, this.shared.length, ...left);
			}
		};
		const guarded = Object.entries(all).map(([verb, act]) => {
			const name = verb as keyof FileActions;
			return [
				name,
				async (...args: unknown[]) => {
					await this.waits.get(name);
					const refusal = this.refuses.get(name);
					if (refusal) throw new TransferError(refusal);
					return (act as (...args: unknown[]) => Promise<unknown>)(...args);
				}
			];
		});
		return Object.fromEntries(guarded) as unknown as FileActions;
	}

	#inside(folderId: string): readonly FileEntry[] {
		return [...this.#entries.values()].filter(
			(entry) => entry.folderId === folderId && entry.trashedAt === undefined
		);
	}

	#bin(): readonly FileEntry[] {
		return [...this.#entries.values()].filter(({ trashedAt }) => trashedAt !== undefined);
	}

	#way(folderId: string): Step[] {
		const folder = this.#entries.get(folderId);
		return folder ? [...this.#way(folder.folderId), { id: folder.id, name: folder.name }] : [];
	}
}
