/** Place: what the Files page shows, as its address says it: /files/<account>/<folder>?q=…&view=…. */

export type PlaceKind = 'folder' | 'search' | 'bin' | 'shares';

export interface Place {
	readonly accountId: string;
	readonly kind: PlaceKind;
	/** The drive's id; empty for the top. A search starts here. Empty in the bin and in the shares. */
	readonly folderId: string;
	/** What is searched for; empty for other kinds. */
	readonly text: string;
}

/** placeOf reads an address. What it does not understand is the folder, or the top. */
export function placeOf(
	accountId: string,
	folderId: string | undefined,
	query: URLSearchParams
): Place {
	const view = query.get('view');
	if (view === 'bin' || view === 'shares') {
		return { accountId, kind: view, folderId: '', text: '' };
	}
	const text = query.get('q')?.trim() ?? '';
	return { accountId, kind: text ? 'search' : 'folder', folderId: folderId ?? '', text };
}

/** hrefOf is the address of a place; equal places have equal addresses. */
export function hrefOf({ accountId, kind, folderId, text }: Place): string {
	const steps = ['/files', accountId, ...(folderId ? [folderId] : [])];
	const path = steps.map((step, index) => (index ? encodeURIComponent(step) : step)).join('/');
	if (kind === 'search') return `${path}?${new URLSearchParams({ q: text }).toString()}`;
	return kind === 'folder' ? path : `${path}?view=${kind}`;
}

/** folderPlace is a folder of an account; without an id its top. */
export function folderPlace(accountId: string, folderId = ''): Place {
	return { accountId, kind: 'folder', folderId, text: '' };
}
