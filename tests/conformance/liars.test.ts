import { describe, expect, test } from 'vitest';
import { MEMORY_TRAITS } from '../support/memory-drive';
import { checkNamed } from './drive-checks';
import { fileCheckNamed, FILE_CHECKS } from './file-checks';
import { BIN_LIES } from './lies/bin-lies';
import { BROWSE_LIES } from './lies/browse-lies';
import { CHANGE_LIES } from './lies/change-lies';
import { COMMIT_LIES } from './lies/commit-lies';
import { lyingFiles } from './lies/file-lie';
import { GIVE_LIES } from './lies/give-lies';
import { lying, lyingInOrder } from './lies/lie';
import { LOOK_LIES } from './lies/look-lies';
import { OPENING_LIES } from './lies/opening-lies';
import { ORDERED_LIES } from './lies/ordered-lies';
import { PART_LIES } from './lies/part-lies';

const LIES = [...PART_LIES, ...COMMIT_LIES, ...OPENING_LIES, ...BROWSE_LIES];

const FILE_LIES = [...LOOK_LIES, ...CHANGE_LIES, ...BIN_LIES, ...GIVE_LIES];

describe('a Drive that lies is caught', () => {
	test.each(LIES)('%s', async (_, name, lie) => {
		const check = checkNamed(name);
		await expect(check.run(lying(() => ({})))).resolves.toBeUndefined();
		await expect(check.run(lying(lie))).rejects.toThrow();
	});

	test.each(ORDERED_LIES)('in order: %s', async (_, name, lie) => {
		const check = checkNamed(name);
		await expect(check.run(lyingInOrder(() => ({})))).resolves.toBeUndefined();
		await expect(check.run(lyingInOrder(lie))).rejects.toThrow();
	});
});

describe('file actions that lie are caught', () => {
	test.each(FILE_LIES)('%s', async (_, name, lie) => {
		const check = fileCheckNamed(name);
		await expect(check.run(lyingFiles(() => ({})))).resolves.toBeUndefined();
		await expect(check.run(lyingFiles(lie))).rejects.toThrow();
	});

	test('every check that a drive in memory can pass was shown a lie that it catches', () => {
		const shown = new Set(FILE_LIES.map(([, check]) => check));
		const { files: traits } = MEMORY_TRAITS;
		const passed = FILE_CHECKS.filter(({ needs }) => needs?.(traits) ?? true);
		expect(passed.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
	});
});
