/** Entries of a drive for tests of the Files page. */
import type { FileEntry } from '../../src/lib/drives/files';

/** aFile is a file of one byte at the top, unless told otherwise. */
export function aFile(id: string, change: Partial<FileEntry> = {}): FileEntry {
	return { id, name: `${id}.txt`, folderId: '', kind: 'file', size: 1, digests: {}, ...change };
}

/** aFolder is one at the top, unless told otherwise. */
export function aFolder(id: string, change: Partial<FileEntry> = {}): FileEntry {
	return aFile(id, { name: id, kind: 'folder', size: 0, ...change });
}
