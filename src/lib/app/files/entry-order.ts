/**
 * Order of entries as people expect it: folders first, names in their language, numbers by value.
 * Nothing here takes long at a stretch, however many entries there are. Pure.
 */
import type { FileEntry, Order } from '../../drives/files';
import type { Locale } from '../../i18n/locale';

export type Compare = (a: FileEntry, b: FileEntry) => number;

/** So many are put in place at a stretch: some milliseconds on a slow machine. */
const LOT = 400;

/** collatorOf compares names: file 2 before file 10, Chinese ones by pinyin. */
export function collatorOf(locale: Locale): Intl.Collator {
	const tag = locale === 'zh-CN' ? 'zh-CN-u-co-pinyin' : locale;
	return new Intl.Collator(tag, { numeric: true });
}

/** compareBy orders by one column, then by name, then by id, so that no two entries are equal. */
export function compareBy({ by, descending }: Order, collator: Intl.Collator): Compare {
	const sign = descending ? -1 : 1;
	const byName: Compare = (a, b) =>
		collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
	const byColumn: Compare =
		by === 'name'
			? byName
			: by === 'size'
				? (a, b) => a.size - b.size || sign * byName(a, b)
				: (a, b) => dateOf(a) - dateOf(b) || sign * byName(a, b);
	return (a, b) => {
		if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
		return sign * byColumn(a, b);
	};
}

/** dateOf is the date that a list shows: when it went to the bin, or when it changed last. */
export function dateOf({ trashedAt, modifiedAt }: FileEntry): number {
	return trashedAt ?? modifiedAt ?? 0;
}

/** insertInto gives a new array, in order; `sorted` is in order already, `lot` need not be. */
export function insertInto(
	sorted: readonly FileEntry[],
	lot: readonly FileEntry[],
	compare: Compare
): FileEntry[] {
	const result: FileEntry[] = [];
	let from = 0;
	for (const entry of lot.toSorted(compare)) {
		const at = placeFor(sorted, entry, compare, from);
		while (from < at) result.push(sorted[from++]!);
		result.push(entry);
	}
	while (from < sorted.length) result.push(sorted[from++]!);
	return result;
}

/** sortInLots sorts any number; `breathe` is awaited between lots, and stops it by saying false. */
export async function sortInLots(
	entries: readonly FileEntry[],
	compare: Compare,
	breathe: () => Promise<boolean>
): Promise<FileEntry[] | undefined> {
	let sorted: FileEntry[] = [];
	for (let at = 0; at < entries.length; at += LOT) {
		if (at > 0 && !(await breathe())) return undefined;
		sorted = insertInto(sorted, entries.slice(at, at + LOT), compare);
	}
	return sorted;
}

function placeFor(
	sorted: readonly FileEntry[],
	entry: FileEntry,
	compare: Compare,
	from: number
): number {
	let low = from;
	let high = sorted.length;
	// What a drive gives in order goes to the end: one look instead of sixteen.
	if (high > low && compare(sorted[high - 1]!, entry) <= 0) return high;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compare(sorted[middle]!, entry) <= 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
