import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './support/accessible';
import { FilesPage } from './support/files-page';
import { expect, test } from './support/test';
import { makeFile } from './support/test-files';
import type { App } from './support/app';

const seed = (app: App, ...paths: string[]) =>
	Promise.all(
		paths.map((path, at) => app.sandbox.seed({ drive: 'pan123', path, size: 1500 + at, seed: at }))
	);
const paths = async (app: App) =>
	(await app.sandbox.files()).filter(({ trashed }) => !trashed).map(({ path }) => path);

test('what is dragged falls into a folder, or into a step of the way; with Ctrl it is copied', async ({
	app,
	uploads
}) => {
	await seed(app, '/a.txt', '/b.txt', '/box/inside.txt');
	const files = await FilesPage.open(uploads);
	const { page } = files;
	await files.row('a.txt').click();
	await files.row('b.txt').click({ modifiers: ['ControlOrMeta'] });
	await files.row('a.txt').dragTo(files.row('box'));
	await expect(page.getByText('2 items moved')).toBeVisible();
	const all = ['/box/a.txt', '/box/b.txt', '/box/inside.txt'];
	await expect.poll(async () => (await paths(app)).toSorted()).toEqual(all);
	await files.goIn('box');
	const top = page.getByRole('navigation', { name: 'Folder path' }).getByRole('link').first();
	await files.row('a.txt').dragTo(top);
	await expect.poll(() => paths(app)).toContain('/a.txt');
	await files.button('Undo').click();
	await expect(files.row('a.txt')).toBeVisible();
	await expect.poll(() => paths(app)).toContain('/box/a.txt');
	await page.keyboard.down('Control');
	await files.row('b.txt').dragTo(top);
	await page.keyboard.up('Control');
	await expect.poll(() => paths(app)).toEqual(expect.arrayContaining(['/b.txt', '/box/b.txt']));
	// Nothing happens where it is already, or where it can't go.
	await files.row('a.txt').dragTo(files.row('b.txt'));
	expect(await paths(app)).toContain('/box/a.txt');
	expect(uploads.problems).toEqual([]);
});

test('files that are dropped go up to the folder in sight, or to the one they fall on, and appear', async ({
	app,
	uploads,
	folder
}) => {
	await seed(app, '/box/inside.txt', '/box/deep/x.txt');
	await mkdir(join(folder, 'in'));
	const first = await makeFile(join(folder, 'in'), 'first.bin', 3000);
	const second = await makeFile(join(folder, 'in'), 'second.bin', 4000);
	const files = await FilesPage.open(uploads);
	const { page } = files;
	await files.goIn('box');
	await uploads.drop(first);
	await expect(files.row('first.bin')).toBeVisible({ timeout: 20_000 });
	await expect.poll(() => paths(app)).toContain('/box/first.bin');

	const { x, y, height } = (await files.row('deep').boundingBox())!;
	const cdp = await page.context().newCDPSession(page);
	const data = { items: [], files: [second.path], dragOperationsMask: 1 };
	const at = { x: x + 120, y: y + height / 2, data };
	for (const type of ['dragEnter', 'dragOver'] as const) {
		await cdp.send('Input.dispatchDragEvent', { type, ...at });
	}
	await expect(page.getByText('Drop to upload to 123Pan / box / deep')).toBeVisible();
	await cdp.send('Input.dispatchDragEvent', { type: 'drop', ...at });
	await expect.poll(() => paths(app), { timeout: 20_000 }).toContain('/box/deep/second.bin');
	await page.getByRole('link', { name: 'Uploads' }).click();
	await expect(uploads.rows).toHaveCount(2);
	expect(uploads.problems).toEqual([]);
});

