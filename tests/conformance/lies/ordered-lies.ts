import { ROOT, type Draft, type Opening } from '../../../src/lib/drives/drive';
import { TransferError } from '../../../src/lib/kernel/errors';
import { nowhere, type OrderedLie } from './lie';

const PROVEN = 'known content that must be proven is there at once with the proof, and not without';
const COMMITS = 'a PUT that is the commit is found without its answer, and lost when it never came';

/** Lies about parts that come in order, PUTs that commit, and proofs. */
export const ORDERED_LIES: readonly OrderedLie[] = [
	[
		'a part out of order is taken and dropped',
		'parts may come in any order, or only in their own',
		(honest) => ({
			put: (part, bytes) => {
				const skipped = (error: unknown) => {
					if ((error as { code?: string }).code === 'storage-refused') return { etag: '' };
					throw error;
				};
				return honest.put(part, bytes).catch(skipped);
			}
		})
	],
	[
		'a part that comes again is taken and dropped',
		'a part sent twice is the second one, or the second is refused',
		(honest) => ({
			put: (part, bytes) => honest.put(part, bytes).catch(() => ({ etag: '' }))
		})
	],
	[
		'known content is given away without a proof',
		PROVEN,
		(honest) => ({
			open: async (draft, digests) => {
				const opening = await honest.open(draft, digests);
				return opening.kind === 'challenge' ? given(draft) : opening;
			}
		})
	],
	[
		'a proof is asked for again and again',
		PROVEN,
		(honest) => ({ open: (draft, digests) => honest.open(draft, digests) })
	],
	[
		'any proof will do',
		'a wrong proof gives nothing away',
		(honest) => ({
			open: (draft, digests, answer) =>
				answer ? Promise.resolve(given(draft)) : honest.open(draft, digests)
		})
	],
	[
		'a proof of one file is one of any',
		'a proof is for one file alone',
		(honest) => ({
			open: (draft, digests, answer) =>
				answer && answer.token !== digests.md5
					? Promise.resolve(given(draft))
					: honest.open(draft, digests, answer)
		})
	],
	[
		'a proof is wanted of what nobody knows',
		'unknown content needs no proof',
		() => ({
			open: (_, { md5 = '' }) =>
				Promise.resolve({
					...{ kind: 'challenge', range: { start: 0, end: 1 }, digest: 'md5', token: md5 }
				})
		})
	],
	[
		'a look commits',
		'a look finds what is there and commits nothing',
		(honest) => ({
			complete: (session, receipts, options) =>
				honest.complete(session, receipts, { ...options, lookOnly: false })
		})
	],
	[
		'a look finds nothing',
		'a look finds what is there and commits nothing',
		(honest) => ({
			complete: (session, receipts, options) =>
				options?.lookOnly
					? Promise.reject(new TransferError('not-finalised'))
					: honest.complete(session, receipts, options)
		})
	],
	[
		'a PUT without its answer is believed lost',
		COMMITS,
		(honest) => ({
			complete: (session, receipts, options = {}) => {
				const { answer, lookOnly } = options;
				if (answer !== undefined) return honest.complete(session, receipts, options);
				return Promise.reject(new TransferError(lookOnly ? 'not-finalised' : 'session-lost'));
			}
		})
	],
	[
		'a PUT that never came is waited for',
		COMMITS,
		(honest) => ({
			complete: (session, receipts, options) =>
				honest.complete(session, receipts, { ...options, lookOnly: true })
		})
	],
	[
		'a PUT that commits leaves no file',
		'a file of one byte arrives',
		() => ({
			put: (_, bytes) => {
				const file = nowhere('a.bin', ROOT, bytes.length, '');
				return Promise.resolve({ etag: '', answer: JSON.stringify(file) });
			}
		})
	]
];

/** given is what an instant upload answers, without a file behind it. */
function given({ name, folderId, size }: Draft): Opening {
	return { kind: 'instant', file: nowhere(name, folderId, size, '') };
}
