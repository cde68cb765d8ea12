import { DRIVE_115, FLAVOURS } from './support/flavours';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

test('one drop to a 123Pan and a 115 folder arrives in both, and is hashed once', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await uploads.button('Add another target…').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Account').selectOption({ label: 'Sandbox 115' });
	await dialog.getByLabel('Path', { exact: true }).fill('/backup/2026');
	await dialog.getByRole('button', { name: 'Use path' }).click();
	await expect(page.getByText('115 / backup / 2026')).toBeVisible();

	const film = await file('film.mkv', 60 * MiB);
	await uploads.drop(film);
	const rows = page.getByRole('list', { name: 'Uploads' }).getByRole('listitem');
	await expect(rows.and(page.locator('[data-state="done"]'))).toHaveCount(2);
	await expectStored(app, film);
	await expectStored(app, film, { ...DRIVE_115, name: 'backup/2026/film.mkv' });
	// Each row has the digests of both drives: they come of one pass.
	const digests = await page.evaluate(storedDigests);
	expect(digests).toHaveLength(2);
	for (const one of digests) expect(Object.keys(one).toSorted()).toEqual(['md5', 'sha1']);
});

test('a typed path makes what is missing, is remembered, and comes back as a recent target', async ({
	app,
	uploads,
	browserOf,
	file
}) => {
	const { page } = uploads;
	await uploads.button('Choose folder…').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Path', { exact: true }).fill('movies/ 2026 /');
	await page.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(page.getByLabel('Upload to')).toContainText('/movies/2026');
	const film = await file('film.mkv', 1000);
	await uploads.drop(film);
	await expect(uploads.rows.and(page.locator('[data-state="done"]'))).toHaveCount(1);
	await expectStored(app, film, { name: 'movies/2026/film.mkv' });

	await uploads.sendTo(FLAVOURS[0].target);
	await browserOf.kill();
	const again = await (await UploadsPage.open(await browserOf.start(), app.origin)).ready();
	await again.button('Choose folder…').click();
	await again.page
		.getByRole('group', { name: 'Recent' })
		.getByText('123Pan / movies / 2026')
		.click();
	const other = await file('other.mkv', 1000);
	await again.drop(other);
	await expect(again.rows.and(again.page.locator('[data-state="done"]'))).toHaveCount(2);
	await expectStored(app, other, { name: 'movies/2026/other.mkv' });
});

test('a path with a name that the drive refuses says so, and nothing changes', async ({
	uploads
}) => {
	const { page } = uploads;
	await uploads.button('Choose folder…').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Path', { exact: true }).fill('/a:b');
	await dialog.getByRole('button', { name: 'Use path' }).click();
	await expect(dialog.getByRole('alert')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByLabel('Upload to')).toContainText('123Pan — /');
});

/** Digests of every row that the store has. */
function storedDigests(): Promise<readonly object[]> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('panlift');
		opening.onerror = () => reject(new Error('no store'));
		opening.onsuccess = () => {
			const all = opening.result.transaction('uploads').objectStore('uploads').getAll();
			all.onsuccess = () => {
				opening.result.close();
				resolve((all.result as { digests: object }[]).map(({ digests }) => digests));
			};
		};
	});
}
