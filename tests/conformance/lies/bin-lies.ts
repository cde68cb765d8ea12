import type { FileEntry } from '../../../src/lib/drives/files';
import type { ToldFileLie } from './file-lie';

const TRASH = 'what is trashed is gone from its folder and nothing else is';
const BIN = 'the bin shows what was trashed, newest first';
const BACK = 'restore takes an entry of the bin back to its folder';
const UNDO = 'restore takes an entry as it was before it was trashed';
const ERASE = 'erase deletes entries of the bin for ever, folders with all they hold';
const HUNDREDS = 'hundreds are trashed, shown in the bin once each, restored and erased';
const nothing = () => Promise.resolve();

/** Lies about the bin. */
export const BIN_LIES: readonly ToldFileLie[] = [
	['trash does nothing', TRASH, () => ({ trash: nothing })],
	[
		'trash takes the first one alone',
		TRASH,
		(honest) => ({
			trash: (entries) => honest.trash(entries.slice(0, 1))
		})
	],
	[
		'a binned folder can still be listed',
		TRASH,
		(honest) => ({
			entries: (id, view) => honest.entries(id, view).catch(() => ({ entries: [] }))
		})
	],
	[
		'the bin is oldest first',
		BIN,
		(honest) => ({
			async bin(view) {
				const { entries, ...page } = await honest.bin(view);
				return { ...page, entries: [...entries].reverse() };
			}
		})
	],
	[
		'the bin does not say when',
		BIN,
		(honest) => ({
			async bin(view) {
				const { entries, ...page } = await honest.bin(view);
				return { ...page, entries: entries.map(({ trashedAt: _, ...entry }): FileEntry => entry) };
			}
		})
	],
	['restore does nothing', BACK, () => ({ restore: nothing })],
	[
		'restore copies',
		BACK,
		(honest) => ({
			async restore(entries) {
				await honest.restore(entries);
				const [folderId] = entries.map((entry) => entry.folderId);
				const { entries: back } = await honest.entries(folderId!);
				await honest.copy(back, folderId!);
			}
		})
	],
	[
		'restore wants an entry of the bin',
		UNDO,
		(honest) => ({
			async restore(entries) {
				if (entries.every(({ trashedAt }) => trashedAt !== undefined))
					await honest.restore(entries);
			}
		})
	],
	[
		'restore takes the newest of that name',
		'of two of a name in the bin, restore brings back the one that was meant',
		(honest) => ({
			async restore([entry]) {
				const { entries } = await honest.bin();
				await honest.restore(entries.filter(({ name }) => name === entry!.name).slice(0, 1));
			}
		})
	],
	[
		'a folder comes back empty',
		'a folder comes back with all it held',
		(honest) => ({
			async restore(entries) {
				for (const { folderId, name } of entries) await honest.makeFolder(folderId, name);
			}
		})
	],
	[
		'restore replaces what is in the way',
		'restore to where the name is taken meanwhile loses nothing',
		(honest) => ({
			async restore(entries) {
				const { entries: there } = await honest.entries(entries[0]!.folderId);
				await honest.trash(there);
				await honest.restore(entries);
			}
		})
	],
	[
		'restore into a binned folder hides the file there',
		'restore of an entry whose folder is in the bin brings it back, or is folder-missing',
		() => ({ restore: nothing })
	],
	[
		'the bin keeps its second page back',
		HUNDREDS,
		(honest) => ({
			bin: async (view) => ({ ...(await honest.bin(view)), next: undefined })
		})
	],
	[
		'of many the first hundred are trashed',
		HUNDREDS,
		(honest) => ({
			trash: (entries) => honest.trash(entries.slice(0, 100))
		})
	],
	['erase does nothing', ERASE, () => ({ erase: nothing })],
	['erase empties the bin', ERASE, (honest) => ({ erase: () => honest.emptyBin() })],
	[
		'erase takes what is not in the bin as well',
		'erase leaves alone what is not in the bin',
		(honest) => ({
			async erase(entries) {
				await honest.trash(entries);
				await honest.erase(entries);
			}
		})
	],
	[
		'restore does not say what is gone',
		'restore of several of which one is gone says so and brings back the others',
		(honest) => ({
			async restore(entries) {
				for (const entry of entries) await honest.restore([entry]).catch(nothing);
			}
		})
	],
	[
		'emptyBin keeps the last one',
		'emptyBin leaves nothing in the bin and everything outside',
		(honest) => ({
			async emptyBin() {
				const { entries } = await honest.bin();
				if (entries.length > 1) await honest.erase(entries.slice(1));
			}
		})
	]
];
