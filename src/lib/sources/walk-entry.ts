/** walkEntry goes through a dropped folder in browsers that give entries and no handles. */
import type { Incoming } from '../engine/engine-api';
import type { Group } from '../uploads/upload';

/** walkEntry yields every file below a folder, and the folders that have nothing in them. */
export async function* walkEntry(
	folder: FileSystemEntry,
	group: Group,
	above: readonly string[] = []
): AsyncGenerator<Incoming> {
	const folders = [...above, folder.name];
	const entries = await readAll((folder as FileSystemDirectoryEntry).createReader());
	if (entries.length === 0) yield { emptyFolder: folders, group };
	for (const entry of entries) {
		if (entry.isDirectory) {
			yield* walkEntry(entry, group, folders);
			continue;
		}
		const file = await open(entry as FileSystemFileEntry);
		if (file) yield { file, folders, group };
	}
}

/** A reader gives a hundred entries at a time: it is read until it gives none. */
async function readAll(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
	const all: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject)
		);
		if (some.length === 0) return all;
		all.push(...some);
	}
}

/** Entries that vanish meanwhile are left out. */
function open(entry: FileSystemFileEntry): Promise<File | undefined> {
	return new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));
}
