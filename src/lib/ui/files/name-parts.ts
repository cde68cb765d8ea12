/** What a person changes of a name, and what stays. */
import type { FileEntry } from '../../drives/files';

export interface NameParts {
	/** What stands in the field. */
	readonly name: string;
	/** What stands behind it and stays, ".mkv"; empty: nothing. */
	readonly ending: string;
	/** How much of the field is marked first: all but the extension. */
	readonly marked: number;
}

/** nameParts: `keepsExtension` is that of the drive's traits. Folders have no extension. */
export function nameParts(
	{ name, kind }: Pick<FileEntry, 'name' | 'kind'>,
	keepsExtension = false
): NameParts {
	const dot = kind === 'folder' ? -1 : name.lastIndexOf('.');
	const stem = dot > 0 ? dot : name.length;
	if (keepsExtension) {
		return { name: name.slice(0, stem), ending: name.slice(stem), marked: stem };
	}
	return { name, ending: '', marked: stem };
}
