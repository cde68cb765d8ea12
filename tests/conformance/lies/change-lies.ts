import { TransferError } from '../../../src/lib/kernel/errors';
import type { ToldFileLie } from './file-lie';

const RENAME = 'rename gives a file or folder its new name and leaves all else';
const MOVE = 'move takes several entries along with all they hold, and keeps their ids';
const COPY = 'copy takes several entries at once, folders with all they hold';
const nothing = () => Promise.resolve();

/** Lies about names, places and copies. */
export const CHANGE_LIES: readonly ToldFileLie[] = [
	[
		'a folder that is there is given again',
		'makeFolder makes a folder, and says name-taken for one that is there',
		(honest) => ({
			async makeFolder(parentId, name) {
				const { entries } = await honest.entries(parentId);
				return entries.find((one) => one.name === name) ?? honest.makeFolder(parentId, name);
			}
		})
	],
	[
		'rename says so and does nothing',
		RENAME,
		() => ({
			rename: async (entry, name) => ({ ...entry, name })
		})
	],
	[
		'rename answers the old name',
		RENAME,
		(honest) => ({
			async rename(entry, name) {
				await honest.rename(entry, name);
				return entry;
			}
		})
	],
	[
		'a name that is taken gets a number',
		'rename to a name that is taken is name-taken and changes nothing',
		(honest) => ({
			rename: (entry, name) =>
				honest.rename(entry, name).catch(() => honest.rename(entry, `${name}(1)`))
		})
	],
	[
		'a bad name is repaired',
		'a bad name is name-refused and changes nothing',
		(honest) => ({
			rename: (entry, name) => honest.rename(entry, name).catch(() => honest.rename(entry, 'ok'))
		})
	],
	[
		'a file never changes its extension',
		'a file keeps its extension where the drive wants that, and may change it elsewhere',
		(honest) => ({
			rename: async (entry, name) => {
				if (!name.endsWith('.bin')) throw new TransferError('name-refused');
				return honest.rename(entry, name);
			}
		})
	],
	['move does nothing', MOVE, () => ({ move: nothing })],
	[
		'move takes the first one alone',
		MOVE,
		(honest) => ({
			move: (entries, folderId) => honest.move(entries.slice(0, 1), folderId)
		})
	],
	[
		'move is copy and erase',
		MOVE,
		(honest) => ({
			async move(entries, folderId) {
				await honest.copy(entries, folderId);
				await honest.trash(entries);
			}
		})
	],
	[
		'move replaces what is in the way',
		'move to where the name is taken loses nothing',
		(honest) => ({
			async move(entries, folderId) {
				const names = entries.map(({ name }) => name);
				const there = (await honest.entries(folderId)).entries;
				const inTheWay = there.filter(({ name }) => names.includes(name));
				if (inTheWay.length > 0) await honest.trash(inTheWay);
				await honest.move(entries, folderId);
			}
		})
	],
	[
		'move to an unknown folder is answered as done',
		'move to a folder that is not there is folder-missing and moves nothing',
		(honest) => ({ move: (entries, folderId) => honest.move(entries, folderId).catch(nothing) })
	],
	[
		'a folder moved into itself is answered as done',
		'a folder moves neither into itself nor below itself',
		(honest) => ({ move: (entries, folderId) => honest.move(entries, folderId).catch(nothing) })
	],
	[
		'rename of what is gone makes it up',
		'what is gone is file-missing',
		(honest) => ({
			rename: (entry, name) => honest.rename(entry, name).catch(() => ({ ...entry, name }))
		})
	],
	[
		'a copy is a move',
		'copy makes another file with the same name and bytes',
		(honest) => ({
			async copy(entries, folderId) {
				await honest.move(entries, folderId);
				return undefined;
			}
		})
	],
	['a copy never comes to its end', COPY, () => ({ copied: () => Promise.resolve(false) })],
	[
		'a folder is copied without what it holds',
		COPY,
		(honest) => ({
			async copy(entries, folderId) {
				const files = entries.filter(({ kind }) => kind === 'file');
				for (const { kind, name } of entries)
					if (kind === 'folder') await honest.makeFolder(folderId, name);
				return honest.copy(files, folderId);
			}
		})
	],
	[
		'a copy beside its original does nothing',
		'copy beside a file of that name keeps both',
		() => ({ copy: () => Promise.resolve(undefined) })
	],
	[
		'a copy to an unknown folder is answered as done',
		'copy to a folder that is not there is folder-missing',
		(honest) => ({
			copy: (entries, folderId) => honest.copy(entries, folderId).catch(() => undefined)
		})
	],
	[
		'a copy of a folder into itself is answered as done',
		'a folder is copied neither into itself nor below itself',
		(honest) => ({
			copy: (entries, folderId) => honest.copy(entries, folderId).catch(() => undefined)
		})
	]
];
