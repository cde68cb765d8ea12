import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectAccessible } from './support/accessible';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

for (const colorScheme of ['light', 'dark'] as const) {
	test(`every page can be read and used by everyone, in ${colorScheme}`, async ({
		uploads,
		file
	}) => {
		const { page } = uploads;
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await expectAccessible(page);
		const refused = await file('what?.bin', 10);
		const fine = await file('fine.bin', 10);
		await uploads.drop(refused, fine);
		await uploads.waitFor(refused, 'failed');
		await uploads.waitFor(fine, 'done');
		await expectAccessible(page);
		for (const name of ['Settings', 'Help']) {
			await page.getByRole('link', { name, exact: true }).click();
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectAccessible(page);
		}
		await page.getByRole('link', { name: 'Settings' }).click();
		await page.getByRole('button', { name: 'Add account' }).click();
		await page.getByRole('radio', { name: '123Pan Sandbox' }).check();
		await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
		await expectAccessible(page);
		expect(uploads.problems).toEqual([]);
	});
}

test('files chosen through the file input go up, and after a reload the row asks for them again', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const film = await file('film.mkv', 12 * MiB);
	const input = uploads.page.locator('input[type=file][multiple]');
	await input.setInputFiles(film.path);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	uploads.page.on('dialog', (dialog) => void dialog.accept());
	await uploads.page.reload();
	await uploads.waitFor(film, 'waiting', { cause: 'source-missing' });
	await app.sandbox.link({});
	await input.setInputFiles(film.path);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	const sent = await app.sandbox.partPuts();
	expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

test('pause, resume, remove and undo do what they say', async ({ app, uploads, file }) => {
	await app.sandbox.config({ sliceSize: MiB });
	await app.sandbox.link({ bytesPerSecond: 3 * MiB });
	const film = await file('film.mkv', 15 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'uploading');
	await uploads.button('Pause all').click();
	await uploads.waitFor(film, 'paused');
	const puts = await app.sandbox.puts();
	await uploads.row(film).focus();
	await uploads.page.keyboard.press('Delete');
	await expect(uploads.row(film)).toHaveCount(0);
	await uploads.button('Undo').click();
	await uploads.waitFor(film, 'paused');
	expect(await app.sandbox.puts()).toBe(puts);
	await app.sandbox.link({});
	await uploads.button('Resume all').click();
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	await uploads.button('Clear finished').click();
	await expect(uploads.row(film)).toHaveCount(0);
});

test('a taken name asks, and the answer is what happens', async ({ app, uploads, file }) => {
	const older = await file('notes.txt', 1000, 'older');
	await uploads.drop(older);
	await uploads.waitFor(older, 'done');
	await uploads.button('Clear finished').click();
	const newer = await file('notes.txt', 2000, 'newer');
	await uploads.drop(newer);
	await uploads.waitFor(newer, 'waiting', { cause: 'conflict' });
	await uploads.button('Keep both').first().click();
	await uploads.waitFor(newer, 'done');
	await expectStored(app, older);
	await expectStored(app, newer, { name: 'notes(1).txt' });
});

test('the engine can reach our server and storage, and nobody else', async ({ uploads }) => {
	let visits = 0;
	const stranger = createServer((_, response) => {
		visits += 1;
		response.setHeader('access-control-allow-origin', '*');
		response.end('hello');
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
	expect(await (await fetch(url)).text()).toBe('hello');
	const knock = (target: string) => fetch(target).then(String, String);
	const [engine] = uploads.page.workers();
	expect(await engine!.evaluate(knock, url)).toContain('TypeError');
	expect(await uploads.page.evaluate(knock, url)).toContain('TypeError');
	expect(visits).toBe(1);
	stranger.close();
});

test('no answer that the page received, and nothing it stored, holds a password or token', async ({
	app,
	browserOf,
	uploads,
	file
}) => {
	expect(browserOf).toBeDefined();
	const [account] = await app.sandbox.accounts();
	const answers: string[] = [];
	uploads.page.on('response', (response) => {
		if (!response.url().includes('/api/')) return;
		void response.text().then(
			(text) => answers.push(text + JSON.stringify(response.headers())),
			() => {}
		);
	});
	await uploads.page.reload();
	await uploads.ready();
	const film = await file('film.mkv', 20 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	const stored = await uploads.page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open('panlift');
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error!);
		});
		const rows: unknown[] = [];
		for (const name of database.objectStoreNames) {
			rows.push(
				await new Promise((resolve) => {
					const all = database.transaction(name).objectStore(name).getAll();
					all.onsuccess = () => resolve(all.result);
				})
			);
		}
		database.close();
		return JSON.stringify(rows) + JSON.stringify({ ...localStorage });
	});
	expect(stored).toContain('film.mkv');
	expect(answers.length).toBeGreaterThan(3);
	const seen = stored + answers.join();
	expect(seen).not.toContain(account!.credentials.password);
	// A JWT begins so.
	expect(seen).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}\./);
});
