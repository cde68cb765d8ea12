import { type ToldLie } from './lie';

/** Lies about folders and calls. */
export const BROWSE_LIES: readonly ToldLie[] = [
	[
		'the last page is kept back',
		'paging shows each of 101 entries once',
		(honest) => ({
			list: async (folderId, cursor) => ({ entries: (await honest.list(folderId, cursor)).entries })
		})
	],
	[
		'the second page starts one entry early',
		'paging shows each of 101 entries once',
		(honest) => ({
			list: (folderId, cursor) =>
				honest.list(folderId, cursor === undefined ? undefined : String(Number(cursor) - 1))
		})
	],
	[
		'a folder asked for again is made again',
		'a folder is made once, whoever asks again',
		(honest) => {
			let made = 0;
			return { createFolder: (parent, name) => honest.createFolder(parent, `${name}${++made}`) };
		}
	],
	[
		'a bad name is quietly repaired',
		'a bad name is refused before anything is sent',
		(honest) => ({
			open: (draft, digests) => honest.open({ ...draft, name: 'repaired' }, digests)
		})
	],
	[
		'a signal is not listened to',
		'a signal that aborts rejects at once',
		(honest) => ({ list: (folderId, cursor) => honest.list(folderId, cursor) })
	]
];
