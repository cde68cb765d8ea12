import { describe, expect, test } from 'vitest';
import { fakeRow } from '../../../tests/support/fake-engine';
import { arrange, needsPerson } from './row-order';

const rows = [
	fakeRow({ id: 'done', state: 'done', order: 1 }),
	fakeRow({ id: 'queued', state: 'queued', order: 2 }),
	fakeRow({ id: 'paused', state: 'paused', order: 3 }),
	fakeRow({ id: 'offline', state: 'waiting', cause: 'offline', order: 4 }),
	fakeRow({ id: 'late', state: 'uploading', order: 6 }),
	fakeRow({ id: 'early', state: 'hashing', order: 5 }),
	fakeRow({ id: 'failed', state: 'failed', code: 'network', order: 7 }),
	fakeRow({ id: 'conflict', state: 'waiting', cause: 'conflict', order: 0 })
];

describe('the order of rows', () => {
	test('is: needs you, active, waiting, paused, queued, done', () => {
		const expected = 'conflict failed early late offline paused queued done';
		expect(arrange(rows).join(' ')).toBe(expected);
	});

	test('leaves the focused row where it was', () => {
		const before = ['done', 'queued', 'late', 'early'];
		expect(arrange(rows, before, 'late')[2]).toBe('late');
	});

	test('forgets a focused row that is gone', () => {
		expect(arrange(rows, ['gone', 'done'], 'gone')).toEqual(arrange(rows));
	});

	test('does not depend on the order in which rows came', () => {
		expect(arrange([...rows].reverse())).toEqual(arrange(rows));
	});
});

test('only a person can help rows that wait for one, or for a reload', () => {
	expect(needsPerson({ state: 'waiting', cause: 'offline' })).toBe(false);
	expect(needsPerson({ state: 'waiting', cause: 'space' })).toBe(true);
	expect(needsPerson({ state: 'waiting', cause: 'proxy', code: 'version-mismatch' })).toBe(true);
	expect(needsPerson({ state: 'failed', code: 'network' })).toBe(false);
});
