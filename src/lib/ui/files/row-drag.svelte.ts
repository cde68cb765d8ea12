/** RowDrag: entries that are dragged within the page, and what is under the pointer with them. */
import type { FileEntry } from '../../drives/files';

const TYPE = 'application/x-panlift-entries';

export class RowDrag {
	#entries = $state.raw<readonly FileEntry[]>([]);
	/** The folder that would take them. */
	over = $state<string | undefined>();

	get entries(): readonly FileEntry[] {
		return this.#entries;
	}

	/** begin shows `label` under the pointer: the browser's own picture is of one row only. */
	begin(event: DragEvent, entries: readonly FileEntry[], label: string): void {
		const { dataTransfer } = event;
		if (!dataTransfer || entries.length === 0) return;
		this.#entries = entries;
		// Other programs get nothing: what is here are no files of this machine.
		dataTransfer.setData(TYPE, '');
		dataTransfer.effectAllowed = 'copyMove';
		const ghost = document.createElement('div');
		ghost.className = 'drag-ghost';
		ghost.textContent = label;
		document.body.append(ghost);
		dataTransfer.setDragImage(ghost, -12, -8);
		requestAnimationFrame(() => ghost.remove());
	}

	/** hold says whether they may fall where they are held, over a folder or over none. */
	hold(event: DragEvent, folderId: string | undefined, copies: boolean): void {
		this.over = folderId !== undefined && this.takes(folderId) ? folderId : undefined;
		if (this.over === undefined) return;
		event.preventDefault();
		event.dataTransfer!.dropEffect = isCopy(event, copies) ? 'copy' : 'move';
	}

	/** drop ends it, and gives what falls. */
	drop(
		event: DragEvent,
		copies: boolean
	): { readonly entries: readonly FileEntry[]; readonly isCopy: boolean } {
		const entries = this.#entries;
		this.end();
		if (entries.length > 0) event.preventDefault();
		return { entries, isCopy: isCopy(event, copies) };
	}

	end(): void {
		this.#entries = [];
		this.over = undefined;
	}

	/** takes tells whether a folder would change anything by taking them. */
	takes(folderId: string): boolean {
		return (
			this.#entries.length > 0 &&
			!this.#entries.some(({ id }) => id === folderId) &&
			this.#entries.some((entry) => entry.folderId !== folderId)
		);
	}
}

/** As in file systems: Ctrl, or Alt on a Mac, leaves the original where it is. */
function isCopy(event: DragEvent, copies: boolean): boolean {
	return copies && (event.ctrlKey || event.altKey);
}
