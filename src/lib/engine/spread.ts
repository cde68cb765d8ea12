/** spread turns what came in into single files and empty folders, one after another. */
import type { Identity, SourceRoot, Walk } from '../sources/source';
import type { Group } from '../uploads/upload';
import type { Incoming } from './engine-api';
import type { Arrival } from './intake';

export async function* spread(incoming: readonly Incoming[], walk: Walk): AsyncGenerator<Arrival> {
	// Without handles a folder comes as its single files: they share a group by its name.
	const groups = new Map<string, Group>();
	const groupOf = (name: string | undefined): Group | undefined => {
		if (name === undefined) return undefined;
		let group = groups.get(name);
		if (!group) groups.set(name, (group = { id: crypto.randomUUID(), name }));
		return group;
	};
	for (const one of incoming) {
		if ('directory' in one) yield* spreadDirectory(one, walk);
		else if ('emptyFolder' in one) {
			const { emptyFolder, group = groupOf(emptyFolder[0]) } = one;
			yield emptyFolderAt(emptyFolder, { id: crypto.randomUUID() }, group);
		} else {
			const { file, handle, folders = [], group = groupOf(folders[0]) } = one;
			const root = { id: crypto.randomUUID(), ...(handle ? { handle } : { file }) };
			yield {
				kind: 'file',
				name: file.name,
				folders,
				identity: identityOf(file),
				file,
				root,
				path: [],
				group
			};
		}
	}
}

/** One handle, so one permission, for everything in the folder. */
async function* spreadDirectory(
	{ directory, group = groupOf(directory) }: Extract<Incoming, { directory: unknown }>,
	walk: Walk
): AsyncGenerator<Arrival> {
	const root: SourceRoot = { id: crypto.randomUUID(), handle: directory };
	for await (const found of walk(directory)) {
		const whole = [directory.name, ...found.path];
		if (found.kind === 'empty-folder') {
			yield emptyFolderAt(whole, root, group);
			continue;
		}
		const { file, path } = found;
		const folders = whole.slice(0, -1);
		const { name } = file;
		yield { kind: 'file', name, folders, identity: identityOf(file), file, root, path, group };
	}
}

function groupOf({ name }: FileSystemDirectoryHandle): Group {
	return { id: crypto.randomUUID(), name };
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
