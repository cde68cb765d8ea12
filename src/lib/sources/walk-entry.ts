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
	const entries = await readAll(folder);
	if (entries.length === 0) yield { emptyFolder: folders, group };
	for (const entry of entries) {
		if (entry.isDirectory) {
			yield* walkEntry(entry, group, folders);
			continue;
		}
		const file = await openEntry(entry as FileSystemFileEntry);
		if (file) yield { file, folders, group };
	}
}

/** readAll lists a folder. A reader gives a hundred entries at a time, and none at the end. */
export async function readAll(folder: FileSystemEntry): Promise<readonly FileSystemEntry[]> {
	const reader = (folder as FileSystemDirectoryEntry).createReader();
	const all: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject)
		);
		if (some.length === 0) return all;
		all.push(...some);
	}
}

/** openEntry gives an entry's File, unless that vanished meanwhile. */
export function openEntry(entry: FileSystemFileEntry): Promise<File | undefined> {
	return new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));
}
