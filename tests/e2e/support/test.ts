import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { App } from './app';
import { RealBrowser } from './browser';
import { makeFile, type TestFile } from './test-files';
import { UploadsPage } from './uploads-page';

interface Fixtures {
	/** A folder of the test's own. */
	folder: string;
	browserOf: RealBrowser;
	/** The Uploads page, with the sandbox account connected. */
	uploads: UploadsPage;
	file: (name: string, size: number, seed?: string) => Promise<TestFile>;
}

/** test gives each test a fresh profile and a sandbox that has forgotten the test before. */
export const test = base.extend<Fixtures, { app: App }>({
	app: [
		async ({}, use) => {
			const app = await App.start();
			await use(app);
			await app.stop();
		},
		{ scope: 'worker' }
	],
	folder: async ({}, use) => {
		const folder = await mkdtemp(join(tmpdir(), 'panlift-e2e-'));
		await use(folder);
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	},
	file: async ({ folder }, use) => {
		await use((name, size, seed) => makeFile(folder, name, size, seed));
	},
	browserOf: async ({ folder }, use) => {
		const browser = new RealBrowser(join(folder, 'profile'));
		await use(browser);
		await browser.kill();
	},
	uploads: async ({ app, browserOf }, use) => {
		await app.sandbox.reset();
		const context = await browserOf.start();
		await use(await (await UploadsPage.open(context, app.origin)).ready());
	}
});

/** expectStored compares the bytes at rest in the drive with the file, by digest. */
export async function expectStored(
	app: App,
	file: TestFile,
	{
		name = file.name,
		drive = 'pan123',
		account
	}: { readonly name?: string; readonly drive?: string; readonly account?: string } = {}
): Promise<void> {
	const all = await app.sandbox.files(drive);
	const stored = all.filter(
		(held) =>
			held.path === `/${name}` && !held.trashed && held.account === (account ?? held.account)
	);
	expect(stored.map(({ size, md5 }) => ({ size, md5 }))).toEqual([
		{ size: file.size, md5: file.md5 }
	]);
}

export { expect };
