/** Watching: all watched folders of this browser, as long as this engine leads. */
import type { SessionStore } from '../sessions/session-store';
import type { WatchAsk, WatchView, WatchWish } from './watch-api';
import { WatchedFolder, type StoredWatch, type WatchTools } from './watch-folder';
import { WatchLedger } from './watch-ledger';

/** The setting that names the watched folders, handles included. */
export const WATCHES = 'watches';

/** WatchingTools: what watching needs of the rest of the engine. */
export interface WatchingTools extends Omit<WatchTools, 'changed'> {
	readonly store: Pick<SessionStore, 'setting' | 'saveSetting'>;
	readonly tell: (watches: readonly WatchView[]) => void;
}

export class Watching {
	readonly #tools: WatchingTools;
	readonly #folders = new Map<string, WatchedFolder>();

	private constructor(tools: WatchingTools) {
		this.#tools = tools;
	}

	/** open goes on with what was watched when this browser was closed. */
	static async open(tools: WatchingTools): Promise<Watching> {
		const watching = new Watching(tools);
		const stored = (await tools.store.setting<readonly StoredWatch[]>(WATCHES)) ?? [];
		for (const one of stored) await watching.#add(one);
		watching.#tell();
		return watching;
	}

	/** Handles that a person has to allow again. */
	get toAsk(): readonly FileSystemDirectoryHandle[] {
		return this.#all.filter((one) => one.needsPermission).map((one) => one.stored.directory);
	}

	/** lookAgain looks through all of them: a permission, a filter or an account changed. */
	lookAgain(): void {
		for (const folder of this.#all) folder.lookAgain();
	}

	/** stop ends all looking. */
	stop(): void {
		for (const folder of this.#all) folder.stop();
	}

	/** ask is WatchApi.watch. */
	async ask(ask: WatchAsk): Promise<void> {
		if (ask.step === 'add') await this.#begin(ask.directory, ask.wish);
		else {
			const folder = this.#folders.get(ask.id);
			if (!folder) return;
			if (ask.step === 'look') folder.lookAgain();
			else if (ask.step === 'change') await this.#change(folder, ask.wish);
			else {
				this.#folders.delete(ask.id);
				await this.#save();
				await folder.forget();
			}
		}
		this.#tell();
	}

	get #all(): readonly WatchedFolder[] {
		return [...this.#folders.values()];
	}

	/** The same folder for the same place is watched once. */
	async #begin(directory: FileSystemDirectoryHandle, wish: WatchWish): Promise<void> {
		for (const folder of this.#all) {
			const isThere = isSamePlace(folder.stored.wish, wish);
			if (!isThere || !(await folder.stored.directory.isSameEntry(directory))) continue;
			await this.#change(folder, wish);
			return;
		}
		await this.#add({ id: crypto.randomUUID(), directory, wish });
		await this.#save();
	}

	async #add(stored: StoredWatch): Promise<void> {
		const ledger = await WatchLedger.open(this.#tools.store, stored.id);
		const changed = () => this.#tell();
		const folder = new WatchedFolder(stored, ledger, { ...this.#tools, changed });
		this.#folders.set(stored.id, folder);
		folder.start();
	}

	async #change(folder: WatchedFolder, change: Partial<WatchWish>): Promise<void> {
		const before = folder.stored.wish;
		const wish = { ...before, ...change };
		await folder.change(wish, !isSamePlace(before, wish));
		await this.#save();
	}

	#save(): Promise<void> {
		const stored = this.#all.map((folder) => folder.stored);
		return this.#tools.store.saveSetting(WATCHES, stored.length > 0 ? stored : undefined);
	}

	#tell(): void {
		this.#tools.tell(this.#all.map((folder) => folder.view()));
	}
}

function isSamePlace(a: WatchWish, b: WatchWish): boolean {
	return a.accountId === b.accountId && a.folderPath === b.folderPath;
}
