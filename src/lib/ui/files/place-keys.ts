/** What the keys of the list do with the place and with what is chosen. */
import type { FilesPage } from '../../app/files/files-page.svelte';
import type { Place } from '../../app/files/place';
import type { FileEntry } from '../../drives/files';
import { entryActions, type EntryAction } from './entry-actions';
import type { GridKey } from './grid-keys';

export type PlaceKey = Exclude<GridKey['kind'], 'move'>;

export interface KeyDoors {
	readonly files: FilesPage;
	/** What is chosen, or else the row with the keyboard. */
	readonly subjects: readonly FileEntry[];
	readonly act: (action: EntryAction) => void;
	readonly ongo: (place: Place) => void;
	/** Moves the keyboard to the filter. */
	readonly find: () => void;
}

/** actOnKey does what a key means; what is not offered here it leaves. */
export function actOnKey(kind: PlaceKey, { files, subjects, act, ongo, find }: KeyDoors): void {
	const { traits, view } = files;
	const isBin = view.place.kind === 'bin';
	const offer = (action: EntryAction) => {
		if (entryActions(subjects, view.place.kind, traits).includes(action)) act(action);
	};
	if (kind === 'up') {
		const above = files.climb();
		if (above) ongo(above);
	} else if (kind === 'rename') offer('rename');
	else if (kind === 'trash') offer(isBin ? 'erase' : 'trash');
	else if (kind === 'copy' && traits.copies && !isBin) files.clip('copy', subjects);
	else if (kind === 'cut' && !isBin) files.clip('move', subjects);
	else if (kind === 'paste') files.paste();
	else if (kind === 'undo') files.changes.undoLast();
	else if (kind === 'filter') find();
	else if (kind === 'clear') clear(files);
}

/** One thing at a time: what is chosen, the filter, what waits to be pasted. */
function clear(files: FilesPage): void {
	const { view } = files;
	if (view.selection.ids.size > 0) view.selection.clear();
	else if (view.filter) view.find('');
	else files.clipping = undefined;
}
