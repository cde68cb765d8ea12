/** spread turns what came in into single files and empty folders, one after another. */
import type { Filter, LeftOutWhy } from '../sources/filter';
import type { Found, Identity, SourceRoot, Walk } from '../sources/source';
import type { Group } from '../uploads/upload';
import type { Incoming } from './engine-api';
import type { Arrival } from './intake';

/** Sieve: what becomes of the things in dropped folders. What came by itself always passes. */
export interface Sieve {
	readonly filter: Filter;
	/** Whether the things that the filter leaves out are wanted, and they alone. */
	readonly inverted: boolean;
	/** Told of each file or folder that is left out, by its path with the dropped folder's name. */
	readonly onLeftOut: (path: readonly string[], kind: 'file' | 'folder', why: LeftOutWhy) => void;
}

/** Spreading: how folders are walked, and through which sieve. */
export interface Spreading {
	readonly walk: Walk;
	readonly sieve?: Sieve | undefined;
}

type InFolder = Extract<Incoming, { directory: unknown }>;

export async function* spread(
	incoming: readonly Incoming[],
	how: Spreading
): AsyncGenerator<Arrival> {
	// Without handles a folder comes as its single files: they share a group by its name.
	const groups = new Map<string, Group>();
	const groupOf = (name: string | undefined): Group | undefined => {
		if (name === undefined) return undefined;
		let group = groups.get(name);
		if (!group) groups.set(name, (group = { id: crypto.randomUUID(), name }));
		return group;
	};
	for (const one of incoming) {
		if ('directory' in one) {
			yield* spreadDirectory(one, how);
			continue;
		}
		if (!passes(one, how.sieve)) continue;
		if ('emptyFolder' in one) {
			const { emptyFolder, group = groupOf(emptyFolder[0]) } = one;
			yield emptyFolderAt(emptyFolder, { id: crypto.randomUUID() }, group);
		} else {
			const { file, handle, folders = [], group = groupOf(folders[0]), within } = one;
			const root = { id: crypto.randomUUID(), ...(handle ? { handle } : { file }) };
			yield arrivalOf(file, folders, within?.root ?? root, within?.path ?? [], group);
		}
	}
}

/** passes asks the sieve about what the page has walked itself. */
function passes(one: Exclude<Incoming, InFolder>, sieve: Sieve | undefined): boolean {
	if (!sieve) return true;
	const folders = 'emptyFolder' in one ? one.emptyFolder : (one.folders ?? []);
	if (folders.length === 0) return !sieve.inverted;
	const { filter, inverted, onLeftOut } = sieve;
	if ('emptyFolder' in one) {
		const isOut = filter.folder(folders.slice(1));
		if (isOut && !inverted) onLeftOut(folders, 'folder', 'pattern');
		return isOut === inverted;
	}
	const whole = [...folders, one.file.name];
	const why = filter.name(whole.slice(1)) ?? filter.content(one.file);
	if (why && !inverted) onLeftOut(whole, 'file', why);
	return (why !== undefined) === inverted;
}

/** One handle, so one permission, for everything in the folder. */
async function* spreadDirectory(
	{ directory, group = groupOf(directory) }: InFolder,
	{ walk, sieve }: Spreading
): AsyncGenerator<Arrival> {
	const root: SourceRoot = { id: crypto.randomUUID(), handle: directory };
	const arrival = (found: Exclude<Found, { kind: 'left-out' }>): Arrival => {
		const whole = [directory.name, ...found.path];
		if (found.kind === 'empty-folder') return emptyFolderAt(whole, root, group);
		return arrivalOf(found.file, whole.slice(0, -1), root, found.path, group);
	};
	for await (const found of walk(directory, sieve?.filter)) {
		if (found.kind !== 'left-out') {
			if (!sieve?.inverted) yield arrival(found);
			continue;
		}
		const { handle, path, why } = found;
		if (!sieve?.inverted) {
			const kind = handle.kind === 'directory' ? 'folder' : 'file';
			sieve?.onLeftOut([directory.name, ...path], kind, why);
		} else if (handle.kind === 'file') {
			yield arrival({ kind: 'file', path, file: await handle.getFile() });
		} else {
			for await (const inner of walk(handle, undefined, path)) {
				if (inner.kind !== 'left-out') yield arrival(inner);
			}
		}
	}
}

function groupOf({ name }: FileSystemDirectoryHandle): Group {
	return { id: crypto.randomUUID(), name };
}

function arrivalOf(
	file: File,
	folders: readonly string[],
	root: SourceRoot,
	path: readonly string[],
	group: Group | undefined
): Arrival {
	const { name } = file;
	return { kind: 'file', name, folders, identity: identityOf(file), file, root, path, group };
}

function emptyFolderAt(whole: readonly string[], root: SourceRoot, group?: Group): Arrival {
	const name = whole.at(-1) ?? '';
	const identity = { name, size: 0, lastModified: 0 };
	const folders = whole.slice(0, -1);
	return { kind: 'folder', name, folders, identity, root, path: whole.slice(1), group };
}

function identityOf({ name, size, lastModified }: File): Identity {
	return { name, size, lastModified };
}
