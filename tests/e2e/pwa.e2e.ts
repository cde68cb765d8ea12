import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { gzipped, pngSize, workerImports, workerPaths } from './support/built-files';
import { InstalledBrowser } from './support/installed-browser';
import { MOMENTS } from './support/moments';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UpdateGateway } from './support/update-gateway';
import { UploadsPage } from './support/uploads-page';

/** The most JavaScript that the first page may need, workers and all, in bytes. */
const MOST_SCRIPT = 130_000;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** kept waits until the service worker has everything and is in charge of the page. */
async function kept(page: Page): Promise<void> {
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

interface Picture {
	readonly src: string;
	readonly sizes: string;
	readonly type: string;
	readonly purpose?: string;
	readonly form_factor?: string;
}

test('can be installed, with every icon and picture as its manifest says', async ({
	app,
	uploads
}) => {
	const { page } = uploads;
	const cdp = await page.context().newCDPSession(page);
	const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
	expect(installabilityErrors).toEqual([]);
	const { errors, data, manifest } = await cdp.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	expect(manifest).toMatchObject({ id: `${app.origin}/`, scope: `${app.origin}/` });
	const { icons, screenshots } = JSON.parse(data!) as Record<'icons' | 'screenshots', Picture[]>;
	for (const picture of [...icons, ...screenshots]) {
		const answer = await fetch(new URL(picture.src, app.origin));
		expect(answer.headers.get('content-type'), picture.src).toContain(picture.type);
		if (picture.type !== 'image/png') continue;
		const { width, height } = pngSize(Buffer.from(await answer.arrayBuffer()));
		expect(`${width}x${height}`, picture.src).toBe(picture.sizes);
	}
	expect(icons.map(({ purpose }) => purpose)).toEqual(
		expect.arrayContaining(['any', 'maskable', 'monochrome'])
	);
	expect(screenshots.map(({ form_factor }) => form_factor)).toEqual(['wide', 'narrow']);
});

for (const [name, moment] of Object.entries(MOMENTS)) {
	test(`an installed app killed at ${name} goes on without a click, nothing sent or made twice`, async ({
		app,
		folder,
		file
	}) => {
		test.setTimeout(120_000);
		await app.sandbox.reset();
		await app.sandbox.config({ sliceSize: 4 * MiB });
		const film = await file('film.mkv', moment.size);
		const browser = new InstalledBrowser(join(folder, 'profile'), app.origin);
		const opened = async () => {
			const uploads = await UploadsPage.open(await browser.start(), app.origin);
			await browser.toWindow(uploads.page);
			return uploads;
		};
		try {
			const first = await (await UploadsPage.open(await browser.start(), app.origin)).ready();
			await browser.install(first.page);
			await browser.toWindow(first.page);
			const standalone = () => matchMedia('(display-mode: standalone)').matches;
			expect(await first.page.evaluate(standalone)).toBe(true);
			// Nothing can be sent while the drive asks for a pause; paused by hand, it stays so.
			const later = { kind: 'status', status: 429, headers: { 'retry-after': '60' }, body: '' };
			await app.sandbox.faults([{ match: { path: 'upload_request' }, times: 9, do: later }]);
			await first.drop(film);
			await first.waitFor(film, name === 'hashing' ? 'hashing' : 'waiting');
			await first.button('Pause all').click();
			await first.waitFor(film, 'paused');
			await browser.close();

			await app.sandbox.faults([]);
			const second = await opened();
			await second.waitFor(film, 'paused');
			await moment.prepare(app);
			await second.button('Resume all').click();
			await moment.met(app, second, film);
			await browser.kill();

			await app.sandbox.link({});
			const third = await opened();
			await third.waitFor(film, 'done');
			await expectStored(app, film);
			expect(await app.sandbox.files()).toHaveLength(1);
			const sent = await app.sandbox.partPuts();
			expect(sent).toHaveLength(new Set(sent).size);
		} finally {
			await browser.kill();
		}
	});
}

test('a new version that arrives during an upload waits, and after Restart the upload goes on', async ({
	app,
	folder,
	file
}) => {
	await app.sandbox.reset();
	await app.sandbox.config({ sliceSize: 2 * MiB });
	await app.sandbox.link({ bytesPerSecond: 5 * MiB });
	const film = await file('film.mkv', 40 * MiB);
	const gateway = await UpdateGateway.open(app.origin);
	const browser = new InstalledBrowser(join(folder, 'profile'), gateway.origin);
	try {
		const context = await browser.start();
		const uploads = await (await UploadsPage.open(context, gateway.origin)).ready();
		const { page } = uploads;
		await kept(page);
		await browser.install(page);
		await browser.toWindow(page);
		let loads = 0;
		let questions = 0;
		page.on('load', () => loads++);
		page.on('dialog', (dialog) => {
			questions += 1;
			void dialog.accept();
		});
		await uploads.drop(film);
		await uploads.waitFor(film, 'uploading');

		gateway.publish();
		// What coming back to the page does.
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await expect(uploads.button('Restart')).toBeVisible();
		const before = (await app.sandbox.partPuts()).length;
		await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThan(before);
		await uploads.waitFor(film, 'uploading');
		expect(loads).toBe(0);

		const finished = await app.sandbox.partPuts();
		await uploads.button('Restart').click();
		await expect.poll(() => loads).toBe(1);
		await app.sandbox.link({});
		await uploads.waitFor(film, 'done');
		await expect(uploads.button('Restart')).toHaveCount(0);
		await expectStored(app, film);
		// A part on the wire at that moment may still arrive at storage, and be sent again as well.
		const sent = await app.sandbox.partPuts();
		expect([...new Set(sent)].toSorted((a, b) => a - b)).toEqual(numbers(20));
		const times = (part: number) => sent.filter((other) => other === part).length;
		expect(finished.filter((part) => times(part) > 1)).toEqual([]);
		expect({ loads, questions, problems: uploads.problems }).toEqual({
			loads: 1,
			questions: 0,
			problems: []
		});
		expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
	} finally {
		await browser.kill();
		await gateway.close();
	}
});

test('with no server a deep link opens from the cache, and files are still hashed', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await kept(page);
	const cached = await page.evaluate(async () => {
		const [name] = await caches.keys();
		const requests = await (await caches.open(name!)).keys();
		return requests.map(({ url }) => new URL(url).pathname);
	});
	expect(workerPaths().length).toBeGreaterThanOrEqual(2);
	expect(workerImports().length).toBeGreaterThanOrEqual(2);
	expect(cached).toEqual(
		expect.arrayContaining([...workerPaths(), ...workerImports(), '/', '/theme.js'])
	);
	expect(cached.filter((path) => /^\/(api|screenshots)\//.test(path))).toEqual([]);

	await app.gateway.shut();
	try {
		await page.goto(`${app.origin}/settings`);
		await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
		await expect(page.getByText('Opens and takes files')).toBeVisible();
		await expect(page.getByText('Sandbox 123Pan').first()).toBeVisible();
		await page.getByRole('link', { name: 'Uploads' }).click();
		const film = await file('film.mkv', 3 * MiB);
		await uploads.drop(film);
		// It waits for the server only with its digest: without the hash worker's imports it would fail.
		await uploads.waitFor(film, 'waiting', { cause: 'proxy' });
	} finally {
		await app.gateway.open();
	}
});

test('a file added offline waits, and goes up when the network is back', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await kept(page);
	await page.reload();
	await uploads.ready();
	// A pulled cable reaches a worker's `onLine` too; what the driver emulates stops at the page.
	const [engine] = page.workers();
	const cable = (isIn: boolean) =>
		engine!.evaluate((onLine) => {
			Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true });
		}, isIn);
	await cable(false);
	await page.context().setOffline(true);
	await expect(page.getByText('You are offline')).toBeVisible();
	const film = await file('film.mkv', 3 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'waiting', { cause: 'offline' });
	await cable(true);
	await page.context().setOffline(false);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
});

