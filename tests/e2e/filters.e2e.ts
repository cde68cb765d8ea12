import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import type { App } from './support/app';
import { expect, test } from './support/test';
import { makeFolder } from './support/test-folders';

const stored = async (app: App) =>
	(await app.sandbox.files())
		.filter(({ trashed }) => !trashed)
		.map(({ path }) => path)
		.toSorted();

/** counts of the preview's five classes. */
const counts = (page: Page) =>
	page
		.getByRole('dialog')
		.locator('[data-class]')
		.evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset['count'])));

test('a dropped folder comes without what filters leave out, which can be seen and taken after all', async ({
	app,
	uploads,
	folder
}) => {
	const { page } = uploads;
	const trip = await makeFolder(folder, 'trip', [
		['a.txt', 10],
		['.DS_Store', 5],
		['web/index.js', 20],
		['web/node_modules/x/index.js', 30],
		['web/node_modules/x/what？.js', 31],
		['.git/HEAD', 40]
	]);
	await uploads.drop(trip);
	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done');
	expect(await stored(app)).toEqual(['/trip/a.txt', '/trip/web/index.js']);

	await expect(page.getByText('1 file and 2 folders left out by your filters')).toBeVisible();
	await uploads.button('Show').click();
	const dialog = page.getByRole('dialog', { name: 'Left out by your filters' });
	await expect(dialog.getByRole('listitem')).toHaveCount(3);
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Upload them anyway' }).click();
	await expect(dialog).toHaveCount(0);
	await expect.poll(() => stored(app)).toEqual([...trip.files.keys()].toSorted());
	await expect(uploads.rows).toHaveCount(1);
	expect(uploads.problems).toEqual([]);
});

test('a file that is dropped by itself always goes up', async ({ app, uploads, file }) => {
	const one = await file('Thumbs.db', 10);
	await uploads.drop(one);
	await uploads.waitFor(one, 'done');
	expect(await stored(app)).toEqual(['/Thumbs.db']);
});

test('filters are kept as profiles, used, exported with the settings, and taken back', async ({
	app,
	uploads,
	folder
}) => {
	const { page } = uploads;
	await page.getByRole('link', { name: 'Settings', exact: true }).click();
	const section = page.getByRole('region', { name: 'Filters' });
	await section.getByRole('button', { name: 'New filter' }).click();
	await section.getByLabel('Name', { exact: true }).fill('Photos');
	await section.getByLabel('Leave out by name').fill('*.tmp\n!keep.tmp');
	await section.getByLabel('Leave out files larger than', { exact: true }).fill('1');
	await section.getByLabel('Leave out files larger than', { exact: true }).press('Tab');
	await expect(section.getByLabel('Filter in use')).toContainText('Photos');
	await expectAccessible(page);

	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export settings' }).click();
	const path = await (await downloading).path();
	await section.getByRole('button', { name: 'Delete filter' }).click();
	await expect(section.getByLabel('Filter in use')).not.toContainText('Photos');
	const choosing = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Import settings' }).click();
	await (
		await choosing
	).setFiles({
		name: 'panlift-settings.json',
		mimeType: 'application/json',
		buffer: await (await import('node:fs/promises')).readFile(path)
	});
	await expect(section.getByLabel('Name', { exact: true })).toHaveValue('Photos');

	await page.getByRole('link', { name: 'Uploads', exact: true }).click();
	const trip = await makeFolder(folder, 'trip', [
		['a.tmp', 10],
		['keep.tmp', 10],
		['node_modules/a.js', 20],
		['large.bin', 2000]
	]);
	await uploads.drop(trip);
	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done');
	expect(await stored(app)).toEqual(['/trip/keep.tmp', '/trip/node_modules/a.js']);
});

test('a preview tells what a folder would do, live, and what then happens is what it said', async ({
	app,
	uploads,
	folder
}) => {
	const { page } = uploads;
	const older = await makeFolder(folder, 'trip', [
		['same.bin', 100],
		['sub/other.bin', 50]
	]);
	await uploads.drop(older);
	await expect(uploads.row(older)).toHaveAttribute('data-state', 'done');
	await uploads.button('Clear finished').click();

	await uploads.button('Folder options').click();
	await page.getByLabel('Preview folders before they start').check();
	await page.keyboard.press('Escape');
	const trip = await makeFolder(folder, 'trip', [
		['same.bin', 100],
		['sub/other.bin', 51],
		['sub/new.bin', 30],
		['new.log', 31],
		['what?.bin', 32],
		['.DS_Store', 5]
	]);
	await uploads.drop(trip);
	const dialog = page.getByRole('dialog', { name: 'Upload “trip”' });
	await expect(dialog).toContainText('Compared with the drive');
	expect(await counts(page)).toEqual([2, 1, 1, 1, 1]);
	await expectAccessible(page);
	expect(await stored(app)).toEqual(['/trip/same.bin', '/trip/sub/other.bin']);

	await dialog.getByText('Filters').click();
	await dialog.getByLabel('Leave out by name').fill('*.log');
	await expect.poll(() => counts(page)).toEqual([2, 1, 1, 1, 1]);
	await dialog.getByRole('button', { name: /Left out/ }).click();
	await expect(dialog.getByRole('region', { name: 'Left out' })).toContainText('new.log');
	await dialog.getByLabel('Leave out by name').fill('*.log\n.DS_Store');
	await expect.poll(() => counts(page)).toEqual([1, 1, 1, 2, 1]);
	await dialog.getByLabel('Rename 1 refused name').check();
	await expect.poll(() => counts(page)).toEqual([2, 1, 1, 2, 0]);
	await dialog.getByLabel('When the name is taken').selectOption('Skip');
	await dialog.getByRole('button', { name: 'Upload 4 files' }).click();
	await expect(dialog).toHaveCount(0);

	await expect(uploads.row(trip)).toHaveAttribute('data-state', 'done');
	expect(await stored(app)).toEqual([
		'/trip/same.bin',
		'/trip/sub/new.bin',
		'/trip/sub/other.bin',
		'/trip/what？.bin'
	]);
	const other = (await app.sandbox.files()).find(({ path }) => path.endsWith('other.bin'));
	expect(other?.size).toBe(50);
	expect(uploads.problems).toEqual([]);
});

test('a preview that is cancelled starts nothing', async ({ app, uploads, folder }) => {
	const { page } = uploads;
	await page.getByRole('link', { name: 'Settings', exact: true }).click();
	await page.getByLabel('Preview folders before they start').check();
	await page.getByRole('link', { name: 'Uploads', exact: true }).click();
	const trip = await makeFolder(folder, 'trip', [['a.bin', 10]]);
	await uploads.drop(trip);
	const dialog = page.getByRole('dialog', { name: 'Upload “trip”' });
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(dialog).toHaveCount(0);
	await expect(uploads.rows).toHaveCount(0);
	expect(await stored(app)).toEqual([]);
});
