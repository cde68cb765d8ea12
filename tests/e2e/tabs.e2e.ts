import type { Page } from '@playwright/test';
import { expect, test } from './support/test';
import { MiB, type TestFile } from './support/test-files';
import { UploadsPage } from './support/uploads-page';
import type { App } from './support/app';

const KiB = 1024;

async function manyFiles(
	file: (name: string, size: number) => Promise<TestFile>,
	count: number
): Promise<TestFile[]> {
	const files: TestFile[] = [];
	for (let i = 0; i < count; i++) files.push(await file(`file ${i}.bin`, 96 * KiB + i));
	return files;
}

/** Waits until all files are in the drive, each once and byte for byte. */
async function expectAll(app: App, files: readonly TestFile[]): Promise<void> {
	const stored = async () => (await app.sandbox.files()).length;
	await expect.poll(stored, { timeout: 100_000 }).toBe(files.length);
	const wanted = files.map(({ name, md5 }) => `/${name} ${md5}`).sort();
	const got = (await app.sandbox.files()).map(({ path, md5 }) => `${path} ${md5}`).sort();
	expect(got).toEqual(wanted);
}

/** Checks besides that nothing was sent or committed twice. */
async function expectOnce(app: App, files: readonly TestFile[]): Promise<void> {
	await expectAll(app, files);
	const log = await app.sandbox.log();
	const puts = log.filter(({ method, status }) => method === 'PUT' && status === 200);
	const parts = puts.map(({ path, part }) => `${path} ${part}`);
	expect(parts).toHaveLength(new Set(parts).size);
	const commits = log.filter(({ path }) => path.endsWith('/upload_complete/v2'));
	expect(commits).toHaveLength(files.length);
}

const following = (page: Page) => page.getByText(/another tab does the uploading/i);

// Two pages draw a hundred rows each, on whatever draws in place of a graphics card.
test.describe.configure({ timeout: 150_000 });

test('a second tab shows the first one’s uploads, commands them, and takes over when it dies', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: 32 * KiB });
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const files = await manyFiles(file, 100);
	const context = uploads.page.context();
	const second = await UploadsPage.openNew(context, app.origin);
	await second.ready();
	await expect(following(second.page)).toBeVisible();

	await uploads.drop(...files);
	// Rows that are done make room for others: the first one may have left by now.
	await expect.poll(async () => (await app.sandbox.files()).length).toBeGreaterThan(0);
	await expect(second.rows.first()).toBeVisible();
	// A command of the second tab reaches the engine of the first.
	await second.button('Pause all').click();
	await expect(uploads.button('Resume all')).toBeEnabled();
	await second.button('Resume all').click();
	await expect.poll(async () => (await app.sandbox.files()).length).toBeGreaterThan(20);

	// What is on the wire then arrives at once, so that storage can list it when it is asked.
	await app.sandbox.link({});
	await uploads.page.close();
	const closed = performance.now();
	await expect(following(second.page)).toBeHidden({ timeout: 2_000 });
	console.log(`taken over after ${Math.round(performance.now() - closed)} ms`);
	await expectOnce(app, files);
});

test('a leader that freezes loses the lead, and follows when it wakes', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: 32 * KiB });
	await app.sandbox.link({ bytesPerSecond: MiB });
	const files = await manyFiles(file, 24);
	const second = await UploadsPage.openNew(uploads.page.context(), app.origin);
	await second.ready();
	await uploads.drop(...files);
	await expect.poll(async () => (await app.sandbox.files()).length).toBeGreaterThan(5);
	const engine = uploads.page.workers().find((worker) => worker.url().includes('engine'));
	const frozen = engine!.evaluate(() => {
		const end = Date.now() + 5_000;
		while (Date.now() < end);
	});
	// The engine is ended for it when it wakes.
	frozen.catch(() => {});
	// A transaction that the frozen engine holds open ends only when it wakes.
	await expect(following(second.page)).toBeHidden({ timeout: 10_000 });
	await expect(following(uploads.page)).toBeVisible({ timeout: 10_000 });
	await app.sandbox.link({});
	// A request that was on the wire when it froze can't be called back: a part may arrive twice, a file not.
	await expectAll(app, files);
});
