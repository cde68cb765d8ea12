/**
 * walkUnseen finds what a directory handle keeps back. Chromium lists no name that some system could
 * mistake, "what?" or an emoji of a family, and says nothing of it: such files would be lost.
 */
import type { Incoming } from '../engine/engine-api';
import type { Group } from '../uploads/upload';
import { openEntry, readAll, walkEntry, type Skip } from './walk-entry';

/** Names that are never kept back; the others have to be asked for. */
const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N} _()-]*(\.[\p{L}\p{N}]{1,8})?$/u;
const SPECIAL = /\.(lnk|local|scf|url)$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|~\d| $/i;

/** walkUnseen yields files and folders of `entry` that `handle`, the same folder, does not list. */
export async function* walkUnseen(
	entry: FileSystemEntry,
	handle: FileSystemDirectoryHandle,
	group: Group,
	above: readonly string[] = [],
	skip?: Skip
): AsyncGenerator<Incoming> {
	const folders = [...above, entry.name];
	for (const one of await readAll(entry)) {
		if (one.isDirectory) {
			const inner = await ask(() => handle.getDirectoryHandle(one.name));
			if (inner === 'refused') yield* walkEntry(one, group, folders, skip);
			else if (inner && !skip?.([...folders, one.name].slice(1))) {
				yield* walkUnseen(one, inner, group, folders, skip);
			}
			continue;
		}
		if (PLAIN.test(one.name) && !SPECIAL.test(one.name)) continue;
		if ((await ask(() => handle.getFileHandle(one.name))) !== 'refused') continue;
		const file = await openEntry(one as FileSystemFileEntry);
		if (file) yield { file, folders, group };
	}
}

/** A name that is not allowed is a TypeError; one that has gone meanwhile is another error. */
async function ask<Handle>(get: () => Promise<Handle>): Promise<Handle | 'refused' | undefined> {
	try {
		return await get();
	} catch (error) {
		return error instanceof TypeError ? 'refused' : undefined;
	}
}
