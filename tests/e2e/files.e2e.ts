import type { App } from './support/app';
import { FilesPage } from './support/files-page';
import { HANDS } from './support/hands';
import { expect, test } from './support/test';
import type { UploadsPage } from './support/uploads-page';

const NAMES = ['alpha.txt', 'beta.txt', 'gamma.txt'];

/** seeded opens the page over a few files and two folders. */
async function seeded(app: App, uploads: UploadsPage): Promise<FilesPage> {
	const paths = [...NAMES, 'box/inside.txt', 'attic/old.txt'];
	for (const [seed, path] of paths.entries()) {
		await app.sandbox.seed({ drive: 'pan123', path: `/${path}`, size: 2000 + seed, seed });
	}
	await uploads.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	const files = await FilesPage.open(uploads);
	await files.settled();
	return files;
}

/** paths lists what the drive has, or what its bin has. */
async function paths(app: App, trashed = false): Promise<readonly string[]> {
	const all = await app.sandbox.files();
	return all.filter((one) => one.trashed === trashed).map(({ path }) => path);
}
const has = (app: App, ...wanted: string[]) =>
	expect.poll(() => paths(app)).toEqual(expect.arrayContaining(wanted));
const hasNot = (app: App, path: string) => expect.poll(() => paths(app)).not.toContain(path);
const binHas = (app: App, ...wanted: string[]) =>
	expect.poll(() => paths(app, true)).toEqual(wanted);

