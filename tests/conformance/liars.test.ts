import { describe, expect, test } from 'vitest';
import type { Drive, RemoteFile } from '../../src/lib/drives/drive';
import { ROOT } from '../../src/lib/drives/drive';
import type { MemoryDrive } from '../support/memory-drive';
import { checkNamed } from './drive-checks';
import { memoryRig } from './memory-rig';
import type { Rig } from './rig';

/** Lie: methods that replace an honest Drive's, or the storage's. */
type Lie = (honest: MemoryDrive, rig: Rig) => Partial<Drive> & { readonly put?: Rig['put'] };

const nowhere = (name: string, folderId: string, size: number, md5: string): RemoteFile => ({
	id: 'nowhere',
	name,
	folderId,
	kind: 'file',
	size,
	digests: { md5 }
});

/** Each lie with the name of the check that must catch it. */
const LIES: readonly (readonly [string, string, Lie])[] = [
	[
		'a part is listed that never came',
		'parts that came are listed exactly, parts that did not are not',
		(honest) => ({
			listParts: async (session, options) => [
				...(await honest.listParts(session, options)),
				{ number: session.parts, size: 1, etag: '0'.repeat(32) }
			]
		})
	],
	[
		'a part that came is not listed',
		'parts that came are listed exactly, parts that did not are not',
		(honest) => ({
			listParts: async (session) => (await honest.listParts(session)).slice(1)
		})
	],
	[
		'a part is listed with the etag of other bytes',
		'a part sent twice is the second one',
		(honest) => {
			const etag = 'f'.repeat(32);
			return {
				listParts: async (session) =>
					(await honest.listParts(session)).map((receipt) => ({ ...receipt, etag }))
			};
		}
	],
	[
		'a part sent again is dropped',
		'a part sent twice is the second one',
		(honest) => {
			const seen = new Set<string>();
			return {
				put: async (part, bytes) => {
					const key = new URL(part.url).search.replace(/&expires.*/, '');
					if (seen.has(key)) return { etag: '' };
					seen.add(key);
					return honest.put(part, bytes);
				}
			};
		}
	],
	[
		'parts are stored in the order of their coming',
		'parts may come in any order',
		(honest) => {
			let next = 0;
			return {
				put: (part, bytes) => {
					const url = new URL(part.url);
					url.searchParams.set('part', String(++next));
					return honest.put({ ...part, url: url.href }, bytes);
				}
			};
		}
	],
	[
		'every part gets the URL of the first',
		'presigned parts are those asked for, in that order, each with its own URL',
		(honest) => ({
			presign: async (session, numbers) => {
				const [first] = await honest.presign(session, [1]);
				return numbers.map((number) => ({ ...first!, number }));
			}
		})
	],
	[
		'parts are presigned in an order of its own',
		'presigned parts are those asked for, in that order, each with its own URL',
		(honest) => ({
			presign: async (session, numbers) => (await honest.presign(session, numbers)).toReversed()
		})
	],
	[
		'an expired URL is still good',
		'an expired URL is refused, and a new one works',
		(honest) => ({
			put: (part, bytes) => {
				const url = new URL(part.url);
				url.searchParams.set('expires', String(Number.MAX_SAFE_INTEGER));
				return honest.put({ ...part, url: url.href }, bytes);
			}
		})
	],
	...(
		[
			['size', { size: 1 }],
			['name', { name: 'b.bin' }],
			['digest', { digests: { md5: '0'.repeat(32) } }],
			['folder', { folderId: ROOT }],
			['id', { id: 'another' }]
		] as const
	).map(([what, wrong]): (typeof LIES)[number] => [
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
	],
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
		'a finished session still lists parts',
		'a finished session is lost',
		(honest) => ({ listParts: (session) => honest.listParts(session).catch(() => []) })
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

/** lying wraps an honest rig, so that what the lie replaces is all that differs. */
function lying(lie: Lie): Rig {
	const rig = memoryRig();
	const honest = rig.drive;
	const { put, ...methods } = lie(honest, rig);
	const drive: Drive = {
		traits: honest.traits,
		account: (...args) => honest.account(...args),
		list: (...args) => honest.list(...args),
		createFolder: (...args) => honest.createFolder(...args),
		open: (...args) => honest.open(...args),
		presign: (...args) => honest.presign(...args),
		listParts: (...args) => honest.listParts(...args),
		complete: (...args) => honest.complete(...args),
		abandon: (...args) => honest.abandon(...args),
		...methods
	};
	return { ...rig, drive, put: put ?? rig.put };
}

describe('a Drive that lies is caught', () => {
	test.each(LIES)('%s', async (_, name, lie) => {
		const check = checkNamed(name);
		await expect(check.run(lying(() => ({})))).resolves.toBeUndefined();
		await expect(check.run(lying(lie))).rejects.toThrow();
	});
});
