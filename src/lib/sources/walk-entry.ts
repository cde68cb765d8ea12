/** walkEntry goes through a dropped folder in browsers that give entries and no handles. */
import type { Incoming } from '../engine/engine-api';
import type { Group } from '../uploads/upload';

/** Skip tells whether a folder is left out, by its path below the dropped one. */
export type Skip = (path: readonly string[]) => boolean;

/** How to look again, into what was skipped too. Functions can't go to the engine along with it. */
const whole = new WeakMap<Incoming, () => AsyncIterable<Incoming>>();

/** wholeOf gives everything behind what came in, when a person wants what was left out after all. */
export async function* wholeOf(one: Incoming): AsyncGenerator<Incoming> {
	const again = whole.get(one);
	if (!again || 'directory' in one) yield one;
	if (again) yield* again();
}

/** lookAgain remembers how. */
export function lookAgain(one: Incoming, again: () => AsyncIterable<Incoming>): Incoming {
	whole.set(one, again);
	return one;
}

/** walkEntry yields every file below a folder, and the folders that have nothing in them. */
export async function* walkEntry(
	folder: FileSystemEntry,
	group: Group,
	above: readonly string[] = [],
	skip?: Skip
): AsyncGenerator<Incoming> {
	const folders = [...above, folder.name];
	if (skip?.(folders.slice(1))) {
		// The engine leaves it out as it would an empty one.
		yield lookAgain({ emptyFolder: folders, group }, () => walkEntry(folder, group, above));
		return;
	}
	const entries = await readAll(folder);
	if (entries.length === 0) yield { emptyFolder: folders, group };
	for (const entry of entries) {
		if (entry.isDirectory) {
			yield* walkEntry(entry, group, folders, skip);
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
