import type { App } from './support/app';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import type { UploadsPage } from './support/uploads-page';

const RATE = MiB;

/** limit sets the speed in Settings, as a person would. */
async function limit({ page }: UploadsPage, speed: string): Promise<void> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByLabel('Speed limit').selectOption('One speed');
	await page.getByLabel('Speed', { exact: true }).fill(speed);
	await page.keyboard.press('Enter');
	await page.getByRole('link', { name: 'Uploads' }).click();
}

/** speedOf gives bytes per second from the first moment until all of a file is there. */
async function speedOf(uploads: UploadsPage, file: { name: string; path: string; size: number }) {
	const startedAt = Date.now();
	await uploads.drop(file);
	await uploads.waitFor(file, 'done');
	return file.size / ((Date.now() - startedAt) / 1000);
}

const partsOf = async (app: App) =>
	(await app.sandbox.log()).filter(({ method, part }) => method === 'PUT' && part !== null);

test('115 gets every part with its signed share of the limit', async ({ app, uploads, file }) => {
	await uploads.sendTo('Sandbox 115');
	await limit(uploads, '1M');
	const film = await file('film.mkv', 12 * MiB);
	const speed = await speedOf(uploads, film);
	expect(speed / RATE).toBeLessThan(1.15);
	expect(speed / RATE).toBeGreaterThan(0.7);
	await expectStored(app, film, { drive: 'pan115' });
	const log = await app.sandbox.log();
	const puts = log.filter(({ method, bytesIn }) => method === 'PUT' && bytesIn > 0);
	expect(puts.length).toBeGreaterThan(0);
	for (const { query } of puts) {
		const rate = Number(query['x-oss-traffic-limit']) / 8;
		expect(rate / RATE).toBeGreaterThan(0.9);
		expect(rate / RATE).toBeLessThan(1.3);
	}
});

test('123Pan goes at line speed part by part, and keeps the average; the page says so', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	await limit(uploads, '1M');
	const film = await file('film.mkv', 12 * MiB);
	await uploads.drop(film);
	await uploads.button('Speed limit: 1 MB/s').click();
	const menu = uploads.page.getByRole('menu', { name: 'Speed limit' });
	await expect(menu).toContainText(/123Pan.*: a single part goes at line speed\./);
	await expect(menu.getByRole('menuitemradio', { name: 'Limit to 1 MB/s' })).toBeChecked();
	await uploads.page.keyboard.press('Escape');
	const startedAt = Date.now();
	await uploads.waitFor(film, 'done');
	// One second of twelve may be made up for.
	expect(Date.now() - startedAt).toBeGreaterThan(8_000);
	await expectStored(app, film);
	expect(await partsOf(app)).toHaveLength(12);
});

test('a limit that is lifted in the bar counts from the next part on', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	await limit(uploads, '64K');
	const film = await file('film.mkv', 12 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'uploading');
	await uploads.button('Speed limit: 64 KB/s').click();
	await uploads.page.getByRole('menuitemradio', { name: 'Unlimited' }).click();
	await uploads.waitFor(film, 'done', { timeout: 20_000 });
	await expectStored(app, film);
});

test('a timetable is read as it is written, and says what is wrong with it', async ({
	uploads
}) => {
	const { page } = uploads;
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByLabel('Speed limit').selectOption('By timetable');
	const field = page.getByLabel('Timetable');
	await field.fill('08:00 512, 23:00 off');
	await expect(page.getByText('“512” of what?')).toBeVisible();
	await field.fill('23:00 off，8:00 512KB/s');
	await page.keyboard.press('Enter');
	await expect(field).toHaveValue('08:00 512K, 23:00 off');
	await page.reload();
	await expect(page.getByLabel('Timetable')).toHaveValue('08:00 512K, 23:00 off');
});
