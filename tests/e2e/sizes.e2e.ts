import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

test('files of 0 B, 1 B, exactly one slice and one slice and a byte arrive whole', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	const files = [
		await file('empty.bin', 0),
		await file('one byte.bin', 1),
		await file('one slice.bin', MiB),
		await file('one slice and a byte.bin', MiB + 1)
	];
	await uploads.drop(...files);
	for (const one of files) {
		await uploads.waitFor(one, 'done');
		await expectStored(app, one);
	}
	expect(uploads.problems).toEqual([]);
});

test('200 MiB go up in parallel parts, straight to storage, and arrive byte for byte', async ({
	app,
	uploads,
	file
}) => {
	const big = await file('影片 200 MiB.mkv', 200 * MiB);
	await uploads.drop(big);
	await uploads.waitFor(big, 'done', { timeout: 120_000 });
	await expectStored(app, big);
	// 200 MiB in slices of 32 MiB: each sent once.
	expect((await app.sandbox.partPuts()).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
	expect(uploads.problems).toEqual([]);
});

test('what the drive already has is finished at once: no byte is sent', async ({
	app,
	uploads,
	file
}) => {
	const first = await file('first.bin', 5 * MiB, 'same');
	const second = await file('second.bin', 5 * MiB, 'same');
	await uploads.drop(first);
	await uploads.waitFor(first, 'done');
	await expect(uploads.row(first)).not.toHaveAttribute('data-instant', /.*/);
	const puts = await app.sandbox.puts();
	await uploads.drop(second);
	await uploads.waitFor(second, 'done');
	await expect(uploads.row(second)).toHaveAttribute('data-instant', /.*/);
	expect(await app.sandbox.puts()).toBe(puts);
	await expectStored(app, second);
});
