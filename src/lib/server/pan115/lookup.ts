import type { RemoteFile } from '../../drives/drive';
import type { Clock } from '../../kernel/clock';
import type { Dialect, Entry } from './dialect';
import { PAGE_ENTRIES, toRemoteFile } from './folder-survey';
import type { Wanted } from './session';

/** A registered file takes a second or so to show. 115.md §8.1 */
const PAUSES_MS = [1000, 2000];

/** Known: what 115 said of a file that should be there, besides what is wanted. */
export interface Known {
	readonly fileId?: string | undefined;
	readonly pickCode?: string | undefined;
}

/** Look: where to look for an upload's file. */
export interface Look {
	readonly dialect: Dialect;
	readonly clock: Clock;
	readonly wanted: Wanted;
	readonly known: Known;
}

/** lookOnce gives the upload's file when its folder shows it, newest entries first. */
export async function lookOnce(look: Look): Promise<RemoteFile | undefined> {
	const { dialect, wanted } = look;
	const page = { offset: 0, limit: PAGE_ENTRIES, order: 'newest' } as const;
	const { entries, total } = await dialect.list(wanted.folderId, page);
	const found =
		pick(entries, look) ??
		(total > entries.length
			? pick(await dialect.search(wanted.folderId, wanted.name), look)
			: undefined);
	return found && toRemoteFile(found);
}

/** lookPatiently looks for some seconds. undefined: it does not show yet, or never came. */
export async function lookPatiently(look: Look): Promise<RemoteFile | undefined> {
	for (const pause of PAUSES_MS) {
		const found = await lookOnce(look);
		if (found) return found;
		await look.clock.sleep(pause);
	}
	return lookOnce(look);
}

function pick(entries: readonly Entry[], { wanted, known }: Look): Entry | undefined {
	const own = entries.filter(
		({ kind, id, size, digests }) =>
			kind === 'file' &&
			size === wanted.size &&
			(digests.sha1 ?? wanted.sha1) === wanted.sha1 &&
			!wanted.baseline.includes(id)
	);
	return (
		own.find(({ id }) => id === known.fileId) ??
		own.find(({ pickCode }) => pickCode === known.pickCode) ??
		own.find(({ name, digests }) => isNamed(name, wanted.name) && digests.sha1 !== undefined)
	);
}

/** Long names are cut and end in two dots. 115.md §5.8 */
function isNamed(name: string, wanted: string): boolean {
	return name === wanted || (name.endsWith('..') && wanted.startsWith(name.slice(0, -2)));
}
