import { expect, test } from 'vitest';
import { MiB } from '../kernel/bytes';
import { isCutShort } from './put-commit';

test('a request that ended well before its last byte made no object', () => {
	expect(isCutShort(10 * MiB, 60 * MiB, 10_000)).toBe(true);
	expect(isCutShort(0, 3 * MiB, 10)).toBe(true);
});

test('near the end, on a fast line or with few bytes nobody can tell', () => {
	expect(isCutShort(59.5 * MiB, 60 * MiB, 60_000)).toBe(false);
	// 2 seconds at this speed are more than what was left.
	expect(isCutShort(40 * MiB, 60 * MiB, 1_000)).toBe(false);
	expect(isCutShort(0, MiB, 10)).toBe(false);
	expect(isCutShort(60 * MiB, 60 * MiB, 60_000)).toBe(false);
});
