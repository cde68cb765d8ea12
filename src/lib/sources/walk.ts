/** walk goes through a directory handle: everything below it, however many entries a folder has. */
import type { Filter } from './filter';
import type { Found } from './source';

/** Files opened at once: one after another, 10,000 of them take ten times as long. */
const AT_ONCE = 64;

/** Listing: what is directly in a folder, as a person would list it. */
export interface Listing {
	readonly files: readonly FileSystemFileHandle[];
	readonly folders: readonly FileSystemDirectoryHandle[];
}

/**
 * walk yields paths below `directory`, its own name not included. Entries that vanish are left out;
 * what `filter` keeps back is named, and neither opened nor walked.
 */
export async function* walk(
	directory: FileSystemDirectoryHandle,
	filter?: Filter,
	path: readonly string[] = []
): AsyncGenerator<Found> {
	const { files, folders } = await listing(directory);
	if (files.length + folders.length === 0) yield { kind: 'empty-folder', path };
	const wanted: FileSystemFileHandle[] = [];
	for (const handle of files) {
		const below = [...path, handle.name];
		const why = filter?.name(below);
		if (why) yield { kind: 'left-out', path: below, why, handle };
		else wanted.push(handle);
	}
	for await (const [file, handle] of opened(wanted)) {
		const below = [...path, file.name];
		const why = filter?.content(file);
		if (why) yield { kind: 'left-out', path: below, why, handle };
		else yield { kind: 'file', path: below, file };
	}
	for (const handle of folders) {
		const below = [...path, handle.name];
		if (filter?.folder(below)) yield { kind: 'left-out', path: below, why: 'pattern', handle };
		else yield* walk(handle, filter, below);
	}
}

/** listing reads one folder. */
export async function listing(directory: FileSystemDirectoryHandle): Promise<Listing> {
	const files: FileSystemFileHandle[] = [];
	const folders: FileSystemDirectoryHandle[] = [];
	for await (const handle of directory.values()) {
		if (handle.kind === 'directory') folders.push(handle as FileSystemDirectoryHandle);
		else files.push(handle as FileSystemFileHandle);
	}
	return { files: files.sort(byName), folders: folders.sort(byName) };
}

/** opened opens many files at once, in their order; those that are gone by now are left out. */
export async function* opened(
	handles: readonly FileSystemFileHandle[]
): AsyncGenerator<readonly [File, FileSystemFileHandle]> {
	for (let start = 0; start < handles.length; start += AT_ONCE) {
		const some = handles.slice(start, start + AT_ONCE);
		const files = await Promise.all(some.map(open));
		for (const [index, file] of files.entries()) if (file) yield [file, some[index]!];
	}
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** As a person would list them: img 2 before img 10. The browser gives them in any order. */
function byName(a: FileSystemHandle, b: FileSystemHandle): number {
	return collator.compare(a.name, b.name);
}

async function open(handle: FileSystemFileHandle): Promise<File | undefined> {
	try {
		return await handle.getFile();
	} catch (error) {
		// Deleted between the listing and now: it is no part of the folder any more.
		if (error instanceof Error && error.name === 'NotFoundError') return undefined;
		throw error;
	}
}
