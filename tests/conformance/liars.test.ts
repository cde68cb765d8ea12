import { describe, expect, test } from 'vitest';
import { checkNamed } from './drive-checks';
import { BROWSE_LIES } from './lies/browse-lies';
import { COMMIT_LIES } from './lies/commit-lies';
import { lying, lyingInOrder } from './lies/lie';
import { OPENING_LIES } from './lies/opening-lies';
import { ORDERED_LIES } from './lies/ordered-lies';
import { PART_LIES } from './lies/part-lies';

const LIES = [...PART_LIES, ...COMMIT_LIES, ...OPENING_LIES, ...BROWSE_LIES];

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
