import type { RemoteFile } from '../../../src/lib/drives/drive';
import { ROOT } from '../../../src/lib/drives/drive';
import { nowhere, type ToldLie } from './lie';

/** Lies about the end of an upload. */
export const COMMIT_LIES: readonly ToldLie[] = [
	...(
		[
			['size', { size: 1 }],
			['name', { name: 'b.bin' }],
			['digest', { digests: { md5: '0'.repeat(32) } }],
			['folder', { folderId: ROOT }],
			['id', { id: 'another' }]
		] as const
	).map(([what, wrong]): ToldLie => [
		`the finished file is told with a wrong ${what}`,
		'a file of several parts arrives',
		(honest) => ({
			complete: async (session, receipts, options) => ({
				...(await honest.complete(session, receipts, options)),
				...wrong
			})
		})
	]),
	[
		'the commit answers well and stores nothing',
		'a file of one part and a byte arrives',
		(honest) => {
			let asked: RemoteFile | undefined;
			return {
				open: (draft, digests) => {
					asked = nowhere(draft.name, draft.folderId, draft.size, digests.md5 ?? '');
					return honest.open(draft, digests);
				},
				complete: () => Promise.resolve(asked!)
			};
		}
	],
	[
		'a commit without its parts is taken',
		'a commit without all its parts stores nothing',
		() => ({ complete: () => Promise.resolve(nowhere('a.bin', ROOT, 0, '')) })
	],
	[
		'a commit repeated makes a second file',
		'a commit whose answer was lost can be repeated: 2 part(s)',
		(honest) => ({
			complete: async (session, receipts, options) => {
				if (!options?.again) return honest.complete(session, receipts, options);
				const file = await honest.complete(session, receipts, options);
				const { folderId, name, size, digests } = file;
				const copy = { folderId, name, size, conflict: 'keep-both' } as const;
				await honest.open(copy, digests as { md5: string });
				return file;
			}
		})
	]
];
