import { ROOT } from '../../../src/lib/drives/drive';
import type { ToldFileLie } from './file-lie';

const HUNDREDS =
	'hundreds of entries are listed once each, folders first, in every order both ways';
const MISSING =
	'a folder that is not there is folder-missing, not another one and not an empty one';
const SEARCH = 'search finds a part of a name, Chinese too, and nothing else';
const DETAILS = 'details tell size, digests, dates and where a file is';
const EIGHT_HOURS = 8 * 3_600_000;

/** Lies about what is there. */
export const LOOK_LIES: readonly ToldFileLie[] = [
	[
		'the last page is kept back',
		HUNDREDS,
		(honest) => ({
			entries: async (...args) => ({ ...(await honest.entries(...args)), next: undefined })
		})
	],
	[
		'the second page starts one entry early',
		HUNDREDS,
		(honest) => ({
			entries: (id, view = {}) =>
				honest.entries(
					id,
					view.cursor ? { ...view, cursor: String(Number(view.cursor) - 1) } : view
				)
		})
	],
	[
		'every order is that of names',
		HUNDREDS,
		(honest) => ({
			entries: (id, view) =>
				honest.entries(id, { ...view, order: { by: 'name', descending: false } })
		})
	],
	[
		'descending is ascending',
		HUNDREDS,
		(honest) => ({
			entries: (id, view) =>
				honest.entries(
					id,
					view?.order ? { ...view, order: { ...view.order, descending: false } } : view
				)
		})
	],
	[
		'folders come first on each page only',
		HUNDREDS,
		(honest) => ({
			async entries(id, view) {
				const all = [];
				for (let cursor = '0', more = true; more; cursor = String(Number(cursor) + 100)) {
					const page = await honest.entries(id, { ...view, cursor });
					all.push(...page.entries);
					more = page.next !== undefined;
				}
				all.sort((a, b) => (a.name < b.name ? -1 : 1));
				const at = Number(view?.cursor ?? 0);
				const entries = all
					.slice(at, at + 100)
					.sort((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file'));
				return { entries, next: at + 100 < all.length ? String(at + 100) : undefined };
			}
		})
	],
	[
		'an empty folder has a next page',
		'an empty folder is one empty page, and the top can be listed',
		(honest) => ({
			entries: async (id, view) => ({ ...(await honest.entries(id, view)), next: '100' })
		})
	],
	[
		'an unknown folder shows the top',
		MISSING,
		(honest) => ({
			entries: (id, view) => honest.entries(id, view).catch(() => honest.entries(ROOT))
		})
	],
	[
		'an unknown folder is an empty one',
		MISSING,
		(honest) => ({ entries: (id, view) => honest.entries(id, view).catch(() => ({ entries: [] })) })
	],
	[
		'the way to an unknown folder is empty',
		MISSING,
		(honest) => ({ path: (id) => honest.path(id).catch(() => []) })
	],
	[
		'times are off by a time zone',
		'an entry of a list says all that is known of it',
		(honest) => ({
			async entries(...args) {
				const page = await honest.entries(...args);
				const entries = page.entries.map((entry) => ({
					...entry,
					modifiedAt: entry.modifiedAt! + EIGHT_HOURS
				}));
				return { ...page, entries };
			}
		})
	],
	[
		'digests are of another file',
		'an entry of a list says all that is known of it',
		(honest) => ({
			async entries(...args) {
				const page = await honest.entries(...args);
				const md5 = '0'.repeat(32);
				const entries = page.entries.map((entry) =>
					entry.kind === 'file' ? { ...entry, digests: { md5 } } : entry
				);
				return { ...page, entries };
			}
		})
	],
	[
		'search finds whole names alone',
		SEARCH,
		(honest) => ({
			async search(text, ...more) {
				const page = await honest.search(text, ...more);
				return { ...page, entries: page.entries.filter(({ name }) => name === text) };
			}
		})
	],
	[
		'search finds everything',
		SEARCH,
		(honest) => ({
			search: (_, ...more) => honest.search('', ...more)
		})
	],
	[
		'the folder itself is left out of its path',
		'path leads from the top to the folder itself',
		(honest) => ({
			path: async (id) => (await honest.path(id)).slice(0, -1)
		})
	],
	[
		'the path comes from below',
		'path leads from the top to the folder itself',
		(honest) => ({
			path: async (id) => [...(await honest.path(id))].reverse()
		})
	],
	[
		'details have no path',
		DETAILS,
		(honest) => ({
			details: async (entry) => ({ ...(await honest.details(entry)), path: [] })
		})
	],
	[
		'details repeat what they were given',
		DETAILS,
		(honest) => ({
			details: async (entry) => ({ ...(await honest.details(entry)), digests: {} })
		})
	],
	[
		'a folder counts itself',
		'details of a folder tell where it is, and count truly what is inside',
		(honest) => ({
			async details(entry) {
				const details = await honest.details(entry);
				const folders = (details.inside?.folders ?? 0) + 1;
				return { ...details, inside: { ...details.inside, folders } };
			}
		})
	],
	[
		'a signal is not listened to',
		'a signal that aborts ends an action at once',
		(honest) => ({ entries: (id) => honest.entries(id) })
	]
];
