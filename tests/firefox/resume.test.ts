import type { App } from '../e2e/support/app';
import { MiB, type TestFile } from '../e2e/support/test-files';
import { expect, expectStored, test } from './support/test';
import type { UploadsPage } from './support/uploads-page';

const PART = 4 * MiB;
const MISSING = 'waiting source-missing';

/** Resolves in the middle of an upload in parts, on a line that stays slow. */
async function inTheMiddle(app: App, uploads: UploadsPage, film: TestFile): Promise<void> {
	await app.sandbox.config({ sliceSize: PART });
	await app.sandbox.link({ bytesPerSecond: 8 * MiB });
	await uploads.pick(film);
	await expect
		.poll(async () => (await app.sandbox.partPuts()).length, { timeout: 30_000 })
		.toBeGreaterThanOrEqual(2);
}

/** expectOnce: nothing that storage had was sent again, and there is one row and one file. */
async function expectOnce(app: App, uploads: UploadsPage, film: TestFile): Promise<void> {
	const sent = await app.sandbox.partPuts();
	expect(sent.toSorted((a, b) => a - b)).toEqual(
		Array.from({ length: film.size / PART }, (_, index) => index + 1)
	);
	expect(await app.sandbox.files()).toHaveLength(1);
	expect(await uploads.rows(film)).toBe(1);
}

test('a reload in the middle keeps the row, says what to do, and the file picked again continues it', async ({
	app,
	uploads,
	file
}) => {
	const film = await file('film.mkv', 40 * MiB);
	await inTheMiddle(app, uploads, film);
	await uploads.reload();
	await uploads.waitFor(film, MISSING);
	expect(await uploads.text(film)).toMatch(/add (it|the file) again/i);
	await app.sandbox.link({});
	await uploads.pick(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	await expectOnce(app, uploads, film);
});
