import type { App } from './support/app';
import { FilesPage } from './support/files-page';
import { HANDS } from './support/hands';
import { expect, test } from './support/test';
import type { UploadsPage } from './support/uploads-page';

const SIZE = 2000;
const NAMES = ['alpha.txt', 'beta.txt', 'gamma.txt'];

/** seeded opens the page over a few files and two folders. */
async function seeded(app: App, uploads: UploadsPage): Promise<FilesPage> {
	const paths = [...NAMES, 'box/inside.txt', 'attic/old.txt'];
	for (const [seed, path] of paths.entries()) {
		await app.sandbox.seed({ drive: 'pan123', path: `/${path}`, size: SIZE + seed, seed });
	}
	const files = await FilesPage.open(uploads);
	await files.settled();
	return files;
}

/** paths lists what the drive has, the bin apart. */
async function paths(app: App, trashed = false): Promise<readonly string[]> {
	const all = await app.sandbox.files();
	return all.filter((one) => one.trashed === trashed).map(({ path }) => path);
}
const has = (app: App, ...wanted: string[]) =>
	expect.poll(() => paths(app)).toEqual(expect.arrayContaining(wanted));
const hasNot = (app: App, path: string) =>
	expect.poll(() => paths(app)).not.toEqual(expect.arrayContaining([path]));

