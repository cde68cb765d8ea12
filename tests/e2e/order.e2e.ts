import type { Locator } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, expectStored, test } from './support/test';
import { MiB, type TestFile } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

/** One file at a time goes, slowly: all others are in line. */
async function oneAtATime({ page }: UploadsPage): Promise<void> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByLabel('Files at once', { exact: true }).selectOption('1');
	await page.getByRole('link', { name: 'Uploads' }).click();
}

const names = async ({ rows }: UploadsPage): Promise<readonly string[]> =>
	rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset['path']!.slice(1)));
const told = ({ page }: UploadsPage): Locator => page.locator('[data-moved]');

test.beforeEach(async ({ app, uploads }) => {
	await app.sandbox.config({ sliceSize: MiB });
	await oneAtATime(uploads);
	await app.sandbox.link({ bytesPerSecond: MiB });
});

test('rows in line are moved by key, menu and mouse, and go up in the order that is shown', async ({
	app,
	uploads,
	file
}) => {
	const all: TestFile[] = [];
	for (const name of ['a.bin', 'b.bin', 'c.bin', 'd.bin']) all.push(await file(name, 5 * MiB));
	await uploads.drop(...all);
	const [a, , c, d] = all as [TestFile, TestFile, TestFile, TestFile];
	await uploads.waitFor(a, 'uploading');
	expect(await names(uploads)).toEqual(['a.bin', 'b.bin', 'c.bin', 'd.bin']);

	await uploads.row(d).focus();
	await uploads.page.keyboard.press('Alt+ArrowUp');
	await expect(told(uploads)).toHaveText('d.bin: place 2 of 3 in line');
	await expect.poll(() => names(uploads)).toEqual(['a.bin', 'b.bin', 'd.bin', 'c.bin']);
	await expect(uploads.row(d)).toBeFocused();
	await uploads.page.keyboard.press('Alt+Home');
	await expect.poll(() => names(uploads)).toEqual(['a.bin', 'd.bin', 'b.bin', 'c.bin']);

	await uploads
		.row(c)
		.getByRole('button', { name: /^Order and priority/ })
		.click();
	await expectAccessible(uploads.page);
	await uploads.page.getByRole('menuitem', { name: 'Move up' }).click();
	await expect.poll(() => names(uploads)).toEqual(['a.bin', 'd.bin', 'c.bin', 'b.bin']);

	const row = uploads.row(c);
	await row.hover();
	const grip = row.locator('[title="Drag to move"]');
	await grip.hover();
	await uploads.page.mouse.down();
	const target = (await uploads.row(d).boundingBox())!;
	await uploads.page.mouse.move(target.x + 50, target.y + 12, { steps: 5 });
	await uploads.page.mouse.move(target.x + 50, target.y + 3);
	await uploads.page.mouse.up();
	await expect.poll(() => names(uploads)).toEqual(['a.bin', 'c.bin', 'd.bin', 'b.bin']);
	await expect(told(uploads)).toHaveText('c.bin: place 1 of 3 in line');

	await uploads.page.reload();
	await expect.poll(() => names(uploads)).toEqual(['a.bin', 'c.bin', 'd.bin', 'b.bin']);
	// After a reload this browser wants to be given the files again.
	await uploads.drop(...all);
	await app.sandbox.link({});
	for (const one of all) await uploads.waitFor(one, 'done');
	for (const one of all) await expectStored(app, one);
	const log = await app.sandbox.log();
	const opened = log.filter(({ path }) => path.endsWith('/upload_request')).length;
	expect(opened).toBeGreaterThanOrEqual(4);
});

test('a row of high priority takes the place of one that is at work, which loses no part', async ({
	app,
	uploads,
	file
}) => {
	const [long, urgent] = [await file('long.bin', 12 * MiB), await file('urgent.bin', 2 * MiB)];
	await uploads.drop(long, urgent);
	await uploads.waitFor(long, 'uploading');
	await expect.poll(() => app.sandbox.partPuts().then((puts) => puts.length)).toBeGreaterThan(0);
	await uploads
		.row(urgent)
		.getByRole('button', { name: /^Order and priority/ })
		.click();
	await uploads.page.getByRole('menuitemradio', { name: 'High' }).click();
	await expect(uploads.row(urgent)).toContainText('high priority');
	await uploads.waitFor(urgent, 'done');
	await expect(uploads.row(long)).not.toHaveAttribute('data-state', 'done');
	await app.sandbox.link({});
	await uploads.waitFor(long, 'done');
	await expectStored(app, long);
	await expectStored(app, urgent);
	expect(await app.sandbox.partPuts()).toHaveLength(14);
});

test('a pause until a time is counted down, outlives a reload, and ends with Resume', async ({
	app,
	uploads,
	file
}) => {
	const film = await file('film.mkv', 20 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'uploading');
	await uploads.button('Pause until…').click();
	await uploads.page.getByRole('menuitem', { name: 'For 1 hour' }).click();
	await uploads.waitFor(film, 'waiting', { cause: 'scheduled' });
	await expect(uploads.row(film)).toContainText(/Paused until .* left/);
	await uploads.page.reload();
	await uploads.waitFor(film, 'waiting', { cause: 'scheduled' });
	await uploads.row(film).getByRole('button', { name: 'Resume' }).click();
	await expect(uploads.row(film)).not.toHaveAttribute('data-cause', 'scheduled');
	// After a reload this browser wants to be given the file again.
	await uploads.drop(film);
	await app.sandbox.link({});
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
});
