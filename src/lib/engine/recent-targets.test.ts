import { expect, test } from 'vitest';
import { withRecent } from './recent-targets';

const target = (folderId: string, accountId = 'a') => ({
	accountId,
	folderId,
	folderPath: `/${folderId}`
});

test('what was used last comes first, once', () => {
	const before = [target('1'), target('2')];
	expect(withRecent(before, [target('2')])).toEqual([target('2'), target('1')]);
	expect(withRecent(before, [target('1', 'b')])).toEqual([target('1', 'b'), ...before]);
});

test('using the same again changes nothing', () => {
	expect(withRecent([target('1'), target('2')], [target('1')])).toBeUndefined();
	expect(withRecent([target('1'), target('2')], [target('1'), target('2')])).toBeUndefined();
});

test('eight are remembered', () => {
	const before = Array.from({ length: 8 }, (_, n) => target(String(n)));
	const now = withRecent(before, [target('new')])!;
	expect(now).toHaveLength(8);
	expect(now[0]).toEqual(target('new'));
	expect(now.at(-1)).toEqual(target('6'));
});
