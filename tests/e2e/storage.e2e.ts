import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';
import type { App } from './support/app';

const trouble = (page: Page, kind?: string): Locator =>
	page.locator(kind ? `[data-storage="${kind}"]` : '[data-storage]');

/** Where Chromium keeps IndexedDB; a file in its place lets none be opened. */
const databases = (folder: string) => join(folder, 'profile', 'Default', 'IndexedDB');

async function middle(app: App): Promise<void> {
	await expect
		.poll(async () => (await app.sandbox.partPuts()).length, { intervals: [50], timeout: 30_000 })
		.toBeGreaterThanOrEqual(4);
}

async function expectNoPartTwice(app: App): Promise<void> {
	const sent = await app.sandbox.partPuts();
	expect(sent).toHaveLength(new Set(sent).size);
}

/** quotaOf limits what the browser stores; without a number it is as it was. */
async function quotaOf(page: Page, origin: string) {
	const cdp = await page.context().newCDPSession(page);
	const setQuota = async (bytes?: number) => {
		const limit = bytes === undefined ? {} : { quotaSize: bytes };
		await cdp.send('Storage.overrideQuotaForOrigin', { origin, ...limit });
	};
	return { setQuota };
}

/** Chromium remembers for half a minute how much room there is, unless somebody wants more than that. */
function wantTooMuch(page: Page, bytes: number): Promise<string> {
	return page.evaluate(async (bytes) => {
		const opening = indexedDB.open('too much');
		opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
		await new Promise((opened) => (opening.onsuccess = opened));
		const transaction = opening.result.transaction('rows', 'readwrite');
		// Larger rows become files, which are counted later.
		for (let row = 0; row < bytes / 32_768; row++) {
			transaction.objectStore('rows').put(crypto.getRandomValues(new Uint8Array(32_768)), row);
		}
		return new Promise<string>((ended) => {
			transaction.oncomplete = () => ended('stored');
			transaction.onabort = () => ended(transaction.error?.name ?? '');
		});
	}, bytes);
}

test('a browser that runs out of room in the middle still finishes, says so, and saves it later', async ({
	app,
	browserOf,
	file
}) => {
	test.setTimeout(120_000);
	await app.sandbox.reset();
	const context = await browserOf.start();
	const { setQuota } = await quotaOf(context.pages()[0]!, app.origin);
	await setQuota(64 * MiB);
	const uploads = await (await UploadsPage.open(context, app.origin)).ready();
	await app.sandbox.config({ sliceSize: 4 * MiB });
	await app.sandbox.link({ bytesPerSecond: 16 * MiB });
	const film = await file('film.mkv', 104 * MiB);
	await uploads.drop(film);
	await middle(app);
	await expect(trouble(uploads.page)).toBeHidden();
	await setQuota(1);
	expect(await wantTooMuch(uploads.page, 72 * MiB)).toBe('QuotaExceededError');
	await expect(trouble(uploads.page, 'full')).toContainText(/no room left.*free some disk space/i);
	expect((await app.sandbox.partPuts()).length).toBeLessThan(26);
	await app.sandbox.link({});
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	await expectNoPartTwice(app);
	// More can be added: memory has to do.
	const short = await file('short.mkv', 3 * MiB);
	await uploads.drop(short);
	await uploads.waitFor(short, 'done');
	await expect(trouble(uploads.page, 'full')).toBeVisible();
	await setQuota();
	await expect(trouble(uploads.page)).toBeHidden({ timeout: 15_000 });
	await uploads.page.reload();
	await uploads.waitFor(film, 'done');
	await uploads.waitFor(short, 'done');
	expect(uploads.problems).toEqual([]);
});

