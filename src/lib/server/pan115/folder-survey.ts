import type { Draft, Existing, RemoteFile } from '../../drives/drive';
import type { Dialect, Entry } from './dialect';
import { freeName, isVariant, splitName } from './free-name';
import type { Wanted } from './session';

/** Most entries of one page of a listing. 115.md §8.1 */
export const PAGE_ENTRIES = 1150;
/** Most ids that a Session carries of either kind, newest first: it must fit into a request. */
const MOST_IDS = 150;

/** Survey: what a folder says about a Draft before 115 is asked to take it. */
export type Survey =
	| { readonly kind: 'free'; readonly wanted: Wanted }
	| { readonly kind: 'conflict'; readonly existing: Existing }
	/** The file is there already, under this name; `wanted.replaced` are others of the name. */
	| { readonly kind: 'there'; readonly file: RemoteFile; readonly wanted: Wanted };

/**
 * surveyFolder looks before an upload: 115 keeps files of one name side by side and never asks, so
 * conflicts are ours to see. `sha1` in lower case. `asked`: 115 may have been asked to keep both, so
 * that a file with these bytes is taken for the one that it made. Rejects `folder-missing`. 115.md §8.2
 */
export async function surveyFolder(
	dialect: Dialect,
	draft: Draft,
	sha1: string,
	asked = false
): Promise<Survey> {
	const { folderId, name, size, conflict } = draft;
	const keepBoth = conflict === 'keep-both';
	const page = { offset: 0, limit: PAGE_ENTRIES, order: 'newest' } as const;
	const { entries, total } = await dialect.list(folderId, page);
	const sought = keepBoth ? splitName(name)[0] : name;
	const rest = total > entries.length ? await dialect.search(folderId, sought) : [];
	const files = unique([...entries, ...rest]).filter(({ kind }) => kind === 'file');

	const named = files.filter((file) => file.name === name);
	const sameBytes = files.filter((file) => file.size === size && file.digests.sha1 === sha1);
	const twin = sameBytes.find((file) => {
		return keepBoth ? asked && isVariant(file.name, name) : file.name === name;
	});
	const wanted: Wanted = {
		folderId,
		name: keepBoth ? freeName(name, new Set(files.map((file) => file.name))) : name,
		size,
		sha1,
		baseline: idsOf(sameBytes),
		replaced: conflict === 'overwrite' ? idsOf(named) : []
	};
	if (twin) return { kind: 'there', file: toRemoteFile(twin), wanted };
	const [first] = named;
	if (!first || keepBoth || conflict === 'overwrite') return { kind: 'free', wanted };
	const { digests, modifiedAt } = first;
	return { kind: 'conflict', existing: { size: first.size, digests, modifiedAt } };
}

/** toRemoteFile leaves out what only 115 knows of an entry. */
export function toRemoteFile(entry: Entry): RemoteFile {
	const { id, name, folderId, kind, size, digests, modifiedAt } = entry;
	return { id, name, folderId, kind, size, digests, modifiedAt };
}

function unique(entries: readonly Entry[]): readonly Entry[] {
	return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

function idsOf(entries: readonly Entry[]): string[] {
	return entries.slice(0, MOST_IDS).map(({ id }) => id);
}
