import type { App } from './support/app';
import { expect, test } from './support/test';
import type { TestFile } from './support/test-files';
import { unfinished, UploadsPage } from './support/uploads-page';

const KiB = 1024;
const MiB = 1024 * KiB;
const FILES = 200;

// Two pages draw two hundred rows each, on whatever draws in place of a graphics card.
test.describe.configure({ timeout: 240_000 });

const stored = async (app: App) => (await app.sandbox.files()).length;

/** What is on the wire arrives at once: a request that was answered by nobody can't be called back. */
async function quietReload(app: App, uploads: UploadsPage): Promise<void> {
	await app.sandbox.link({});
	await uploads.page.reload();
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	await uploads.ready();
}

test('two tabs and reloads of both leave 200 files without a duplicate part or commit', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: 32 * KiB });
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const files: TestFile[] = [];
	for (let i = 0; i < FILES; i++) files.push(await file(`file ${i}.bin`, 80 * KiB + i));
	const second = await UploadsPage.openNew(uploads.page.context(), app.origin);
	await second.ready();
	for (const { page } of [uploads, second]) page.on('dialog', (dialog) => void dialog.accept());

	await uploads.drop(...files);
	// The tab that reloads gives the lead away; the other one holds the handles.
	for (const [least, tab] of [
		[20, uploads],
		[60, second],
		[100, uploads],
		[140, second]
	] as const) {
		await expect.poll(() => stored(app), { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
		await quietReload(app, tab);
	}
	await app.sandbox.link({});
	await expect
		.poll(async () => ((await stored(app)) === FILES ? [] : unfinished(uploads.page)), {
			timeout: 100_000
		})
		.toEqual([]);
	const got = (await app.sandbox.files()).map(({ path, md5 }) => `${path} ${md5}`).sort();
	expect(got).toEqual(files.map(({ name, md5 }) => `/${name} ${md5}`).sort());

	const log = await app.sandbox.log();
	const puts = log.filter(({ method, status }) => method === 'PUT' && status === 200);
	const parts = puts.map(({ path, part }) => `${path} ${part}`);
	expect(parts).toHaveLength(new Set(parts).size);
	expect(log.filter(({ path }) => path.endsWith('/upload_complete/v2'))).toHaveLength(FILES);
});
