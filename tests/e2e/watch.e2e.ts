import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import type { App } from './support/app';
import { expect, test } from './support/test';
import { makeFolder } from './support/test-folders';
import { unfinished, type UploadsPage } from './support/uploads-page';

/** At rest for ten seconds, and then a moment for the upload. */
const PATIENCE = { timeout: 30_000, intervals: [250] };

/** openDialog opens the dialog on the settings page. */
async function openDialog(page: Page) {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Watch a folder' }).click();
	return page.getByRole('dialog');
}

/** watch lets a folder fall on the dialog, as a person's mouse does, and watches it. */
async function watch(uploads: UploadsPage, path: string, to: string): Promise<void> {
	const { page } = uploads;
	const dialog = await openDialog(page);
	await expect(dialog).toContainText('Drop a folder here to watch it');
	await uploads.dropAt(await middleOf(page), { path });
	await expect(dialog).toContainText('Folder “checkpoints”');
	await expect(dialog.getByLabel('Folder in the drive')).toHaveValue('/checkpoints');
	await dialog.getByLabel('Folder in the drive').fill(to);
	await dialog.getByRole('button', { name: 'Start watching' }).click();
	await expect(dialog).toBeHidden();
}

async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
	const box = (await page.getByText('Drop a folder here to watch it').boundingBox())!;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const md5Of = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');

async function stored(app: App): Promise<ReadonlyMap<string, string | undefined>> {
	const files = (await app.sandbox.files()).filter(({ trashed }) => !trashed);
	return new Map(files.map(({ path, md5 }) => [path, md5]));
}

test('30 checkpoints that are written into a watched folder in pieces go up once each, whole', async ({
	app,
	uploads,
	folder
}) => {
	test.setTimeout(90_000);
	const { page } = uploads;
	const place = join(folder, 'checkpoints');
	await mkdir(join(place, '.git'), { recursive: true });
	await writeFile(join(place, '.git', 'HEAD'), 'left out');
	await watch(uploads, place, '/backup/ckpt');
	const item = page.locator('[data-watch="checkpoints"]');
	await expect(item).toHaveAttribute('data-state', 'watching');

	const at = (n: number) => join(place, `step-${n}.pt`);
	const whole = Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? [] : [randomBytes(60_000)]));
	const slow = whole.flatMap((pieces, n) => (pieces.length === 0 ? [n] : []));
	for (const [n, pieces] of whole.entries()) await writeFile(at(n), Buffer.concat(pieces));
	// Those that are whole at once arrive, while of the others, never at rest, nothing is taken.
	await expect(async () => {
		for (const n of slow) {
			const piece = randomBytes(20_000);
			whole[n]!.push(piece);
			await appendFile(at(n), piece);
		}
		expect((await stored(app)).size).toBe(20);
	}).toPass({ timeout: 40_000, intervals: [1000] });
	const content = whole.map((pieces) => Buffer.concat(pieces));
	const wanted = new Map(content.map((bytes, n) => [`/backup/ckpt/step-${n}.pt`, md5Of(bytes)]));
	for (const n of slow) expect((await stored(app)).has(`/backup/ckpt/step-${n}.pt`)).toBe(false);
	await expect.poll(() => stored(app), PATIENCE).toEqual(wanted);

	// One that is written again goes up again, over the old one; a deleted one stays in the drive.
	await rename(at(1), join(folder, 'away.pt'));
	await writeFile(at(0), content[1]!);
	wanted.set('/backup/ckpt/step-0.pt', md5Of(content[1]!));
	await expect.poll(() => stored(app), PATIENCE).toEqual(wanted);
	await expect(item).toHaveAttribute('data-waiting', '0');
	await page.getByRole('link', { name: 'Uploads' }).click();
	await expect(page.getByText('Watching checkpoints → 123Pan / backup / ckpt')).toBeVisible();
	// One row for each version that was whole, and no other.
	expect(await unfinished(page)).toEqual(['31 rows']);
	expect(await readFile(at(2))).toEqual(content[2]);
	expect(uploads.problems).toEqual([]);
});

