import { expect, test } from 'vitest';
import { late } from './late';

test('what is late is loaded once, and not before it is asked for', async () => {
	let loads = 0;
	const tool = late(async () => ({ number: ++loads }));
	expect(loads).toBe(0);
	expect(await Promise.all([tool(), tool()])).toEqual([{ number: 1 }, { number: 1 }]);
});

test('a script that did not come is asked for again', async () => {
	let isThere = false;
	const tool = late(async () => {
		if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
		return 'here';
	});
	await expect(tool()).rejects.toMatchObject({ code: 'proxy-unreachable', recovery: 'wait' });
	isThere = true;
	expect(await tool()).toBe('here');
});
