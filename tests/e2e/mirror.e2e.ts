import { expect, test } from './support/test';
import { makeFolder } from './support/test-folders';

const FOLDERS = 199;
const FILES = 1500;
const CONTENTS = 60;
/** Makes a folder, and begins a file. */
const UPLOAD_REQUEST = /upload_request$/;

/** 199 folders below the dropped one, at most three deep, with 1,500 files in them all. */
function content(): readonly (readonly [string, number, string])[] {
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
		// The drive soon has most of the bytes, so that most files need one call.
		const seed = index % CONTENTS;
		const path = `${folder === undefined ? '' : `${folder}/`}${index}.bin`;
		return [path, 20 + seed, String(seed)] as const;
	});
}

test('1,500 files in 200 folders take 200 calls for their folders, and all bytes arrive', async ({
	app,
	uploads,
	folder
}) => {
	test.setTimeout(240_000);
	const trip = await makeFolder(folder, 'mirror', content());
	expect(trip.files.size).toBe(FILES);
	expect(trip.folders).toHaveLength(200);
	await uploads.page.getByRole('link', { name: 'Settings', exact: true }).click();
	await uploads.page.getByLabel('Files at once').selectOption('6');
	await uploads.page.getByRole('link', { name: 'Uploads', exact: true }).click();
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
	const asked = async () => ({
		files: await app.sandbox.calls(UPLOAD_REQUEST),
		listed: await app.sandbox.calls(/file\/list\/new$/)
	});
	const before = await asked();
	await uploads.drop(trip);
	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
	const after = await asked();
	// Its twelve files: no folder was made.
	expect(after.files - before.files).toBe(names.length);
	// One for the dropped folder itself, and one for the twelve in it.
	expect(after.listed - before.listed).toBe(2);
});
