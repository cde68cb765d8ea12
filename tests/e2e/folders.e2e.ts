import AxeBuilder from '@axe-core/playwright';
import type { App } from './support/app';
import { expect, test } from './support/test';
import { makeFolder, type TestFolder } from './support/test-folders';
import { MiB } from './support/test-files';

const numbered = (folder: string, count: number, size: number) =>
	Array.from(
		{ length: count },
		(_, index) => [`${folder}/${index + 1}.bin`, size + index] as const
	);

/** The drive takes no such name, and Chromium's handle of the folder does not even list it. */
const REFUSED = 'what?.bin';

const NAMES = [
	'with space.txt',
	'节日 🎉.txt',
	'שלום עולם.txt',
	'流浪'.repeat(40) + '.mp4',
	`${'n'.repeat(251)}.bin`,
	'.hidden',
	'100% & more; it’s [ok].txt'
];

async function expectMirrored(app: App, folder: TestFolder): Promise<void> {
	const stored = new Map((await app.sandbox.files()).map((file) => [file.path, file.md5]));
	const wanted = new Map([...folder.files].map(([path, file]) => [path, file.md5]));
	expect(stored).toEqual(wanted);
}

/** How often the drive was asked to make a folder or to take a file. */
async function requests(app: App): Promise<number> {
	return (await app.sandbox.log()).filter(({ path }) => path.endsWith('/upload_request')).length;
}

test('a folder arrives as it is: every byte, every name, each folder made once, empty ones too', async ({
	app,
	uploads,
	folder
}) => {
	test.setTimeout(150_000);
	const { page } = uploads;
	const trip = await makeFolder(folder, 'my trip ✈', [
		...numbered('many', 150, 2000),
		...numbered('day 1/morning', 60, 500),
		...numbered('day 1/日記/deep/er', 50, 700),
		...NAMES.map((name, index) => [`names/${name}`, 100 + index] as const),
		...numbered('emoji 👨‍👩‍👧‍👦/مجلد', 33, 300),
		['nothing/in here/', 0]
	]);
	expect(trip.files.size).toBe(300);
	await uploads.drop(trip);
	const row = uploads.row(trip);
	await expect(row).toHaveAttribute('data-group', /./);
	await expect(row).toHaveAttribute('data-state', 'done', { timeout: 130_000 });
	await expect(uploads.rows).toHaveCount(1);
	await expect(row).toContainText('Uploaded 300 files');
	await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
	await expectMirrored(app, trip);
	expect(await requests(app)).toBe(trip.files.size + trip.folders.length);

	await uploads.button('Choose folder…').click();
	const dialog = page.getByRole('dialog');
	for (const name of ['my trip ✈', 'nothing']) await dialog.getByRole('button', { name }).click();
	await expect(dialog.getByRole('button', { name: 'in here' })).toBeVisible();
	expect(uploads.problems).toEqual([]);
});

test('a folder opens to its rows, by mouse and keyboard, for everyone', async ({
	app,
	uploads,
	folder
}) => {
	const { page } = uploads;
	await app.sandbox.link({ bytesPerSecond: MiB });
	const trip = await makeFolder(folder, 'trip', [
		['day 1/big.bin', 3 * MiB],
		[`day 1/${REFUSED}`, 10],
		['empty/', 0],
		['a.bin', 10]
	]);
	await uploads.drop(trip);
	const row = uploads.row(trip);
	await expect(row).toContainText('1 failed');
	const toggle = row.getByRole('button', { name: 'Files in trip' });
	await expect(toggle).toHaveAttribute('aria-expanded', 'false');
	await toggle.click();
	await expect(uploads.rows).toHaveCount(5);
	await expect(uploads.row({ name: `trip/day 1/${REFUSED}` })).toHaveAttribute(
		'data-state',
		'failed'
	);
	await expect(uploads.row({ name: 'trip/day 1/big.bin' })).toContainText('day 1/');
	const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`)).toEqual(
		[]
	);

	await row.getByRole('button', { name: 'Pause' }).click();
	await expect(uploads.row({ name: 'trip/day 1/big.bin' })).toHaveAttribute('data-state', 'paused');
	await app.sandbox.link({});
	await row.getByRole('button', { name: 'Resume' }).click();
	await expect(row).toContainText('2 of 3 files');
	await expect(row).toHaveAttribute('data-state', 'failed', { timeout: 20_000 });

	await page.keyboard.press('/');
	await page.keyboard.type('big');
	await expect(uploads.rows).toHaveCount(2);
	await expect(page.getByText('1 found')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(uploads.rows).toHaveCount(5);
	await row.focus();
	await page.keyboard.press('ArrowLeft');
	await expect(uploads.rows).toHaveCount(1);
	await page.keyboard.press('Delete');
	await expect(uploads.rows).toHaveCount(0);
	await uploads.button('Undo').click();
	await expect(row).toHaveAttribute('data-state', 'failed');
});

test('a folder dropped again after a reload goes on where it was', async ({
	app,
	uploads,
	folder
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	await app.sandbox.link({ bytesPerSecond: 6 * MiB });
	const trip = await makeFolder(folder, 'trip', [
		...numbered('small', 20, 1000),
		['film.mkv', 16 * MiB]
	]);
	await uploads.drop(trip);
	await expect.poll(async () => new Set(await app.sandbox.partPuts()).size).toBeGreaterThan(3);
	uploads.page.on('dialog', (dialog) => void dialog.accept());
	await uploads.page.reload();
	const row = uploads.row(trip);
	await expect(row).toHaveAttribute('data-cause', 'permission');
	await expect(row).toContainText('need');
	await app.sandbox.link({});
	await uploads.drop(trip);
	await expect(row).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
	await expect(uploads.rows).toHaveCount(1);
	await expectMirrored(app, trip);
	const sent = (await app.sandbox.partPuts()).toSorted((a, b) => a - b);
	expect(sent).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
});

test('a folder chosen through the input goes up, where there are no pickers', async ({
	app,
	uploads,
	folder
}) => {
	const trip = await makeFolder(folder, 'trip', [...numbered('a b/c', 260, 50), ['top.txt', 9]]);
	await uploads.page.locator('input[webkitdirectory]').setInputFiles(trip.path);
	const row = uploads.row(trip);
	await expect(row).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
	await expect(uploads.rows).toHaveCount(1);
	await expectMirrored(app, trip);
	expect(await requests(app)).toBe(trip.files.size + trip.folders.length);
});
