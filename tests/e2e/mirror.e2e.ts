import { expect, test } from './support/test';
import { makeFolder } from './support/test-folders';

const FOLDERS = 199;
const FILES = 1500;
/** A folder of our own call and its files, told apart in the sandbox's log. */
const UPLOAD_REQUEST = /upload_request$/;

/** 199 folders below the dropped one, at most three deep, with 1,500 files in them all. */
function content(): readonly (readonly [string, number])[] {
	const paths: string[] = [];
	for (let top = 0; paths.length < FOLDERS; top++) {
		paths.push(`${top}`);
		for (let inner = 0; inner < 6 && paths.length < FOLDERS; inner++) {
			paths.push(`${top}/${inner}`);
			if (inner % 3 === 0 && paths.length < FOLDERS) paths.push(`${top}/${inner}/deep`);
		}
	}
	return Array.from({ length: FILES }, (_, index) => {
		const folder = paths[index % (FOLDERS + 1)];
		return [`${folder === undefined ? '' : `${folder}/`}${index}.bin`, 20 + (index % 50)] as const;
	});
}

test('1,500 files in 200 folders take 200 calls for their folders, and all bytes arrive; once more, none', async ({
	app,
	uploads,
	folder
}) => {
	test.setTimeout(240_000);
	const trip = await makeFolder(folder, 'mirror', content());
	expect(trip.files.size).toBe(FILES);
	expect(trip.folders).toHaveLength(200);
	await uploads.drop(trip);
	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done', { timeout: 180_000 });

	const stored = new Map((await app.sandbox.files()).map((file) => [file.path, file.md5]));
	expect(stored).toEqual(new Map([...trip.files].map(([path, file]) => [path, file.md5])));
	expect(await app.sandbox.calls(UPLOAD_REQUEST)).toBe(FILES + 200);
	expect(uploads.problems).toEqual([]);
});

test('a tree that is there already is found by a look at each folder above', async ({
	app,
	uploads,
	folder
}) => {
	test.setTimeout(120_000);
	const names = Array.from({ length: 12 }, (_, index) => `${index}`);
	const trip = await makeFolder(
		folder,
		'mirror',
		names.map((name) => [`${name}/a.bin`, 30 + Number(name)] as const)
	);
	await uploads.drop(trip);
	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
	await uploads.button('Clear finished').click();
	await uploads.page.reload();
	await uploads.ready();
	const before = await app.sandbox.calls(UPLOAD_REQUEST);
	await uploads.drop(trip);
	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
	// The dropped folder and the files: the twelve folders in it were seen.
	expect((await app.sandbox.calls(UPLOAD_REQUEST)) - before).toBe(1 + names.length);
});
