/** FolderWays: the way from the top to each folder that was seen, asked for once. */
import type { Step } from '../../drives/files';
import type { FilesDoor } from './files-doors';
import type { PlaceView } from './place-view.svelte';

export class FolderWays {
	readonly #engine: Pick<FilesDoor, 'files'>;
	readonly #known = new Map<string, readonly Step[]>();

	constructor(engine: Pick<FilesDoor, 'files'>) {
		this.#engine = engine;
	}

	/** note remembers the way to a folder that is opened from the list of the one above. */
	note({ place, steps }: PlaceView, { id, name }: Step): void {
		if (place.kind !== 'folder' || !steps) return;
		this.#known.set(`${place.accountId} ${id}`, [...steps, { id, name }]);
	}

	/** find fills in the way to what is shown. */
	async find(view: PlaceView): Promise<void> {
		const { accountId, folderId } = view.place;
		const key = `${accountId} ${folderId}`;
		const known = folderId ? this.#known.get(key) : [];
		if (known) {
			view.steps = known;
			return;
		}
		try {
			view.steps = await this.#engine.files(accountId, 'path', [folderId]);
			this.#known.set(key, view.steps);
		} catch {
			// The list says what is wrong with this folder; the way to it is only missing.
		}
	}

	/** forget asks for all of them again: a folder was moved or has another name. */
	forget(): void {
		this.#known.clear();
	}
}
