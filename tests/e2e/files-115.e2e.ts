import { FilesPage } from './support/files-page';
import { mouse as hand } from './support/hands';
import { expect, test } from './support/test';

const ACCOUNT = 'Sandbox 115';

test('an account of 115 is ordered as one of 123Pan is, within what 115 can', async ({
	app,
	uploads
}) => {
	for (const [seed, path] of ['/a.txt', '/b.txt', '/box/inside.txt'].entries()) {
		await app.sandbox.seed({ drive: 'pan115', account: ACCOUNT, path, size: 1000 + seed, seed });
	}
	const paths = async (trashed = false) =>
		(await app.sandbox.files('pan115'))
			.filter((one) => one.account === ACCOUNT && one.trashed === trashed)
			.map(({ path }) => path);
	const files = await FilesPage.open(uploads, ACCOUNT);
	const { page } = files;
	await expect(files.row('b.txt')).toBeVisible();
	await hand.actHere(files, 'New folder');
	await page.keyboard.type('new');
	await hand.submit(files, 'New folder');
	await expect(files.row('new')).toBeVisible();

	await hand.choose(files, 'a.txt');
	await hand.act(files, 'Rename');
	await expect(files.dialog).toContainText('.txt');
	await files.dialog.getByLabel('Name', { exact: true }).fill('first');
	await hand.submit(files, 'Rename');
	await expect.poll(() => paths()).toContain('/first.txt');

	await hand.choose(files, 'b.txt');
	await hand.act(files, 'Move');
	await hand.enterInDialog(files, 'box');
	await hand.submit(files, 'Move');
	await expect.poll(() => paths()).toContain('/box/b.txt');
	await hand.undo(files);
	await expect.poll(() => paths()).toContain('/b.txt');
	await expect(files.row('b.txt')).toBeVisible();

	await hand.choose(files, 'b.txt');
	await hand.act(files, 'Copy');
	await hand.enterInDialog(files, 'new');
	await hand.submit(files, 'Copy');
	await expect.poll(() => paths()).toContain('/new/b.txt');

	await hand.choose(files, 'box');
	await hand.act(files, 'Share');
	await expect(files.dialog.getByLabel('Expires')).toContainText('In 15 days');
	await hand.submit(files, 'Share');
	await expect(files.dialog.getByLabel('Password', { exact: true })).toHaveValue(/^\w{4}$/);
	await hand.submit(files, 'Done');

	await hand.choose(files, 'b.txt', 'first.txt');
	await hand.act(files, 'Trash');
	await expect.poll(() => paths(true)).toHaveLength(2);
	await hand.undo(files);
	await expect.poll(() => paths(true)).toHaveLength(0);
	await expect(files.row('b.txt')).toBeVisible();
	await hand.choose(files, 'b.txt');
	await hand.act(files, 'Trash');
	await expect.poll(() => paths(true)).toHaveLength(1);
	await page.getByRole('link', { name: 'Bin' }).click();
	await hand.choose(files, 'b.txt');
	await hand.act(files, 'Delete forever');
	await hand.submit(files, 'Delete forever');
	await expect(page.getByText('The bin is empty')).toBeVisible();
	await expect.poll(() => paths(true)).toHaveLength(0);
	expect(uploads.problems).toEqual([]);
});
