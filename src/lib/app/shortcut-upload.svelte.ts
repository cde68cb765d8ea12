/** ShortcutUpload: from the one click that a shortcut needs to rows in the queue. */
import type { ConflictPolicy } from '../drives/drive';
import type { EnqueueHow, Incoming, Target } from '../engine/engine-api';
import { canPick, canPickFolder, fromFiles, pickFiles, pickFolder } from '../sources/collect';
import { namesOf } from './target';

/** What is wanted; a target without a folder id is made when there is something to upload. */
export interface ShortcutWish {
	readonly upload: 'folder' | 'files';
	readonly target: Target;
	readonly conflict?: ConflictPolicy | undefined;
}

export interface ShortcutDoors {
	readonly folderAt: (accountId: string, names: readonly string[]) => Promise<Target>;
	readonly enqueue: (
		files: readonly Incoming[],
		target: Target,
		how: EnqueueHow
	) => Promise<unknown>;
	readonly ondone: () => void;
}

export class ShortcutUpload {
	readonly #doors: ShortcutDoors;
	#busy = $state(false);
	#error = $state.raw<unknown>();

	constructor(doors: ShortcutDoors) {
		this.#doors = doors;
	}

	get isBusy(): boolean {
		return this.#busy;
	}
	/** Why the last try came to nothing. */
	get error(): unknown {
		return this.#error;
	}

	/** choose opens the picker, or clicks the input where there is none. */
	async choose(wish: ShortcutWish, input: HTMLInputElement | undefined): Promise<void> {
		const isFolder = wish.upload === 'folder';
		if (!(isFolder ? canPickFolder() : canPick())) input?.click();
		else await this.#run(wish, isFolder ? pickFolder : pickFiles);
	}

	/** take uploads what an input holds. */
	take(wish: ShortcutWish, files: readonly File[]): Promise<void> {
		return this.#run(wish, async () => [...fromFiles(files)]);
	}

	async #run(wish: ShortcutWish, pick: () => Promise<readonly Incoming[]>): Promise<void> {
		this.#busy = true;
		this.#error = undefined;
		try {
			const files = await pick();
			if (files.length === 0) return;
			const { accountId, folderId, folderPath } = wish.target;
			const names = namesOf(folderPath);
			const target =
				folderId === '' && names.length > 0
					? await this.#doors.folderAt(accountId, names)
					: wish.target;
			await this.#doors.enqueue(files, target, wish.conflict ? { conflict: wish.conflict } : {});
			this.#doors.ondone();
		} catch (error) {
			this.#error = error;
		} finally {
			this.#busy = false;
		}
	}
}
