/** What the details of an entry say, line by line. */
import type { FileDetails, FileEntry } from '../../drives/files';
import { datesOf } from '../../i18n/dates';
import type { FilesCopy } from '../../i18n/en-files';
import type { Format } from '../../i18n/format';
import type { Locale } from '../../i18n/locale';

export interface DetailsLine {
	readonly label: string;
	readonly value: string;
	/** A long one of hex digits, or an id, which people want to copy. */
	readonly isExact?: boolean;
}

export interface DetailsTongue {
	readonly copy: FilesCopy;
	readonly f: Format;
	readonly locale: Locale;
}

const DIGEST_NAMES = { md5: 'MD5', sha1: 'SHA-1' } as const;

/** detailsLines: `brand` stands for the top folder; a FileEntry says what is known before the drive does. */
export function detailsLines(
	entry: FileEntry & Partial<Pick<FileDetails, 'path' | 'inside'>>,
	brand: string,
	{ copy, f, locale }: DetailsTongue
): readonly DetailsLine[] {
	const { details: words } = copy;
	const dates = datesOf(locale);
	const bytes = (size: number) =>
		size < 1024 ? f.bytes(size) : words.exact(f.bytes(size), f.count(size));
	const { inside } = entry;
	const counts = [
		inside?.folders !== undefined && words.folders(f.count(inside.folders)),
		inside?.files !== undefined && words.files(f.count(inside.files))
	].filter((text) => text !== false);
	const size = entry.kind === 'file' ? entry.size : inside?.bytes;
	const moment = (label: string, at: number | undefined) =>
		at === undefined ? undefined : { label, value: dates.moment(at) };
	const lines: readonly (DetailsLine | undefined)[] = [
		{ label: words.kind, value: entry.kind === 'folder' ? copy.folder : words.file },
		size === undefined ? undefined : { label: words.size, value: bytes(size) },
		counts.length > 0 ? { label: words.inside, value: f.list(counts) } : undefined,
		entry.path && {
			label: words.where,
			value: [brand, ...entry.path.map(({ name }) => name)].join(' / ')
		},
		moment(words.modified, entry.modifiedAt),
		moment(words.created, entry.createdAt),
		moment(words.trashed, entry.trashedAt),
		...(['md5', 'sha1'] as const).map((kind) => {
			const value = entry.digests[kind];
			return value ? { label: DIGEST_NAMES[kind], value, isExact: true } : undefined;
		}),
		{ label: words.id, value: entry.id, isExact: true }
	];
	return lines.filter((line) => line !== undefined);
}