for (const hand of HANDS) {
	test.describe(`by ${hand.name}`, () => {
		test('a folder is made, entered and left; a file is renamed, and a taken name is told', async ({
			app,
			uploads
		}) => {
			const files = await seeded(app, uploads);
			const { page } = files;
			await hand.actHere(files, 'New folder');
			await page.keyboard.type('new one');
			await hand.submit(files, 'New folder');
			await expect(files.row('new one')).toBeFocused();
			await hand.enter(files, 'new one');
			await expect(page.getByText('This folder is empty')).toBeVisible();
			await page.goBack();
			await expect(files.row('alpha.txt')).toBeVisible();
			await page.goForward();
			await expect(page.getByText('This folder is empty')).toBeVisible();
			await expect(files.grid).toBeFocused();
			await files.press('Backspace');
			await expect(files.row('new one')).toBeFocused();

			await hand.choose(files, 'alpha.txt');
			await hand.act(files, 'Rename');
			const name = files.dialog.getByLabel('Name', { exact: true });
			await name.fill('beta.txt');
			await hand.submit(files, 'Rename');
			await expect(files.dialog.getByRole('alert')).toContainText('there already');
			await name.fill('delta.txt');
			await hand.submit(files, 'Rename');
			await expect(files.row('delta.txt')).toBeFocused();
			await has(app, '/delta.txt');
			await hasNot(app, '/alpha.txt');
			expect(uploads.problems).toEqual([]);
		});

		test('files are moved and brought back, and copied', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.choose(files, 'alpha.txt', 'gamma.txt');
			await hand.act(files, 'Move');
			await hand.enterInDialog(files, 'box');
			await hand.submit(files, 'Move');
			await expect(files.row('alpha.txt')).toHaveCount(0);
			await has(app, '/box/alpha.txt', '/box/gamma.txt');
			await hand.undo(files);
			await expect(files.row('alpha.txt')).toBeVisible();
			await has(app, '/alpha.txt', '/gamma.txt');

			await hand.choose(files, 'alpha.txt');
			await hand.act(files, 'Copy');
			await hand.enterInDialog(files, 'box');
			await hand.submit(files, 'Copy');
			await expect(files.page.getByText('“alpha.txt” copied')).toBeVisible();
			await has(app, '/alpha.txt', '/box/alpha.txt');
			await hand.enter(files, 'box');
			await expect(files.row('alpha.txt')).toBeVisible();
			expect(uploads.problems).toEqual([]);
		});

		test('details and a link are given; a share is made, listed and ended', async ({
			app,
			uploads
		}) => {
			const files = await seeded(app, uploads);
			const { page } = files;
			const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
			await hand.choose(files, 'beta.txt');
			await hand.act(files, 'Details');
			const stored = (await app.sandbox.files()).find(({ path }) => path === '/beta.txt');
			await expect(files.dialog).toContainText(stored!.md5);
			await expect(files.dialog).toContainText('2,001 bytes');
			await files.press('Escape');

			await hand.act(files, 'Download');
			await hand.submit(files, 'Copy link');
			await expect(files.submit('Copied')).toBeVisible();
			expect(new URL(await clipboard()).protocol).toMatch(/^https?:$/);
			const opened = page.context().waitForEvent('page');
			await hand.submit(files, 'Download');
			await (await opened).close();
			// Chromium lets only a page in front write to the clipboard.
			await page.bringToFront();
			await expect(files.dialog).toHaveCount(0);

			await hand.choose(files, 'box');
			await hand.act(files, 'Share');
			await expect(files.dialog.getByLabel('Password')).toHaveValue(/^[A-Za-z0-9]{4}$/);
			await files.dialog.getByLabel('Password').fill('ab12');
			await files.dialog.getByLabel('Expires').selectOption('In 30 days');
			await hand.submit(files, 'Share');
			await expect(files.submit('Copy link and password')).toBeFocused();
			await hand.submit(files, 'Copy link and password');
			await expect(files.submit('Copied')).toBeVisible();
			expect(await clipboard()).toMatch(/^box\nhttps:\/\/\S+\nPassword: ab12$/);
			await hand.submit(files, 'Done');
			await page.getByRole('link', { name: 'Shared links' }).click();
			const shares = page.getByRole('list', { name: 'Shared links' });
			await expect(shares.getByRole('listitem')).toContainText('password: ab12');
			await hand.actHere(files, 'Stop sharing');
			await expect(page.getByText('You have shared nothing yet')).toBeVisible();
			await page.reload();
			await expect(page.getByText('You have shared nothing yet')).toBeVisible();
			expect(uploads.problems).toEqual([]);
		});

		test('files go to the bin and come back; the bin is emptied, one by one and at once', async ({
			app,
			uploads
		}) => {
			const files = await seeded(app, uploads);
			const { page } = files;
			await hand.choose(files, 'alpha.txt', 'beta.txt');
			await hand.act(files, 'Trash');
			await expect(files.row('gamma.txt')).toBeFocused();
			await binHas(app, '/alpha.txt', '/beta.txt');
			await hand.undo(files);
			await expect(files.row('alpha.txt')).toBeVisible();
			await has(app, '/alpha.txt', '/beta.txt');

			await hand.choose(files, ...NAMES);
			await hand.act(files, 'Trash');
			await binHas(app, '/alpha.txt', '/beta.txt', '/gamma.txt');
			await page.getByRole('link', { name: 'Bin' }).click();
			await hand.choose(files, 'gamma.txt');
			await hand.act(files, 'Restore');
			await has(app, '/gamma.txt');
			await hand.choose(files, 'alpha.txt');
			await hand.act(files, 'Delete forever');
			await expect(files.dialog).toContainText('for ever');
			await hand.submit(files, 'Delete forever');
			await expect(files.row('alpha.txt')).toHaveCount(0);
			await binHas(app, '/beta.txt');
			await hand.actHere(files, 'Empty bin');
			await expect(files.dialog).toContainText('1 item will');
			await hand.submit(files, 'Empty bin');
			await expect(page.getByText('The bin is empty')).toBeVisible();
			await binHas(app);
			await page.goBack();
			await expect(files.row('gamma.txt')).toBeVisible();
			await expect(files.row('alpha.txt')).toHaveCount(0);
			expect(uploads.problems).toEqual([]);
		});

		test('the list is sorted, filtered, and the whole drive searched', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.sort(files, 'Size');
			const byName = ['attic', 'box', ...NAMES];
			const bySize = ['attic', 'box', ...NAMES.toReversed()];
			await expect.poll(() => files.names()).toEqual(bySize);
			await hand.sort(files, 'Size');
			await expect.poll(() => files.names()).toEqual(byName);
			await hand.choose(files, 'alpha.txt');
			await files.press('/');
			await files.page.keyboard.type('inside');
			await expect(files.page.getByText('Nothing here has “inside” in its name')).toBeVisible();
			await files.press('Enter');
			await expect(files.row('inside.txt')).toBeVisible();
			expect(files.page.url()).toContain('?q=inside');
			await hand.choose(files, 'inside.txt');
			await hand.act(files, 'Show in its folder');
			await expect(files.page.getByRole('navigation', { name: 'Folder path' })).toContainText(
				'box'
			);
			await expect(files.row('inside.txt')).toHaveAttribute('aria-selected', 'true');
			expect(uploads.problems).toEqual([]);
		});
	});
}
