import { describe, expect, test } from 'vitest';
import { aFile, aFolder } from '../../../../tests/support/entries';
import type { FileEntry, Order } from '../../drives/files';
import type { Locale } from '../../i18n/locale';
import { collatorOf, compareBy, insertInto, sortInLots } from './entry-order';

const named = (...names: string[]) => names.map((name, at) => aFile(`${at}`, { name }));
const namesOf = (entries: readonly FileEntry[]) => entries.map(({ name }) => name);
const sorted = (entries: FileEntry[], order: Order, locale: Locale = 'en') =>
	namesOf(entries.toSorted(compareBy(order, collatorOf(locale))));
const UP = { by: 'name', descending: false } as const;
const DOWN = { by: 'name', descending: true } as const;

describe('names', () => {
	test('count as people do', () => {
		expect(sorted(named('file 10', 'file 9', 'File 1'), UP)).toEqual([
			'File 1',
			'file 9',
			'file 10'
		]);
	});

	test('of Chinese are in the order of their pinyin', () => {
		expect(sorted(named('张三', '李四', '安娜', '王五'), UP, 'zh-CN')).toEqual([
			'安娜',
			'李四',
			'王五',
			'张三'
		]);
	});
});

test('folders come first, whichever way the rest goes', () => {
	const entries = [aFile('b'), aFolder('a'), aFile('a'), aFolder('b')];
	expect(sorted(entries, UP)).toEqual(['a', 'b', 'a.txt', 'b.txt']);
	expect(sorted(entries, DOWN)).toEqual(['b', 'a', 'b.txt', 'a.txt']);
});

test('equal sizes and dates are in the order of their names, both ways', () => {
	const entries = [
		aFile('b', { size: 5 }),
		aFile('a', { size: 5 }),
		aFile('c', { size: 1, trashedAt: 9 })
	];
	expect(sorted(entries, { by: 'size', descending: false })).toEqual(['c.txt', 'a.txt', 'b.txt']);
	expect(sorted(entries, { by: 'size', descending: true })).toEqual(['a.txt', 'b.txt', 'c.txt']);
	expect(sorted(entries, { by: 'modified', descending: true })).toEqual([
		'c.txt',
		'a.txt',
		'b.txt'
	]);
});

test('a lot goes to its place among what is sorted', () => {
	const compare = compareBy(UP, collatorOf('en'));
	const all = insertInto(named('b', 'd', 'f'), named('e', 'a', 'g', 'c'), compare);
	expect(namesOf(all)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
	expect(namesOf(insertInto([], named('b', 'a'), compare))).toEqual(['a', 'b']);
});

describe('many', () => {
	const entries = Array.from({ length: 3000 }, (_, at) =>
		aFile(`${at}`, { name: `n${(at * 7919) % 3000}` })
	);
	const compare = compareBy(UP, collatorOf('en'));

	test('are sorted as few are, with pauses in between', async () => {
		let pauses = 0;
		const result = await sortInLots(entries, compare, async () => ++pauses > 0);
		expect(namesOf(result!)).toEqual(Array.from({ length: 3000 }, (_, at) => `n${at}`));
		expect(pauses).toBe(7);
	});

	test('are given up when nobody wants them any more', async () => {
		expect(await sortInLots(entries, compare, async () => false)).toBeUndefined();
	});
});
