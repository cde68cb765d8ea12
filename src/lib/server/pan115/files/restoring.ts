import type { FileEntry } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import { flagOf, objectOf, readEnvelope, type Fields } from '../envelope';
import { errorOf } from '../errors';
import type { FileDialect } from './file-dialect';

/** Newest rows of the bin that are looked through for what was just trashed. */
const MOST_ROWS = 2300;

/**
 * binIdsOf gives the bin's ids of its own entries, and of entries as they were before `trash`: those
 * are looked for among the newest, by pick code, else by what both know. Rejects `file-missing` when
 * one is not there. 115.md §8, §10.3
 */
export async function binIdsOf(
	dialect: Pick<FileDialect, 'bin' | 'binRows'>,
	entries: readonly FileEntry[]
): Promise<readonly string[]> {
	const found = entries.filter(isBinned).map(({ id }) => id);
	const taken = new Set(found);
	let sought = entries.filter((entry) => !isBinned(entry));
	for (let offset = 0; sought.length > 0 && offset < MOST_ROWS;) {
		const { entries: rows, total } = await dialect.bin({ offset, limit: dialect.binRows });
		sought = sought.filter((entry) => {
			const left = rows.filter(({ id }) => !taken.has(id));
			const row =
				left.find((one) => isSurely(one, entry)) ?? left.find((one) => isLike(one, entry));
			if (row) taken.add(row.id);
			return !row;
		});
		offset += rows.length;
		if (rows.length === 0 || offset >= total) break;
	}
	if (sought.length === 0) return [...taken];
	throw new TransferError('file-missing', { detail: `${sought.length} not in the bin` });
}

/** isBinned tells entries of the bin from others. */
export function isBinned({ trashedAt }: FileEntry): boolean {
	return trashedAt !== undefined;
}

/** Whether the bin's ids are its own differs, and not every row has a pick code. */
function isSurely(row: FileEntry, entry: FileEntry): boolean {
	if (row.key && entry.key) return row.key === entry.key;
	return row.id === entry.id && row.name === entry.name;
}

function isLike(row: FileEntry, entry: FileEntry): boolean {
	if (row.kind !== entry.kind || (row.key && entry.key)) return false;
	const [ours, theirs] = [entry.digests.sha1, row.digests.sha1];
	if (ours && theirs && ours !== theirs) return false;
	return row.name === entry.name && row.folderId === entry.folderId && row.size === entry.size;
}

/** refuseFailed rejects with the first failure of an answer that tells of each id by itself. §8 */
export function refuseFailed(told: Fields | undefined, ids: readonly string[]): void {
	for (const one of ids.map((id) => objectOf(told?.[id]))) {
		if (one && flagOf(one['state']) === false) throw errorOf(readEnvelope(JSON.stringify(one)));
	}
}
