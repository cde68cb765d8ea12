import type { FileActions } from '../../../drives/files';
import type { Doors } from '../../backend';
import type { Api } from '../call';
import { emptyBin, erase, restore, trash } from './bin';
import { makeFolder, move, rename } from './changes';
import { copied, copy } from './copies';
import { bin, entries, search } from './entries';
import { link } from './link';
import { details, path } from './lookups';
import { share, shares, unshare } from './shares';

/** fileActions is what an owner does with 123Pan's web API. 123pan.md §7, §8, §10 to §12 */
export function fileActions(api: Api, doors: Doors): FileActions {
	return {
		entries: (folderId, view) => entries(api, folderId, view),
		search: (text, _, view) => search(api, text, view),
		path: (folderId) => path(api, folderId),
		details: (entry) => details(api, entry),
		makeFolder: (parentId, name) => makeFolder(api, parentId, name),
		rename: (entry, name) => rename(api, entry, name),
		move: (moved, folderId) => move(api, moved, folderId),
		copy: (copies, folderId) => copy(api, copies, folderId),
		copied: (pending) => copied(api, pending),
		trash: (trashed) => trash(api, trashed),
		bin: (view) => bin(api, view),
		restore: (restored) => restore(api, restored),
		erase: (erased) => erase(api, erased),
		emptyBin: () => emptyBin(api),
		link: (entry) => link(api, doors, entry),
		share: (shared, wish) => share(api, doors, shared, wish),
		shares: (view) => shares(api, doors, view),
		unshare: (ended) => unshare(api, ended)
	};
}