for (const [how, clear] of Object.entries({
	'a page’s script clears': (page: Page) =>
		page.evaluate(() => void indexedDB.deleteDatabase('panlift')),
	'the browser’s settings clear': async (page: Page, origin: string) => {
		const cdp = await page.context().newCDPSession(page);
		await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
	}
})) {
	test(`a list that ${how} in the middle is there again, and the file is right`, async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.config({ sliceSize: 4 * MiB });
		await app.sandbox.link({ bytesPerSecond: 24 * MiB });
		const film = await file('film.mkv', 60 * MiB);
		await uploads.drop(film);
		await middle(app);
		await clear(uploads.page, app.origin);
		await expect(trouble(uploads.page, 'rewritten')).toContainText('saved again');
		await uploads.button('OK').click();
		await expect(trouble(uploads.page)).toBeHidden();
		await app.sandbox.link({});
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
		await expectNoPartTwice(app);
		await uploads.page.reload();
		await uploads.waitFor(film, 'done');
		await expect(uploads.row(film)).toHaveCount(1);
		await expect(trouble(uploads.page)).toBeHidden();
		expect(uploads.problems).toEqual([]);
	});
}

test('a browser that opens no database uploads all the same, and says what is lost with the tab', async ({
	app,
	browserOf,
	folder,
	file
}) => {
	test.setTimeout(120_000);
	await app.sandbox.reset();
	await mkdir(join(databases(folder), '..'), { recursive: true });
	await writeFile(databases(folder), 'in the way');
	const context = await browserOf.start();
	const uploads = await (await UploadsPage.open(context, app.origin)).ready();
	await expect(trouble(uploads.page, 'blocked')).toContainText(/while this tab is open/);
	const film = await file('film.mkv', 20 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);

	const second = await UploadsPage.openNew(context, app.origin);
	await second.waitFor(film, 'done');
	await expect(trouble(second.page, 'blocked')).toContainText(/while the tab that uploads is open/);

	await rm(databases(folder));
	await expect(trouble(uploads.page)).toBeHidden({ timeout: 30_000 });
	await expect(trouble(second.page)).toBeHidden();
	await second.page.close();
	await uploads.page.reload();
	await uploads.waitFor(film, 'done');
});

test('a browser that keeps all site data from Panlift says so, and what to allow', async ({
	app,
	browserOf,
	folder
}) => {
	const profile = join(folder, 'profile', 'Default');
	await mkdir(profile, { recursive: true });
	const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
	await writeFile(join(profile, 'Preferences'), JSON.stringify(blocked));
	const { page } = await UploadsPage.open(await browserOf.start(), app.origin);
	await expect(page.getByRole('alert')).toContainText(/does not let Panlift remember anything/);
	await expect(page.getByRole('alert')).toContainText(/Allow site data for this address/);
});

test('a list that the browser cleared between visits is told of once, and never without reason', async ({
	app,
	uploads,
	browserOf,
	folder,
	file
}) => {
	test.setTimeout(120_000);
	await app.sandbox.config({ sliceSize: 4 * MiB });
	const short = await file('short.mkv', 2 * MiB);
	await uploads.drop(short);
	await uploads.waitFor(short, 'done');
	await uploads.button('Clear finished').click();
	await expect(uploads.row(short)).toBeHidden();
	await uploads.page.reload();
	await uploads.ready();
	await expect(trouble(uploads.page)).toBeHidden();

	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const film = await file('film.mkv', 40 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'uploading');
	await browserOf.quit();
	await rm(databases(folder), { recursive: true });
	await app.sandbox.link({});

	const again = await UploadsPage.open(await browserOf.start(), app.origin);
	await expect(trouble(again.page, 'evicted')).toContainText(/cleared Panlift’s list/);
	await again.page.reload();
	await again.ready();
	await expect(trouble(again.page)).toBeHidden();
	await again.drop(film);
	await again.waitFor(film, 'done');
	await expectStored(app, film);
});

test('a browser without any room from the start breaks nothing: files still go up', async ({
	app,
	browserOf,
	file
}) => {
	await app.sandbox.reset();
	const context = await browserOf.start();
	await (await quotaOf(context.pages()[0]!, app.origin)).setQuota(1);
	const uploads = await (await UploadsPage.open(context, app.origin)).ready();
	await expect(trouble(uploads.page, 'full')).toBeVisible();
	const film = await file('film.mkv', 6 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect(uploads.problems).toEqual([]);
});
