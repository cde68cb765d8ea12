import { App } from './support/app';
import { RealBrowser } from './support/browser';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

const PART = 4 * MiB;

/** watchRelay notes the parts that a page sends to its own server. */
function watchRelay(uploads: UploadsPage): { readonly parts: () => number } {
	let parts = 0;
	uploads.page.context().on('request', (request) => {
		if (new URL(request.url()).pathname === '/api/relay') parts += 1;
	});
	return { parts: () => parts };
}

/** refusals counts preflights that storage refused: parts that went directly first. */
async function refusals(app: App): Promise<number> {
	const log = await app.sandbox.log();
	return log.filter(({ method, status }) => method === 'OPTIONS' && status === 403).length;
}

test.beforeEach(async ({ app, uploads }) => {
	await uploads.ready();
	await app.sandbox.config({ sliceSize: PART });
});

for (const storage of ['none', 'official'] as const) {
	test(`storage that lets in ${storage === 'none' ? 'no page' : 'the drive’s own pages alone'} gets files through the proxy, and the row says so`, async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.config({ cors: { storage } });
		await app.sandbox.link({ bytesPerSecond: 16 * MiB });
		const film = await file('film.mkv', 40 * MiB);
		await uploads.drop(film);
		await expect(uploads.row(film)).toContainText('through the proxy');
		await uploads.row(film).getByRole('button', { name: 'Details' }).click();
		await expect(
			uploads.row(film).getByRole('definition').getByText('through the proxy')
		).toBeVisible();
		await uploads.waitFor(film, 'done');
		await expect(uploads.row(film)).not.toContainText('through the proxy');
		await expectStored(app, film);
		expect((await app.sandbox.partPuts()).toSorted((a, b) => a - b)).toEqual(
			Array.from({ length: 10 }, (_, index) => index + 1)
		);
	});
}

test('the next file goes through the proxy at once, also after a restart of the browser', async ({
	app,
	browserOf,
	uploads,
	file
}) => {
	await app.sandbox.config({ cors: { storage: 'none' } });
	const [first, second, third] = [
		await file('first.bin', 8 * MiB),
		await file('second.bin', 8 * MiB),
		await file('third.bin', 8 * MiB)
	];
	await uploads.drop(first);
	await uploads.waitFor(first, 'done');
	const before = await refusals(app);
	expect(before).toBeGreaterThan(0);
	await uploads.drop(second);
	await uploads.waitFor(second, 'done');
	expect(await refusals(app)).toBe(before);

	await browserOf.kill();
	const again = await UploadsPage.open(await browserOf.start(), app.origin);
	await again.ready();
	await again.drop(third);
	await again.waitFor(third, 'done');
	await expectStored(app, third);
	expect(await refusals(app)).toBe(before);
});

test('storage that lets pages in never sees the proxy', async ({ app, uploads, file }) => {
	const relay = watchRelay(uploads);
	const film = await file('film.mkv', 20 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect(relay.parts()).toBe(0);
});

test('connections that break are not taken for a refusal', async ({ app, uploads, file }) => {
	const relay = watchRelay(uploads);
	await app.sandbox.faults([
		{ match: { method: 'PUT' }, times: 12, do: { kind: 'drop', bytes: 100_000 } }
	]);
	const film = await file('film.mkv', 20 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect(relay.parts()).toBe(0);
});

test('storage that closes itself to pages in the middle is reached through the proxy', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.link({ bytesPerSecond: 8 * MiB });
	const film = await file('film.mkv', 40 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	await app.sandbox.config({ cors: { storage: 'none' } });
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
});

test('URLs that end on the way through the proxy are renewed', async ({ app, uploads, file }) => {
	await app.sandbox.config({ cors: { storage: 'none' } });
	await app.sandbox.link({ bytesPerSecond: 8 * MiB });
	const film = await file('film.mkv', 40 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	// An hour passes at the storage: every URL that was handed out has ended.
	await app.sandbox.config({ clockOffset: 3600 });
	await app.sandbox.link({});
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	const log = await app.sandbox.log();
	expect(log.some(({ method, status }) => method === 'PUT' && status === 403)).toBe(true);
});

test('a part moves no faster than storage takes it, and pausing ends it there', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ cors: { storage: 'none' }, sliceSize: 128 * MiB });
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const film = await file('film.mkv', 128 * MiB);
	await uploads.drop(film);
	const started = async () => (await app.sandbox.log()).find(({ method }) => method === 'PUT');
	await expect.poll(started).toBeDefined();
	await new Promise((resolve) => setTimeout(resolve, 4_000));
	const bar = uploads.row(film).getByRole('progressbar');
	// 8 MiB are there; what is between browser and storage is in the buffers of sockets, three in a row.
	expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(60);
	await uploads.row(film).getByRole('button', { name: 'Pause' }).click();
	await uploads.waitFor(film, 'paused');
	// Were the part still on its way, it would be there in a moment.
	await app.sandbox.link({});
	const arrived = async () => (await started())?.bytesIn;
	await expect
		.poll(async () => {
			const before = await arrived();
			await new Promise((resolve) => setTimeout(resolve, 500));
			return before === (await arrived());
		})
		.toBe(true);
	expect(await arrived()).toBeLessThan(96 * MiB);
	expect(await app.sandbox.partPuts()).toEqual([]);
});

