import type { Share } from '../../../src/lib/drives/files';
import type { ToldFileLie } from './file-lie';

const LINK = 'a link downloads exactly the bytes, whole or a part';
const SHARE = 'a share has an address, a password where one was wanted, and an end';
const LIST = 'shares are listed newest first, with what it takes to pass them on';
const END = 'unshare ends the shares that are meant and no other';
const DAY_MS = 86_400_000;

const changed =
	(change: (share: Share) => Share) =>
	(honest: { share: (...args: never[]) => Promise<Share> }) => ({
		share: async (...args: never[]) => change(await honest.share(...args))
	});

/** Lies about links and shares. */
export const GIVE_LIES: readonly ToldFileLie[] = [
	[
		'a link misses the last byte',
		LINK,
		(honest) => ({
			async link(entry) {
				const { url } = await honest.link(entry);
				const bytes = Buffer.from(url.replace('memory:', ''), 'base64url');
				return { url: `memory:${bytes.subarray(0, -1).toString('base64url')}` };
			}
		})
	],
	[
		'a link is over when it comes',
		LINK,
		(honest) => ({
			link: async (entry) => ({ ...(await honest.link(entry)), expiresAt: 1 })
		})
	],
	[
		'a folder has an empty link',
		'a folder has no link',
		() => ({
			link: () => Promise.resolve({ url: 'memory:' })
		})
	],
	['the password is forgotten', SHARE, changed((share) => ({ ...share, password: undefined }))],
	['a share for ever ends', SHARE, changed((share) => ({ ...share, expiresAt: 1 }))],
	[
		'a share ends too early',
		SHARE,
		changed((share) => ({
			...share,
			expiresAt: share.expiresAt && share.expiresAt - 3 * DAY_MS
		}))
	],
	[
		'a public share has a password',
		'a share that needs no password has none',
		changed((share) => ({ ...share, password: '1234' }))
	],
	[
		'a share of any life is made, of another one',
		'a share of a life or password that is not offered is bad-request',
		(honest) => ({
			share: (entries, wish) => honest.share(entries, { ...wish, days: 7, password: undefined })
		})
	],
	[
		'shares are listed oldest first',
		LIST,
		(honest) => ({
			async shares(view) {
				const page = await honest.shares(view);
				return { ...page, shares: [...page.shares].reverse() };
			}
		})
	],
	[
		'listed shares have no password',
		LIST,
		(honest) => ({
			async shares(view) {
				const page = await honest.shares(view);
				return { ...page, shares: page.shares.map((share) => ({ ...share, password: undefined })) };
			}
		})
	],
	[
		'the second page of shares is kept back',
		'hundreds of shares are listed once each',
		(honest) => ({
			shares: async (view) => ({ ...(await honest.shares(view)), next: undefined })
		})
	],
	['unshare does nothing', END, () => ({ unshare: () => Promise.resolve() })],
	[
		'unshare ends all',
		END,
		(honest) => ({
			unshare: async () => honest.unshare((await honest.shares()).shares)
		})
	]
];
