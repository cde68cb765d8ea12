/** What is in a watched folder now. A file that can't be opened at this moment is left for the next look. */
import { TransferError } from '../kernel/errors';
import type { Filter } from './filter';
import { listing } from './walk';

/** Files opened at once. */
const AT_ONCE = 64;

/** SeenFile: a file of a watched folder, by its names below that. */
export interface SeenFile {
	readonly path: readonly string[];
	readonly file: File;
}

/**
 * scanFolder yields the files below `directory` that `filter` lets pass. Rejects with
 * `permission-needed`, or with `source-missing` when the folder itself is gone.
 */
export async function* scanFolder(
	directory: FileSystemDirectoryHandle,
	filter: Filter | undefined,
	path: readonly string[] = []
): AsyncGenerator<SeenFile> {
	const { files, folders } = await listed(directory, path);
	const wanted = files.filter(({ name }) => !filter?.name([...path, name]));
	for (let start = 0; start < wanted.length; start += AT_ONCE) {
		const opened = await Promise.all(wanted.slice(start, start + AT_ONCE).map(open));
		for (const file of opened) {
			if (file && !filter?.content(file)) yield { path: [...path, file.name], file };
		}
	}
	for (const folder of folders) {
		const below = [...path, folder.name];
		if (!filter?.folder(below)) yield* scanFolder(folder, filter, below);
	}
}

/**
 * lookAt opens one file as it is now; undefined when there is none, or when `filter` leaves it out.
 * Rejects with `permission-needed`.
 */
export async function lookAt(
	directory: FileSystemDirectoryHandle,
	path: readonly string[],
	filter: Filter | undefined
): Promise<File | undefined> {
	if (filter?.name(path)) return undefined;
	try {
		let folder = directory;
		for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
		const file = await open(await folder.getFileHandle(path.at(-1) ?? ''));
		return file && !filter?.content(file) ? file : undefined;
	} catch (error) {
		if (isForbidden(error)) throw new TransferError('permission-needed', { cause: error });
		if (error instanceof TransferError) throw error;
		// Gone, or a folder by now.
		return undefined;
	}
}

async function listed(directory: FileSystemDirectoryHandle, path: readonly string[]) {
	try {
		return await listing(directory);
	} catch (error) {
		if (isForbidden(error)) throw new TransferError('permission-needed', { cause: error });
		if (path.length === 0) throw new TransferError('source-missing', { cause: error });
		// Gone since the folder above was read.
		return { files: [], folders: [] };
	}
}

async function open(handle: FileSystemFileHandle): Promise<File | undefined> {
	try {
		return await handle.getFile();
	} catch (error) {
		if (isForbidden(error)) throw new TransferError('permission-needed', { cause: error });
		// Gone, or locked by who writes it.
		return undefined;
	}
}

function isForbidden(error: unknown): boolean {
	return error instanceof Error && error.name === 'NotAllowedError';
}
