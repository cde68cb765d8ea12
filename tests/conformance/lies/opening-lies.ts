import { nowhere, type ToldLie } from './lie';

/** Lies about what is there already. */
export const OPENING_LIES: readonly ToldLie[] = [
	[
		'unknown content is called known',
		'unknown content is never there at once',
		() => ({
			open: (draft, { md5 = '' }) =>
				Promise.resolve({
					kind: 'instant',
					file: nowhere(draft.name, draft.folderId, draft.size, md5)
				})
		})
	],
	[
		'known content is asked for again',
		'known content is there at once, and nothing is sent',
		(honest) => ({
			open: async (draft, digests) => {
				const opening = await honest.open(draft, digests);
				return opening.kind === 'instant'
					? honest.open({ ...draft, name: 'c.bin' }, { md5: 'unseen' })
					: opening;
			}
		})
	],
	[
		'a taken name is overwritten unasked',
		'a taken name is told, and the old file stays: ask',
		(honest) => ({
			open: (draft, digests) => honest.open({ ...draft, conflict: 'overwrite' }, digests)
		})
	],
	[
		'a taken name is told, with facts of another file',
		'a taken name is told, and the old file stays: skip',
		(honest) => ({
			open: async (draft, digests) => {
				const opening = await honest.open(draft, digests);
				return opening.kind === 'conflict' ? { ...opening, existing: { size: 1 } } : opening;
			}
		})
	],
	[
		'keep both overwrites',
		'keep both leaves the old file and adds the new one beside it',
		(honest) => ({
			open: (draft, digests) =>
				honest.open(
					{ ...draft, conflict: draft.conflict === 'keep-both' ? 'overwrite' : draft.conflict },
					digests
				)
		})
	],
	[
		'overwrite keeps both',
		'overwrite leaves one file, the new one',
		(honest) => ({
			open: (draft, digests) => honest.open({ ...draft, conflict: 'keep-both' }, digests)
		})
	],
	[
		'an abandoned session goes on',
		'an abandoned session leaves no file, and giving up again does no harm',
		() => ({ abandon: () => Promise.resolve() })
	],
	[
		'any session will do',
		'a session that is not ours is lost',
		(honest) => ({ listParts: (session) => honest.listParts(session).catch(() => []) })
	]
];
