import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { RealBrowser } from './support/browser';
import { DRIVE_115 } from './support/flavours';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

const settings = (page: Page) => page.getByRole('link', { name: 'Settings' }).click();
const uploadsPage = (page: Page) => page.getByRole('link', { name: 'Uploads' }).click();
const storage = (page: Page) => page.getByRole('region', { name: 'Storage', exact: true });
const sessions = (page: Page) =>
	storage(page).getByRole('list', { name: 'Sessions' }).getByRole('listitem');
const files = (page: Page) => page.locator('input[type=file][multiple]');

/** saved clicks a button that exports, and gives the file's name and text. */
async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: button }).click();
	const download = await coming;
	return {
		name: download.suggestedFilename(),
		text: await readFile(await download.path(), 'utf8')
	};
}

/** give lets a button that imports have a file of this content. */
async function give(page: Page, button: string, name: string, content: string): Promise<void> {
	const coming = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: button }).click();
	const buffer = Buffer.from(content);
	await (await coming).setFiles({ name, mimeType: 'application/json', buffer });
}

/** stored reads all rows of one of the page's stores. */
async function stored(name: string): Promise<unknown[]> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const request = indexedDB.open('panlift');
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error!);
	});
	return new Promise((resolve) => {
		const all = database.transaction(name).objectStore(name).getAll();
		all.onsuccess = () => {
			database.close();
			resolve(all.result);
		};
	});
}

/** age makes all sessions older by so many milliseconds. */
async function age(ms: number): Promise<void> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const request = indexedDB.open('panlift');
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error!);
	});
	await new Promise<void>((resolve) => {
		const change = database.transaction('sessions', 'readwrite');
		const store = change.objectStore('sessions');
		const all = store.getAll();
		all.onsuccess = () => {
			for (const session of all.result as { updatedAt: number }[]) {
				store.put({ ...session, updatedAt: session.updatedAt - ms });
			}
		};
		change.oncomplete = () => resolve();
	});
	database.close();
}

test('an upload that was exported in its middle is finished by another browser', async ({
	app,
	uploads,
	browserOf,
	folder,
	file
}) => {
	test.setTimeout(180_000);
	await app.sandbox.config({ sliceSize: MiB / 4 });
	await app.sandbox.link({ bytesPerSecond: MiB });
	// Playwright carries what an input is given through the debugger, slowly.
	const film = await file('film.mkv', 3 * MiB);
	await files(uploads.page).setInputFiles(film.path);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(3);
	await uploads.button('Pause all').click();
	await uploads.waitFor(film, 'paused');
	const before = await app.sandbox.partPuts();
	await settings(uploads.page);
	await expect(sessions(uploads.page)).toContainText([
		new RegExp(`film\\.mkv.*${before.length} of 12 parts.*Paused`)
	]);
	const { name, text } = await saved(uploads.page, 'Export sessions');
	expect(name).toMatch(/^panlift-sessions-\d{4}-\d\d-\d\d\.json$/);
	// Nothing of the sign-in, of the disk or of this device is in it.
	const kept = (await uploads.page.evaluate(stored, 'accounts')) as { credential: string }[];
	expect(kept.length).toBeGreaterThan(0);
	for (const { credential } of kept) expect(text).not.toContain(credential);
	expect(text).not.toMatch(/credential|cookie|token|eyJ[\w-]{10,}\.|handle|rootId/i);
	expect(uploads.problems).toEqual([]);
	await browserOf.kill();

	await app.sandbox.link({});
	const other = new RealBrowser(join(folder, 'other'));
	try {
		const there = await (await UploadsPage.open(await other.start(), app.origin)).ready();
		await settings(there.page);
		const import_ = (content: string) => give(there.page, 'Import sessions', name, content);
		for (const [content, said] of [
			['{', 'not a file of exported sessions'],
			[text.replace('"version":1', '"version":2'), 'another version'],
			[text.replace('film.mkv', 'form.mkv'), 'changed or cut off']
		] as const) {
			await import_(content);
			await expect(storage(there.page).getByRole('status')).toContainText(said);
			await expect(sessions(there.page)).toHaveText([/No upload has begun/]);
		}
		await import_(text);
		await expect(storage(there.page).getByRole('status')).toContainText('1 upload imported');
		await import_(text);
		await expect(storage(there.page).getByRole('status')).toContainText(
			'Already in this browser: 1'
		);
		await uploadsPage(there.page);
		await there.waitFor(film, 'waiting', { cause: 'source-missing' });
		await files(there.page).setInputFiles(film.path);
		await there.waitFor(film, 'done');
		await expectStored(app, film);
		expect(await app.sandbox.files()).toHaveLength(1);
		const sent = await app.sandbox.partPuts();
		expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
		expect(there.problems).toEqual([]);
	} finally {
		await other.kill();
	}
});

