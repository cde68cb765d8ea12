import { expect, test } from 'vitest';
import { GroupCommit } from './group-commit';

test('writes of one event share a transaction, and later ones wait for the next', async () => {
	let written = 0;
	const sizes: number[] = [];
	const group = new GroupCommit(async () => {
		sizes.push(written);
		written = 0;
	});
	const write = () => {
		written += 1;
		return group.next();
	};
	await Promise.all([write(), write(), write()]);
	await write();
	expect(sizes).toEqual([3, 1]);
});

test('what comes while a transaction is on its way is in the next one, not said to be in this', async () => {
	const ends: (() => void)[] = [];
	const group = new GroupCommit(() => new Promise<void>((end) => ends.push(end)));
	const first = group.next();
	await Promise.resolve();
	await Promise.resolve();
	let isStored = false;
	const second = group.next().then(() => (isStored = true));
	ends[0]!();
	await first;
	expect(isStored).toBe(false);
	await Promise.resolve();
	ends[1]!();
	expect(await second).toBe(true);
});

test('a failed transaction fails every write in it, and none after it', async () => {
	let fail = true;
	const group = new GroupCommit(async () => {
		if (fail) throw new Error('full');
	});
	const first = await Promise.allSettled([group.next(), group.next()]);
	fail = false;
	await group.next();
	expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
