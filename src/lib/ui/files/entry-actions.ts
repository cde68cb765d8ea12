/** Entry actions: what can be done with what is chosen, for the bar above the list and the menu. */
import type { FileEntry, FileTraits } from '../../drives/files';
import type { PlaceKind } from '../../app/files/place';

export type EntryAction =
	| 'open'
	| 'show-folder'
	| 'download'
	| 'share'
	| 'move'
	| 'copy'
	| 'rename'
	| 'details'
	| 'trash'
	| 'restore'
	| 'erase';
/** PlaceAction is done in the folder, whatever is chosen. */
export type PlaceAction = 'new-folder' | 'upload' | 'paste' | 'refresh' | 'empty-bin';

/** SHORTCUTS as a menu shows them. */
export const SHORTCUTS: Readonly<Partial<Record<EntryAction | PlaceAction, string>>> = {
	open: 'Enter',
	rename: 'F2',
	trash: 'Del',
	erase: 'Del',
	upload: 'U',
	paste: 'Ctrl V'
};

/** entryActions lists them in the order in which they are shown. */
export function entryActions(
	chosen: readonly FileEntry[],
	place: PlaceKind,
	traits: FileTraits
): readonly EntryAction[] {
	const [first, ...others] = chosen;
	if (!first) return [];
	const isOne = others.length === 0;
	if (place === 'bin') return ['restore', ...(isOne ? (['details'] as const) : []), 'erase'];
	// What the drive's review refused can be looked at and thrown away.
	const isFree = chosen.every(({ refused }) => !refused);
	const offered: Readonly<Record<EntryAction, boolean>> = {
		open: isOne && first.kind === 'folder',
		'show-folder': isOne && place === 'search',
		download: isFree && traits.links && chosen.some(({ kind }) => kind === 'file'),
		share: isFree && traits.shares !== undefined,
		move: isFree,
		copy: isFree && traits.copies,
		rename: isOne && isFree,
		details: isOne,
		trash: true,
		restore: false,
		erase: false
	};
	return (Object.keys(offered) as EntryAction[]).filter((action) => offered[action]);
}

/** placeActions lists what the empty part of the list offers. */
export function placeActions(
	place: PlaceKind,
	traits: FileTraits,
	canPaste: boolean
): readonly PlaceAction[] {
	if (place === 'bin') return ['refresh', ...(traits.emptiesBin ? (['empty-bin'] as const) : [])];
	if (place !== 'folder') return ['refresh'];
	return ['new-folder', 'upload', ...(canPaste ? (['paste'] as const) : []), 'refresh'];
}
