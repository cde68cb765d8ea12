/** ShortcutUpload: from the one click that a shortcut needs to rows in the queue. */
import type { ConflictPolicy } from '../drives/drive';
import type { EnqueueHow, Incoming, Target } from '../engine/engine-api';
import { TransferError } from '../kernel/errors';
import { canPick, canPickFolder, fromFiles, pickFiles, pickFolder } from '../sources/collect';

/** What is wanted; a target without a folder id is made when there is something to upload. */
export interface ShortcutWish {
	readonly upload: 'folder' | 'files';
	readonly target: Target;
	readonly conflict?: ConflictPolicy | undefined;
}

export interface ShortcutDoors {
	/** The folder of a path, made if it is missing, or why it can't be. */
	readonly folderAt: (accountId: string, path: string) => Promise<Target | TransferError>;
	/** Hands files to the engine, and tells what became of them. */
	readonly give: (files: readonly Incoming[], target: Target, how: EnqueueHow) => Promise<void>;
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
			const target =
				folderId === '' && folderPath !== '/'
					? await this.#doors.folderAt(accountId, folderPath)
					: wish.target;
			if (target instanceof TransferError) throw target;
			await this.#doors.give(files, target, wish.conflict ? { conflict: wish.conflict } : {});
			this.#doors.ondone();
		} catch (error) {
			this.#error = error;
		} finally {
			this.#busy = false;
		}
	}
}