test('an address of a folder opens it, and going back finds the list as it was left', async ({
	app,
	uploads
}) => {
	await app.sandbox.seed({ drive: 'pan123', path: '/box/file.bin', size: 5, count: 300 });
	await seed(app, '/box/sub/inside.txt');
	const files = await FilesPage.open(uploads);
	const { page } = files;
	await files.goIn('box');
	await files.row('file 00001.bin').click();
	await files.press('End', 'ArrowUp', 'Shift+ArrowUp');
	const scrolled = () => files.grid.getByRole('rowgroup').evaluate((one) => one.scrollTop);
	const before = await scrolled();
	expect(before).toBeGreaterThan(1000);
	await page.getByRole('link', { name: 'Bin' }).click();
	await expect(page.getByText('The bin is empty')).toBeVisible();
	await page.goBack();
	await expect(files.row('file 00299.bin')).toHaveAttribute('aria-selected', 'true');
	await expect(files.row('file 00298.bin')).toBeFocused();
	expect(await scrolled()).toBe(before);
	await files.press('Home', 'Enter');
	await expect(files.row('inside.txt')).toBeVisible();

	// The same address in a page that knows nothing yet, without a network.
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await page.reload();
	const way = page.getByRole('navigation', { name: 'Folder path' });
	await expect(way).toContainText('box');
	await expect(way.getByRole('link')).toHaveText(['123Pan', 'box', 'sub']);
	await expect(files.row('inside.txt')).toBeVisible();
	await app.gateway.shut();
	await page.reload();
	await expect(files.button('Try again')).toBeVisible({ timeout: 20_000 });
	await app.gateway.open();
	await expect(files.row('inside.txt')).toBeVisible({ timeout: 20_000 });
});

test('a folder or an account that is not there is said to be gone, with a way out', async ({
	uploads,
	app
}) => {
	const { page } = uploads;
	await page.goto(`${app.origin}/files/pan123-web-sandbox-nobody`);
	await expect(page.getByText('This account is not connected here')).toBeVisible();
	const wayOut = page.getByRole('main').getByRole('link', { name: 'Files' });
	await wayOut.click();
	await expect(wayOut).toHaveCount(0);
	const files = await FilesPage.open(uploads);
	await files.settled();
	await page.goto(`${page.url()}/4242`);
	await expect(page.getByRole('alert')).toContainText('This folder is gone.');
	await files.button('To the top folder').click();
	await expect(page.getByText('This folder is empty')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`the list, its menu and every dialog can be read and used by everyone, in ${colorScheme}`, async ({
		app,
		uploads
	}) => {
		await seed(app, '/a.txt', '/box/inside.txt');
		const { page } = uploads;
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		const files = await FilesPage.open(uploads);
		await files.settled();
		await expectAccessible(page);
		await files.row('a.txt').click({ button: 'right' });
		await expect(files.menu).toBeVisible();
		await expectAccessible(page);
		await files.press('Escape');
		for (const action of ['Rename', 'Move', 'Download', 'Share', 'Details']) {
			await files.button(action).click();
			await expect(files.dialog).toBeVisible();
			await expectAccessible(page);
			await files.press('Escape');
			await expect(files.dialog).toHaveCount(0);
		}
		await files.button('Trash').click();
		await page.getByRole('link', { name: 'Bin' }).click();
		await files.row('a.txt').click();
		await files.button('Delete forever').click();
		await expect(files.dialog).toBeVisible();
		await expectAccessible(page);
		await files.press('Escape');
		await page.getByRole('link', { name: 'Shared links' }).click();
		await expect(page.getByText('You have shared nothing yet')).toBeVisible();
		await expectAccessible(page);
	});
}

test('a finger opens, holds to choose, and chooses more', async ({ app, browserOf, uploads }) => {
	expect(browserOf).toBeDefined();
	await seed(app, '/a.txt', '/b.txt', '/box/inside.txt');
	const files = await FilesPage.open(uploads);
	const { page } = files;
	await files.settled();
	const cdp = await page.context().newCDPSession(page);
	const hold = async (name: string, ms: number) => {
		const { x, y, height } = (await files.row(name).boundingBox())!;
		const touchPoints = [{ x: x + 150, y: y + height / 2 }];
		await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
		await page.waitForTimeout(ms);
		await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	};
	await hold('a.txt', 800);
	await expect(page.getByText('1 selected')).toBeVisible();
	await expect(files.menu).toHaveCount(0);
	await hold('b.txt', 50);
	await expect(page.getByText('2 selected')).toBeVisible();
	await files.press('Escape');
	await hold('box', 50);
	await expect(files.row('inside.txt')).toBeVisible();
});
