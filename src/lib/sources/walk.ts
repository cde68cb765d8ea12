/** walk goes through a directory handle: everything below it, however many entries a folder has. */
import type { Found } from './source';

/** walk yields paths below `directory`, its own name not included. Entries that vanish are left out. */
export async function* walk(
	directory: FileSystemDirectoryHandle,
	path: readonly string[] = []
): AsyncGenerator<Found> {
	let empty = true;
	for await (const [name, handle] of directory.entries()) {
		empty = false;
		const below = [...path, name];
		if (handle.kind === 'directory') {
			yield* walk(handle as FileSystemDirectoryHandle, below);
			continue;
		}
		const file = await opened(handle as FileSystemFileHandle);
		if (file) yield { kind: 'file', path: below, file };
	}
	if (empty) yield { kind: 'empty-folder', path };
}

async function opened(handle: FileSystemFileHandle): Promise<File | undefined> {
	try {
		return await handle.getFile();
	} catch (error) {
		// Deleted between the listing and now: it is no part of the folder any more.
		if (error instanceof Error && error.name === 'NotFoundError') return undefined;
		throw error;
	}
}