for (const hand of HANDS) {
	test.describe(`by ${hand.name}`, () => {
		test('a folder is made, entered, and left again', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.actHere(files, 'New folder');
			await files.page.keyboard.type('new one');
			await hand.submit(files, 'New folder');
			await expect(files.row('new one')).toBeFocused();
			await hand.enter(files, 'new one');
			await expect(files.page.getByText('This folder is empty')).toBeVisible();
			await files.page.goBack();
			await expect(files.row('alpha.txt')).toBeVisible();
			await files.page.goForward();
			await expect(files.page.getByText('This folder is empty')).toBeVisible();
			await files.press('Backspace');
			await expect(files.row('new one')).toBeFocused();
			expect(uploads.problems).toEqual([]);
		});

		test('a file is renamed, and a taken name is said to be', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.choose(files, 'alpha.txt');
			await hand.act(files, 'Rename');
			await files.dialog.getByLabel('Name', { exact: true }).fill('beta.txt');
			await hand.submit(files, 'Rename');
			await expect(files.dialog.getByRole('alert')).toContainText('there already');
			await files.dialog.getByLabel('Name', { exact: true }).fill('delta.txt');
			await hand.submit(files, 'Rename');
			await expect(files.row('delta.txt')).toBeFocused();
			await has(app, '/delta.txt');
			await hasNot(app, '/alpha.txt');
		});

		test('files are moved to another folder, and brought back', async ({ app, uploads }) => {
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
		});

		test('a file is copied to another folder', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.choose(files, 'alpha.txt');
			await hand.act(files, 'Copy');
			await hand.enterInDialog(files, 'box');
			await hand.submit(files, 'Copy');
			await has(app, '/alpha.txt', '/box/alpha.txt');
			await expect(files.page.getByText('“alpha.txt” copied')).toBeVisible();
			await hand.enter(files, 'box');
			await expect(files.row('alpha.txt')).toBeVisible();
		});

		test('a link downloads the file, here or elsewhere', async ({ app, uploads, context }) => {
			expect(context).toBeDefined();
			const files = await seeded(app, uploads);
			await files.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
			await hand.choose(files, 'beta.txt');
			await hand.act(files, 'Download');
			await hand.submit(files, 'Copy link');
			await expect(files.submit('Copied')).toBeVisible();
			const url = await files.page.evaluate(() => navigator.clipboard.readText());
			expect(new URL(url).protocol).toMatch(/^https?:$/);
			const opened = files.page.context().waitForEvent('page');
			await hand.submit(files, 'Download');
			expect((await opened).url()).toBeDefined();
			await expect(files.dialog).toHaveCount(0);
			await expect(files.row('beta.txt')).toBeFocused();
		});

		test('something is shared with a password, listed, and shared no more', async ({
			app,
			uploads
		}) => {
			const files = await seeded(app, uploads);
			await files.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
			await hand.choose(files, 'box');
			await hand.act(files, 'Share');
			await expect(files.dialog.getByLabel('Password')).toHaveValue(/^[A-Za-z0-9]{4}$/);
			await files.dialog.getByLabel('Password').fill('ab12');
			await files.dialog.getByLabel('Expires').selectOption('In 30 days');
			await hand.submit(files, 'Share');
			await expect(files.dialog).toContainText('The link is ready');
			await hand.submit(files, 'Copy link and password');
			await expect(files.submit('Copied')).toBeVisible();
			const text = await files.page.evaluate(() => navigator.clipboard.readText());
			expect(text).toMatch(/^box\nhttps:\/\/\S+\nPassword: ab12$/);
			await hand.submit(files, 'Done');
			await files.page.getByRole('link', { name: 'Shared links' }).click();
			const shares = files.page.getByRole('list', { name: 'Shared links' });
			await expect(shares.getByRole('listitem')).toContainText('password: ab12');
			await files.button('Stop sharing').press('Enter');
			await expect(files.page.getByText('You have shared nothing yet')).toBeVisible();
			await files.page.reload();
			await expect(files.page.getByText('You have shared nothing yet')).toBeVisible();
		});

		test('details tell the digest that the drive keeps', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.choose(files, 'gamma.txt');
			await hand.act(files, 'Details');
			const stored = (await app.sandbox.files()).find(({ path }) => path === '/gamma.txt');
			await expect(files.dialog).toContainText(stored!.md5);
			await expect(files.dialog).toContainText('2,002 bytes');
			await files.press('Escape');
			await expect(files.row('gamma.txt')).toBeFocused();
		});

		test('files go to the bin and come back, by Undo and from the bin', async ({
			app,
			uploads
		}) => {
			const files = await seeded(app, uploads);
			await hand.choose(files, 'alpha.txt', 'beta.txt');
			await hand.act(files, 'Trash');
			await expect(files.row('gamma.txt')).toBeFocused();
			await expect.poll(() => paths(app, true)).toEqual(['/alpha.txt', '/beta.txt']);
			await hand.undo(files);
			await expect(files.row('alpha.txt')).toBeVisible();
			await has(app, '/alpha.txt', '/beta.txt');
			await hand.choose(files, 'gamma.txt');
			await hand.act(files, 'Trash');
			await expect.poll(() => paths(app, true)).toEqual(['/gamma.txt']);
			await files.page.getByRole('link', { name: 'Bin' }).click();
			await expect(files.row('gamma.txt')).toBeVisible();
			await hand.choose(files, 'gamma.txt');
			await hand.act(files, 'Restore');
			await expect(files.page.getByText('The bin is empty')).toBeVisible();
			await has(app, '/gamma.txt');
			await files.page.goBack();
			await expect(files.row('gamma.txt')).toBeVisible();
		});

		test('the bin is emptied, one by one or at once', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.choose(files, ...NAMES);
			await hand.act(files, 'Trash');
			await expect.poll(() => paths(app, true)).toHaveLength(3);
			await files.page.getByRole('link', { name: 'Bin' }).click();
			await expect(files.row('alpha.txt')).toBeVisible();
			await hand.choose(files, 'alpha.txt');
			await hand.act(files, 'Delete forever');
			await expect(files.dialog).toContainText('for ever');
			await hand.submit(files, 'Delete forever');
			await expect(files.row('alpha.txt')).toHaveCount(0);
			await expect.poll(() => paths(app, true)).toHaveLength(2);
			await hand.actHere(files, 'Empty bin');
			await expect(files.dialog).toContainText('2 items');
			await hand.submit(files, 'Empty bin');
			await expect(files.page.getByText('The bin is empty')).toBeVisible();
			expect(await paths(app, true)).toEqual([]);
		});

		test('the list is sorted, filtered and searched', async ({ app, uploads }) => {
			const files = await seeded(app, uploads);
			await hand.sort(files, 'Size');
			await expect
				.poll(() => files.names())
				.toEqual([...['attic', 'box'], ...['gamma.txt', 'beta.txt', 'alpha.txt']]);
			await hand.sort(files, 'Size');
			await expect.poll(() => files.names()).toEqual(['attic', 'box', ...NAMES]);
			await hand.choose(files, 'alpha.txt');
			await files.press('/');
			await files.page.keyboard.type('inside');
			await expect(files.page.getByText('Nothing here has “inside” in its name')).toBeVisible();
			await files.press('Enter');
			await expect(files.row('inside.txt')).toBeVisible();
			expect(files.page.url()).toContain('?q=inside');
			await hand.choose(files, 'inside.txt');
			await (hand.name === 'mouse'
				? files
						.row('inside.txt')
						.click({ button: 'right' })
						.then(() => files.item('Show in its folder').click())
				: hand.act(files, 'Show in its folder'));
			await expect(files.page.getByRole('navigation', { name: 'Folder path' })).toContainText(
				'box'
			);
			await expect(files.row('inside.txt')).toHaveAttribute('aria-selected', 'true');
		});
	});
}