test('what was sent of a removed upload stays until it is added again, deleted or old', async ({
	app,
	uploads,
	file
}) => {
	test.setTimeout(180_000);
	const { page } = uploads;
	await settings(page);
	await page.getByLabel('Part size').selectOption('1 MB');
	await page.getByLabel('Largest file sent as one request').selectOption('None, always in parts');
	await uploadsPage(page);
	await uploads.sendTo('Sandbox 115');
	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const aborts = async () =>
		(await app.sandbox.log()).filter(
			({ method, query }) => method === 'DELETE' && 'uploadId' in query
		).length;
	const begin = async (name: string) => {
		const film = await file(name, 8 * MiB);
		const before = (await app.sandbox.partPuts()).length;
		await uploads.drop(film);
		await expect
			.poll(async () => (await app.sandbox.partPuts()).length, { timeout: 30_000 })
			.toBeGreaterThanOrEqual(before + 2);
		await uploads.row(film).focus();
		await page.keyboard.press('Delete');
		await expect(uploads.row(film)).toHaveCount(0);
		return film;
	};

	const film = await begin('film.mkv');
	const sent = (await app.sandbox.partPuts()).length;
	await settings(page);
	await expect(sessions(page)).toContainText([/film\.mkv.* of 8 parts.*Not on the list/]);
	await uploadsPage(page);
	await app.sandbox.link({});
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film, DRIVE_115);
	expect(await app.sandbox.partPuts()).toHaveLength(8);
	expect(sent).toBeLessThan(8);
	expect(await aborts()).toBe(0);

	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const second = await begin('second.mkv');
	await begin('third.mkv');
	await settings(page);
	await expect(sessions(page)).toContainText([/third\.mkv/, /second\.mkv/]);
	await page.getByRole('button', { name: `Delete ${second.name}` }).click();
	const dialog = page.getByRole('dialog', { name: 'Delete this session?' });
	await expect(dialog).toContainText('are lost');
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'light' });
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Keep it' }).click();
	await expect(sessions(page)).toHaveCount(2);
	await page.getByRole('button', { name: `Delete ${second.name}` }).click();
	await dialog.getByRole('button', { name: 'Delete' }).click();
	await expect(sessions(page)).toContainText([/third\.mkv/]);
	await expect.poll(aborts).toBe(1);

	// A week later the other one goes by itself.
	await page.evaluate(age, 8 * 86_400_000);
	await page.reload();
	await expect(sessions(page)).toContainText([/third\.mkv.*8 days ago/]);
	await expect.poll(aborts).toBe(2);
	await expect.poll(() => page.evaluate(stored, 'sessions')).toEqual([]);
	expect(uploads.problems).toEqual([]);
});

test('settings go from one browser to another as a file, and a wrong one changes nothing', async ({
	uploads
}) => {
	const { page } = uploads;
	await settings(page);
	await page.getByLabel('Files at once').selectOption('2');
	await page.getByLabel('Part size').selectOption('20 MB');
	await page.getByLabel('Keep what was sent').selectOption('Until I delete it');
	await page.getByRole('button', { name: 'Dark' }).click();
	const { name, text } = await saved(page, 'Export settings');
	expect(name).toMatch(/^panlift-settings-\d{4}-\d\d-\d\d\.json$/);
	expect(text).not.toContain('account');

	const told = page.getByRole('region', { name: 'Settings file' }).getByRole('status');
	const give_ = (content: string) => give(page, 'Import settings', name, content);
	await page.getByLabel('Files at once').selectOption('5');
	await give_(text.replace('"filesAtOnce": 2', '"filesAtOnce": 200'));
	await expect(told).toContainText('“filesAtOnce”');
	await expect(page.getByLabel('Files at once')).toHaveValue('5');
	await give_(text.replace('"theme": "dark"', '"theme": "light",\n"colour": 1'));
	await expect(told).toHaveText('Settings imported. Not known here and left out: colour.');
	await expect(page.getByLabel('Files at once')).toHaveValue('2');
	await expect(page.getByRole('button', { name: 'Light' })).toHaveAttribute('aria-pressed', 'true');
	await page.reload();
	await expect(page.getByLabel('Files at once')).toHaveValue('2');
	await expect(page.getByLabel('Part size')).toHaveValue(String(20 * MiB));
	await give_(text.replace('"auto"\n', '"zh-CN"\n'));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('设置');
	expect(uploads.problems).toEqual([]);
});