test('speaks to its own server and to storage, and needs little script', async ({
	app,
	browserOf,
	file
}) => {
	await app.sandbox.reset();
	const context = await browserOf.start();
	const origins = new Set<string>();
	const scripts = new Set(workerPaths());
	context.on('request', (request) => {
		const { origin, pathname } = new URL(request.url());
		if (!request.url().startsWith('http')) return;
		origins.add(origin);
		if (request.serviceWorker() === null && pathname.endsWith('.js')) scripts.add(pathname);
	});
	const uploads = await (await UploadsPage.open(context, app.origin)).ready();
	await kept(uploads.page);
	const total = [...scripts].reduce((sum, path) => sum + gzipped(path), 0);
	console.log(`JavaScript of the first page: ${scripts.size} files, ${total} bytes gzipped`);
	expect(scripts.size).toBeGreaterThan(5);
	expect(total).toBeLessThanOrEqual(MOST_SCRIPT);
	// What stayed out comes when it is asked for.
	await uploads.button('Choose folder…').click();
	await expect(uploads.page.getByRole('dialog')).toBeVisible();
	await uploads.page.keyboard.press('Escape');
	await expect(uploads.page.getByRole('dialog')).toHaveCount(0);

	const film = await file('film.mkv', 3 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	const [put] = (await app.sandbox.log()).filter(({ method }) => method === 'PUT');
	expect([...origins].toSorted()).toEqual([app.origin, `http://${put!.host}`].toSorted());
});
