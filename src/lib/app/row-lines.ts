/** Lines: what the list shows, one under the other: rows, folders, and the rows of open folders. */
import type { FolderView, RowView } from './row-view.svelte';

interface Placed {
	readonly key: string;
	/** Place among those of the same level, from 1, and how many these are. */
	readonly position: number;
	readonly of: number;
}

export interface RowLine extends Placed {
	readonly kind: 'row';
	readonly view: RowView;
	/** The open folder that the row is shown in. */
	readonly folder?: FolderView | undefined;
}

export interface FolderLine extends Placed {
	readonly kind: 'folder';
	readonly folder: FolderView;
	readonly expanded: boolean;
}

export type Line = RowLine | FolderLine;

/** Shown: what linesOf draws. */
export interface Shown {
	/** Ids of rows and folders, in list order. */
	readonly top: readonly string[];
	readonly row: (id: string) => RowView | undefined;
	readonly folder: (id: string) => FolderView | undefined;
	/** Ids of a folder's rows, in list order. */
	readonly inside: (folder: FolderView) => readonly string[];
	readonly isExpanded: (folder: FolderView) => boolean;
	/** What names must have; a folder is open while it is looked through. */
	readonly filter: string;
}

/** linesOf lays out the list; `found` counts the names that fit the filter. */
export function linesOf(shown: Shown): { readonly lines: readonly Line[]; readonly found: number } {
	const wanted = shown.filter.trim().toLowerCase();
	const fits = (name: string) => wanted === '' || name.toLowerCase().includes(wanted);
	const lines: Line[] = [];
	const tops: Line[] = [];
	let found = 0;
	for (const id of shown.top) {
		const position = tops.length + 1;
		const folder = shown.folder(id);
		if (!folder) {
			const view = shown.row(id)!;
			if (!fits(view.row.name)) continue;
			found += 1;
			const line: Line = { kind: 'row', key: id, view, position, of: 0 };
			tops.push(line);
			lines.push(line);
			continue;
		}
		const named = fits(folder.name);
		const isOpen = shown.isExpanded(folder) || !named;
		const views = isOpen ? shown.inside(folder).map((one) => shown.row(one)!) : [];
		const inside = named ? views : views.filter((view) => fits(view.row.name));
		if (!named && inside.length === 0) continue;
		found += named ? 1 : inside.length;
		const line: Line = { kind: 'folder', key: id, folder, expanded: isOpen, position, of: 0 };
		tops.push(line);
		lines.push(line);
		inside.forEach((view, index) => {
			const place = { position: index + 1, of: inside.length };
			lines.push({ kind: 'row', key: view.id, view, folder, ...place });
		});
	}
	for (const line of tops as { of: number }[]) line.of = tops.length;
	return { lines, found };
}
