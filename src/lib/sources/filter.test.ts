import { expect, test } from 'vitest';
import { DEFAULT_FILTERS, isFilters, rulesInUse } from './filter';

const profile = (id: string, rules: object = { patterns: '' }) => ({ id, name: id, rules });

test('what a build or a system makes is left out at first', () => {
	const patterns = rulesInUse(DEFAULT_FILTERS)?.patterns.split('\n');
	expect(patterns?.join(' ')).toBe(
		'.git .svn node_modules __pycache__ .pytest_cache venv env .venv .idea .vscode .DS_Store Thumbs.db'
	);
	expect(isFilters(DEFAULT_FILTERS)).toBe(true);
});

test('of a profile that is gone no rule is in use', () => {
	expect(rulesInUse({ ...DEFAULT_FILTERS, inUse: '' })).toBeUndefined();
});

test.each([
	[undefined],
	[null],
	['filters'],
	[{}],
	[{ profiles: [], inUse: 1 }],
	[{ profiles: {}, inUse: '' }],
	[{ profiles: [null], inUse: '' }],
	[{ profiles: [profile('a'), profile('a')], inUse: '' }],
	[{ profiles: [{ id: 'a', rules: { patterns: '' } }], inUse: '' }],
	[{ profiles: [profile('a', {})], inUse: '' }],
	[{ profiles: [profile('a', { patterns: ['x'] })], inUse: '' }],
	[{ profiles: [profile('a', { patterns: '', smallerThan: -1 })], inUse: '' }],
	[{ profiles: [profile('a', { patterns: '', olderThanDays: 'many' })], inUse: '' }],
	[{ profiles: [profile('a', { patterns: 'x'.repeat(40_000) })], inUse: '' }]
])('filters from outside that are none are not taken: %.60j', (value) => {
	expect(isFilters(value)).toBe(false);
});

test('all limits of a profile are taken', () => {
	const rules = { patterns: '', smallerThan: 0, largerThan: 9, olderThanDays: 1, newerThanDays: 2 };
	expect(isFilters({ profiles: [profile('a', rules)], inUse: 'a' })).toBe(true);
});
