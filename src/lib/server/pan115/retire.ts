import type { Dialect } from './dialect';
import type { Wanted } from './session';

/**
 * retire puts the files that an upload replaces into the recycle bin. Called only once the new file
 * `keepId` is known to be there: overwriting is upload, verify, retire. 115.md §8.2
 */
export async function retire(
	dialect: Dialect,
	{ replaced, folderId }: Wanted,
	keepId: string
): Promise<void> {
	const ids = replaced.filter((id) => id !== keepId);
	if (ids.length > 0) await dialect.trash(ids, folderId);
}