test('where the server’s relay is off, the row says what is wrong and what to do', async ({
	folder,
	file
}) => {
	const app = await App.start({ RELAY: '0' });
	const browser = new RealBrowser(`${folder}/no-relay`);
	try {
		await app.sandbox.config({ cors: { storage: 'none' }, sliceSize: PART });
		const uploads = await UploadsPage.open(await browser.start(), app.origin);
		await uploads.ready();
		const film = await file('film.mkv', 8 * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'failed');
		const row = uploads.row(film);
		await expect(row).toContainText('The storage of 123Pan does not take data from web pages.');
		await expect(row).toContainText('RELAY=0');
		// Once pages are let in, Retry is all it takes.
		await app.sandbox.config({ cors: { storage: 'reflect' } });
		await row.getByRole('button', { name: 'Retry' }).click();
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
	} finally {
		await browser.kill();
		await app.stop();
	}
});

test('a token of the relay is worth nothing elsewhere, changed, or without its cookie', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ cors: { storage: 'none' } });
	// The part waits at the storage, so that its token is not used up.
	await app.sandbox.faults([
		{ match: { method: 'PUT' }, times: 99, do: { kind: 'stall', ms: 9000 } }
	]);
	const seen = uploads.page
		.context()
		.waitForEvent('request', (request) => request.url().endsWith('/api/relay'));
	await uploads.drop(await file('film.mkv', MiB));
	const headers = await (await seen).allHeaders();
	const token = headers['x-panlift-relay'] ?? '';
	const account = headers['x-panlift-account'] ?? '';
	const put = (how: Record<string, string>) =>
		uploads.page.evaluate(
			async (given) => {
				const answer = await fetch('/api/relay', { method: 'PUT', headers: given, body: 'x' });
				const { error } = (await answer.json()) as { error: { code: string } };
				return [answer.status, error.code];
			},
			{ 'content-type': 'application/octet-stream', ...how }
		);
	const puts = await app.sandbox.puts();
	const tampered = `${token.slice(0, -9)}${token.at(-9) === 'A' ? 'B' : 'A'}${token.slice(-8)}`;
	const mine = { 'x-panlift-account': account };
	expect(await put({ ...mine, 'x-panlift-relay': tampered })).toEqual([403, 'url-expired']);
	const other = account.replace(/\d+$/, '1');
	expect(await put({ 'x-panlift-account': other, 'x-panlift-relay': token })).toEqual([
		403,
		'url-expired'
	]);
	const elsewhere = (more: Record<string, string>) =>
		fetch(`${app.origin}/api/relay`, {
			method: 'PUT',
			headers: {
				...mine,
				'x-panlift-relay': token,
				'content-type': 'application/octet-stream',
				...more
			},
			body: 'x'
		});
	expect((await elsewhere({ origin: app.origin })).status).toBe(401);
	expect((await elsewhere({ origin: 'https://evil.example' })).status).toBe(400);
	const stranger = `panlift-device=${'a'.repeat(43)}`;
	expect((await elsewhere({ origin: app.origin, cookie: stranger })).status).toBe(403);
	expect(await app.sandbox.puts()).toBe(puts);
});
