import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { App } from './support/app';
import { RealBrowser } from './support/browser';
import { cookieOf } from './support/people-of-115';
import { cookieSecrets, findings, standingSecrets } from './support/secrets-of-115';
import { expect, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

interface Receipt {
	readonly remoteId: string;
	readonly size: number;
	readonly digests: Readonly<Record<string, string>>;
	readonly parts: readonly { readonly etag: string }[];
}
interface Saved {
	readonly name: string;
	readonly path: string;
	readonly text: string;
}

const OWN_115 = 'Sandbox 115';

/** saved is the file that a click makes the browser save. */
async function saved(page: Page, button: Locator): Promise<Saved> {
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	const path = await download.path();
	return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}

/** detailsOf opens a row's details. */
async function detailsOf(uploads: UploadsPage, file: { readonly name: string }): Promise<Locator> {
	const row = uploads.row(file);
	await row.getByRole('button', { name: 'Details' }).click();
	return row;
}

const verdict = (row: Locator) => row.getByRole('status');

/** removeFrom115 throws a file away as 115's own page does. 115.md §8.3 */
async function removeFrom115(app: App, id: string): Promise<void> {
	const answer = await fetch(`${app.sandbox.origin}/webapi.115.com/rb/delete`, {
		method: 'POST',
		headers: { cookie: await cookieOf(app, OWN_115) },
		body: new URLSearchParams({ 'fid[0]': id, ignore_warn: '1' })
	});
	expect(await answer.json()).toMatchObject({ state: true });
}

const verifyButton = (row: Locator) => row.getByRole('button', { name: 'Verify with drive' });

test('a receipt of 123Pan says what was sent, and notices that the file is another one now', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	const film = await file('film.mkv', 3 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	const row = await detailsOf(uploads, film);
	const { name, text } = await saved(
		uploads.page,
		row.getByRole('button', { name: 'Save receipt' })
	);
	expect(name).toBe('panlift-receipt-film.mkv.json');
	const { receipts } = JSON.parse(text) as { receipts: readonly Receipt[] };
	const [stored] = await app.sandbox.files();
	expect(receipts).toMatchObject([
		{ remoteId: stored!.id, size: film.size, digests: { md5: film.md5 }, path: '/film.mkv' }
	]);
	expect(receipts[0]!.parts).toHaveLength(3);
	await verifyButton(row).click();
	await expect(verdict(row)).toHaveText('123Pan has it as it was uploaded (size, MD5).');
	await app.sandbox.seed({ drive: 'pan123', path: '/film.mkv', size: film.size, seed: 'other' });
	await verifyButton(row).click();
	await expect(verdict(row)).toHaveText('123Pan has something else there (other MD5).');
	expect(uploads.problems).toEqual([]);
});

test('a receipt of 115 notices that the file is gone', async ({ app, uploads, file }) => {
	const film = await file('film.mkv', 2 * MiB);
	await uploads.sendTo(OWN_115);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	const row = await detailsOf(uploads, film);
	const { text } = await saved(uploads.page, row.getByRole('button', { name: 'Save receipt' }));
	const [receipt] = (JSON.parse(text) as { receipts: readonly Receipt[] }).receipts;
	expect(receipt!.digests['sha1']).toMatch(/^[0-9a-f]{40}$/);
	await verifyButton(row).click();
	await expect(verdict(row)).toHaveText('115 has it as it was uploaded (size, SHA-1).');
	await removeFrom115(app, receipt!.remoteId);
	await verifyButton(row).click();
	await expect(verdict(row)).toContainText('115 does not have it in “/” any more');
});

test('receipts that one browser saved are verified in another that has the accounts', async ({
	app,
	folder,
	uploads,
	file
}) => {
	const films = [await file('a.mkv', MiB), await file('b.mkv', MiB + 1)];
	for (const film of films) {
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await uploads.sendTo(OWN_115);
	}
	await uploads.page.getByRole('link', { name: 'Settings' }).click();
	await expect(uploads.page.getByText('2 receipts')).toBeVisible();
	const { path, text } = await saved(
		uploads.page,
		uploads.page.getByRole('button', { name: 'Save all' })
	);
	const { receipts } = JSON.parse(text) as { receipts: readonly (Receipt & { path: string })[] };
	await removeFrom115(app, receipts.find((one) => one.path === '/b.mkv')!.remoteId);

	const other = new RealBrowser(join(folder, 'other'));
	try {
		const { page } = await (await UploadsPage.open(await other.start(), app.origin)).ready();
		await page.getByRole('link', { name: 'Settings' }).click();
		await expect(page.getByText('0 receipts')).toBeVisible();
		await page.getByLabel('Verify a receipt file…').setInputFiles(path);
		await expect(page.getByText('1 as uploaded, 1 not there any more')).toBeVisible();
		await expect(page.getByText('/b.mkv')).toBeVisible();
	} finally {
		await other.kill();
	}
});

// 123Pan's storage refuses without CORS headers: the browser then hides what it said.
for (const [target, detail] of [
	['123Pan', 'no readable answer'],
	[OWN_115, '403 SignatureDoesNotMatch']
] as const) {
	test(`a failed row of ${target} saves a log that says why, and no secret`, async ({
		app,
		uploads,
		file
	}) => {
		test.setTimeout(90_000);
		const secrets = [
			...(await standingSecrets(app)),
			...cookieSecrets(await cookieOf(app, OWN_115)),
			...(await app.sandbox.accounts()).flatMap(({ credentials }) => [
				{ name: 'user', text: credentials.user },
				{ name: 'password', text: credentials.password }
			])
		];
		const body = '<Error><Code>SignatureDoesNotMatch</Code></Error>';
		const refused = { kind: 'status', status: 403, headers: {}, body };
		await app.sandbox.faults([{ match: { method: 'PUT', path: '/.+/' }, times: 99, do: refused }]);
		const film = await file('film.mkv', 2 * MiB);
		if (target !== '123Pan') await uploads.sendTo(target);
		await uploads.drop(film);
		await uploads.waitFor(film, 'failed', { cause: 'storage-refused' });
		// From a tab that follows, through the engine of the one that leads.
		const second = await UploadsPage.openNew(uploads.page.context(), app.origin);
		await second.waitFor(film, 'failed');
		const row = await detailsOf(second, film);
		const { name, text } = await saved(second.page, row.getByRole('button', { name: 'Save log' }));
		expect(name).toBe('panlift-log-film.mkv.json');
		const log = JSON.parse(text) as {
			readonly browser: string;
			readonly rows: readonly object[];
			readonly records: readonly Readonly<Record<string, unknown>>[];
		};
		expect(log.browser).toContain('Chrome');
		expect(log.rows).toMatchObject([{ name: 'film.mkv', code: 'storage-refused' }]);
		const retries = log.records.filter(({ step }) => step === 'retry');
		expect(retries.length).toBeGreaterThanOrEqual(4);
		expect(retries[0]).toMatchObject({ part: 1, code: 'url-expired', detail });
		for (const step of ['sign', 'state', 'engine', 'call']) {
			expect(log.records.map((record) => record['step'])).toContain(step);
		}
		expect(findings([{ where: 'the log', text }], secrets)).toEqual([]);
		expect(text).not.toMatch(/X-Amz-|Signature=|OSSAccessKeyId|security-token|Bearer|sealed/i);
		// The ids of accounts end with the number of their user.
		expect(text).not.toMatch(/sandbox-\d/);
	});
}