test('a watched folder outlives a restart, asks for access, and can be edited and forgotten by keyboard', async ({
	app,
	uploads,
	browserOf,
	folder
}) => {
	test.setTimeout(90_000);
	const place = join(folder, 'checkpoints');
	await mkdir(place);
	await writeFile(join(place, 'a.pt'), 'a');
	await watch(uploads, place, '/');
	await expect.poll(async () => (await stored(app)).size, PATIENCE).toBe(1);
	await browserOf.quit();
	const context = await browserOf.start();
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(app.origin);
	// Nobody can answer the browser's question without a window: the line says what is needed.
	await expect(page.getByText('“checkpoints” is not watched')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Allow access' })).toBeVisible();
	await page.getByRole('link', { name: 'Settings' }).click();
	const item = page.locator('[data-watch="checkpoints"]');
	await expect(item).toHaveAttribute('data-state', 'permission');
	await expect(item.getByRole('button', { name: 'Allow access' })).toBeVisible();
	await expectAccessible(page);

	await item.getByRole('button', { name: 'Edit checkpoints' }).focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByLabel('Folder in the drive')).toHaveValue('/');
	await dialog.getByLabel('Folder in the drive').fill('elsewhere');
	await expect(dialog).toContainText('checkpoints/model.pt goes to 123Pan / elsewhere / model.pt');
	await expect(dialog).toContainText('goes to the new place once more');
	await expectAccessible(page);
	await page.keyboard.press('Enter');
	await expect(item).toContainText('→ 123Pan / elsewhere');
	await item.getByRole('button', { name: 'Pause watching checkpoints' }).focus();
	await page.keyboard.press('Enter');
	await expect(item).toHaveAttribute('data-state', 'paused');
	await item.getByRole('button', { name: 'Stop watching checkpoints' }).focus();
	await page.keyboard.press('Enter');
	await expect(item).toHaveCount(0);
	await page.reload();
	await expect(page.getByText('New and changed files of a watched folder')).toBeVisible();
});

test('files that fall on the dialog are no folder, and go nowhere', async ({ uploads, file }) => {
	const { page } = uploads;
	const dialog = await openDialog(page);
	await uploads.dropAt(await middleOf(page), await file('a.bin', 10));
	await expect(dialog.getByRole('alert')).toContainText('That was not a folder');
	await expect(dialog.getByRole('button', { name: 'Start watching' })).toBeDisabled();
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'Uploads' }).click();
	await expect(uploads.rows).toHaveCount(0);
});

/** picksFolder makes the page's picker of folders give a copy of these files, as handles. */
async function picksFolder(page: Page, name: string, files: Record<string, string>): Promise<void> {
	await page.addInitScript(
		([folder, content]) => {
			window.showDirectoryPicker = async () => {
				// A browser asks nobody without a click.
				if (!navigator.userActivation.isActive) throw new DOMException('no', 'SecurityError');
				const root = await navigator.storage.getDirectory();
				const directory = await root.getDirectoryHandle(folder, { create: true });
				for (const [inner, text] of Object.entries(content)) {
					const handle = await directory.getFileHandle(inner, { create: true });
					const writable = await handle.createWritable();
					await writable.write(text);
					await writable.close();
				}
				return directory;
			};
		},
		[name, files] as const
	);
}

test('an address prefills target and policy, and one click uploads a folder there', async ({
	app,
	uploads,
	folder
}) => {
	const { page } = uploads;
	const run = await makeFolder(folder, 'run', [['log.txt', 100]]);
	await uploads.drop(run);
	await expect(uploads.row(run)).toHaveAttribute('data-state', 'done');
	await picksFolder(page, 'run', { 'log.txt': 'newer' });
	await page.goto(`${app.origin}/?upload=folder&to=123pan:/new/place&conflict=overwrite`);
	const card = page.locator('[data-shortcut="folder"]');
	await expect(card).toContainText('Upload a folder to 123Pan / new / place');
	await expect(card).toContainText('If a name is taken: Overwrite');
	// Nothing is made before something is uploaded.
	expect(await stored(app)).toEqual(new Map([['/run/log.txt', expect.anything()]]));
	await card.getByRole('button', { name: 'Choose folder to upload' }).click();
	await expect
		.poll(async () => [...(await stored(app)).keys()].toSorted())
		.toEqual(['/new/place/run/log.txt', '/run/log.txt']);
	await expect(card).toHaveCount(0);
	expect(page.url()).toBe(`${app.origin}/`);
	// For that upload alone.
	await expect(page.getByLabel('Upload to')).toContainText('123Pan — /');

	await page.goto(`${app.origin}/?upload=folder&to=123pan:/&conflict=overwrite`);
	await page.getByRole('button', { name: 'Choose folder to upload' }).click();
	await expect
		.poll(async () => (await stored(app)).get('/run/log.txt'))
		.toBe(md5Of(Buffer.from('newer')));
});

test('an address that names an unknown account says so, and can be put aside', async ({
	app,
	uploads
}) => {
	const { page } = uploads;
	await page.goto(`${app.origin}/?upload=files&to=nobody:/x`);
	const card = page.locator('[data-shortcut="files"]');
	await expect(card).toContainText('There is no account “nobody” in this browser');
	await expectAccessible(page);
	await page.goto(`${app.origin}/?upload=files&to=:/x&conflict=delete`);
	await expect(card).toContainText('Upload files to 123Pan / x');
	await expect(card).toContainText('“delete” is not something Panlift can do');
	await expectAccessible(page);
	await card.getByRole('button', { name: 'Not now' }).click();
	await expect(card).toHaveCount(0);
	expect(page.url()).toBe(`${app.origin}/`);
});
