/** Where the entries of a place come from, and in which order. */
import { driveTraits } from '../../engine/drive-traits';
import { i18n } from '../../i18n/i18n.svelte';
import { collatorOf, compareBy } from './entry-order';
import type { FilesDoors } from './files-doors';
import type { ListingSource } from './listing.svelte';
import type { Place } from './place';

/** sourceOf reads a folder, a search or the bin. Shares are read by `SharesList`. */
export function sourceOf(
	{ accountId, kind, folderId, text }: Place,
	{ engine, account }: Pick<FilesDoors, 'engine' | 'account'>
): ListingSource {
	return {
		read: (cursor, order) => {
			if (kind === 'bin') return engine.files(accountId, 'bin', [{ cursor }]);
			const view = { order, cursor };
			return kind === 'search'
				? engine.files(accountId, 'search', [text, folderId, view])
				: engine.files(accountId, 'entries', [folderId, view]);
		},
		sorts: (order) => {
			// The bin has one order, which is how it comes.
			if (kind === 'bin') return order.by === 'modified' && order.descending;
			const owner = account(accountId);
			return kind === 'folder' && !!owner && driveTraits(owner).files.orders.includes(order.by);
		},
		compare: (order) => compareBy(order, collatorOf(i18n.locale))
	};
}
