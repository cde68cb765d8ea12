import { expect, test } from 'vitest';
import { GroupCommit } from './group-commit';

test('writes of one event share a transaction, and later ones wait for the next', async () => {
	const sizes: number[] = [];
	const group = new GroupCommit(async (writes) => {
		sizes.push(writes.length);
		for (const write of writes) await write();
	});
	const write = () => group.write(async () => {});
	await Promise.all([write(), write(), write()]);
	await write();
	expect(sizes).toEqual([3, 1]);
});

test('a failed transaction fails every write in it, and none after it', async () => {
	let fail = true;
	const group = new GroupCommit(async () => {
		if (fail) throw new Error('full');
	});
	const first = await Promise.allSettled([
		group.write(async () => {}),
		group.write(async () => {})
	]);
	fail = false;
	await group.write(async () => {});
	expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
