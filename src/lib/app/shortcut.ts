/**
 * Shortcut: an address that asks for an upload, "/?upload=folder&to=<account>:/path&conflict=overwrite".
 * The account is an id, a name or a brand; without it, or without `to`, the chosen target counts.
 */
import { CONFLICT_POLICIES, type ConflictPolicy } from '../drives/drive';
import type { AccountView } from '../engine/engine-api';
import { namesOf } from './target';

export interface Shortcut {
	readonly upload: 'folder' | 'files';
	/** As it was written; empty for the chosen one. */
	readonly account: string;
	/** As it was written; absent where the account's top folder or the chosen target is meant. */
	readonly path?: string | undefined;
	/** Absent: that of the settings. */
	readonly conflict?: ConflictPolicy | undefined;
	/** What was asked for instead of a policy. */
	readonly badPolicy?: string | undefined;
}

/** readShortcut reads an address's query; undefined where no upload is asked for. */
export function readShortcut(query: URLSearchParams): Shortcut | undefined {
	const upload = query.get('upload');
	if (upload !== 'folder' && upload !== 'files') return undefined;
	const to = query.get('to') ?? '';
	// A name may have a colon in it, a path begins with a slash.
	const colon = to.startsWith('/') ? 0 : to.indexOf(':/');
	const account = (colon < 0 ? to.replace(/:$/, '') : to.slice(0, colon)).trim();
	const path = colon < 0 ? undefined : to.slice(to.startsWith('/') ? 0 : colon + 1);
	const asked = query.get('conflict') ?? undefined;
	const conflict = CONFLICT_POLICIES.find((policy) => policy === asked);
	const badPolicy = conflict ? undefined : asked;
	return { upload, account, path, conflict, badPolicy };
}

/** accountOf finds the account that a shortcut names: one that is signed in before one that is not. */
export function accountOf(
	accounts: readonly AccountView[],
	written: string
): AccountView | undefined {
	const name = written.toLowerCase();
	const ordered = accounts.toSorted((a, b) => Number(b.signedIn) - Number(a.signedIn));
	return (
		ordered.find(({ id }) => id === written) ??
		ordered.find((account) => account.name.toLowerCase() === name) ??
		ordered.find(({ brand, drive }) => [brand.toLowerCase(), drive].includes(name))
	);
}

/** pathOf gives the names of a shortcut's folder from the top; undefined where none is written. */
export function pathOf({ path }: Shortcut): readonly string[] | undefined {
	return path === undefined ? undefined : namesOf(path);
}
