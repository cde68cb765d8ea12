import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from 'vitest';
import { App } from '../../e2e/support/app';
import { makeFile, type TestFile } from '../../e2e/support/test-files';
import { Firefox, WHY_NOT } from './firefox';
import { UploadsPage } from './uploads-page';

interface Fixtures {
	/** The built app with its sandbox, one for all tests of a file. */
	app: App;
	/** A folder of the test's own. */
	folder: string;
	firefox: Firefox;
	/** The Uploads page, with the sandbox account connected. */
	uploads: UploadsPage;
	file: (name: string, size: number, seed?: string) => Promise<TestFile>;
}

/** test gives each test a fresh profile, and a sandbox that has forgotten the test before. */
export const test = base
	.extend<Fixtures>({
		app: [
			async ({}, use) => {
				const app = await App.start();
				await use(app);
				await app.stop();
			},
			{ scope: 'file' }
		],
		folder: async ({}, use) => {
			const folder = await mkdtemp(join(tmpdir(), 'panlift-firefox-'));
			await use(folder);
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
		file: async ({ folder }, use) => {
			await use((name, size, seed) => makeFile(folder, name, size, seed));
		},
		firefox: async ({ folder }, use) => {
			const firefox = new Firefox(join(folder, 'profile'));
			await use(firefox);
			await firefox.quit();
		},
		uploads: async ({ app, firefox }, use) => {
			await app.sandbox.reset();
			await use(await UploadsPage.open(await firefox.start(), app.origin));
		}
	})
	.skipIf(WHY_NOT !== undefined);

/** expectStored compares the bytes at rest in the drive with the file, by digest. */
export async function expectStored(
	app: App,
	file: TestFile,
	{ name = file.name, drive = 'pan123' } = {}
): Promise<void> {
	const all = await app.sandbox.files(drive);
	const stored = all.filter(({ path, trashed }) => path === `/${name}` && !trashed);
	expect(stored.map(({ size, md5 }) => ({ size, md5 }))).toEqual([
		{ size: file.size, md5: file.md5 }
	]);
}

export { expect };
