import { open, rename, rm, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../e2e/support/app';
import { makeFile, MiB, type TestFile } from '../e2e/support/test-files';
import { expect, expectStored, test } from './support/test';
import type { UploadsPage } from './support/uploads-page';

const PART = MiB;
/** It takes a while on the slow line: time enough to change a file under it. */
const SIZE = 24 * MiB;
const MISSING = 'waiting source-missing';

/** Resolves in the middle of an upload in parts, on a line that stays slow. */
async function inTheMiddle(app: App, uploads: UploadsPage, film: TestFile): Promise<void> {
	await app.sandbox.config({ sliceSize: PART });
	await app.sandbox.link({ bytesPerSecond: MiB });
	await uploads.pick(film);
	await expect
		.poll(async () => (await app.sandbox.partPuts()).length, { timeout: 30_000, interval: 50 })
		.toBeGreaterThanOrEqual(2);
}

/** lineAtRest lets what was on the wire arrive: a request whose page is gone can't be called back. */
async function lineAtRest(app: App): Promise<void> {
	await app.sandbox.link({});
	let before = -1;
	const isAtRest = async () => {
		const now = (await app.sandbox.partPuts()).length;
		const same = now === before;
		before = now;
		return same;
	};
	await expect.poll(isAtRest, { interval: 700, timeout: 15_000 }).toBe(true);
}

/** rewrite puts other bytes of the same size in place of a file's, without ever emptying it. */
async function rewrite(
	film: TestFile,
	folder: string,
	{ keepTime = false } = {}
): Promise<TestFile> {
	const before = await stat(film.path);
	const other = await makeFile(folder, 'other.mkv', film.size, 'version 2');
	const from = await open(other.path);
	const to = await open(film.path, 'r+');
	const bytes = await from.readFile();
	await to.write(bytes, 0, bytes.length, 0);
	await Promise.all([from.close(), to.close()]);
	// Browsers tell whole milliseconds.
	const time = (Math.floor(before.mtimeMs) + 0.5) / 1000;
	if (keepTime) await utimes(film.path, time, time);
	return { ...other, path: film.path, name: film.name };
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

/** forgotten: a reload in the middle took the browser's File away. */
async function forgotten(app: App, uploads: UploadsPage, film: TestFile): Promise<void> {
	await inTheMiddle(app, uploads, film);
	await uploads.reload();
	await uploads.waitFor(film, MISSING);
}

test('a reload in the middle keeps the row, says what to do, and the file picked again continues it', async ({
	app,
	uploads,
	file
}) => {
	const film = await file('film.mkv', SIZE);
	await forgotten(app, uploads, film);
	expect(await uploads.text(film)).toMatch(/add (it|the file) again/i);
	await lineAtRest(app);
	await uploads.pick(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	await expectOnce(app, uploads, film);
});

test('a file that was renamed meanwhile is known by its content, and continues its row', async ({
	app,
	uploads,
	file,
	folder
}) => {
	const film = await file('film.mkv', SIZE);
	await forgotten(app, uploads, film);
	await lineAtRest(app);
	// Another file of the same size is none of the row's business.
	const stranger = await file('stranger.mkv', SIZE);
	const path = join(folder, 'holiday.mkv');
	await rename(film.path, path);
	await uploads.pick({ path });
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	await expectOnce(app, uploads, film);
	await uploads.pick(stranger);
	await uploads.waitFor(stranger, 'done');
	await expectStored(app, stranger);
});

test('a file rewritten while it goes up is noticed, and nothing mixed is ever in the drive', async ({
	app,
	uploads,
	file,
	folder
}) => {
	const film = await file('film.mkv', SIZE);
	await inTheMiddle(app, uploads, film);
	const version2 = await rewrite(film, folder);
	expect(await uploads.attribute(film, 'data-state')).toBe('uploading');
	await app.sandbox.link({});
	await uploads.waitFor(film, 'waiting source-changed');
	expect(await uploads.text(film)).toMatch(/changed/);
	expect(await app.sandbox.files()).toEqual([]);
	// The browser has only the file that was picked: the new version has to be picked too.
	await uploads.press('Upload the new version');
	await uploads.waitFor(film, MISSING);
	await uploads.pick(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, version2);
	expect(await uploads.rows(film)).toBe(1);
});

test('a file rewritten between two picks, its time kept, is noticed before anything is mixed', async ({
	app,
	uploads,
	file,
	folder
}) => {
	const film = await file('film.mkv', SIZE);
	await forgotten(app, uploads, film);
	await rewrite(film, folder, { keepTime: true });
	await lineAtRest(app);
	await uploads.pick(film);
	await uploads.waitFor(film, 'waiting source-changed');
	expect(await app.sandbox.files()).toEqual([]);
});

test('a file of the same name with other content starts its row anew, and says why', async ({
	app,
	uploads,
	file,
	folder
}) => {
	const film = await file('film.mkv', SIZE);
	await forgotten(app, uploads, film);
	const version2 = await rewrite(film, folder);
	await lineAtRest(app);
	await uploads.pick(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, version2);
	expect(await app.sandbox.files()).toHaveLength(1);
	expect(await uploads.rows(film)).toBe(1);
});

const CHANGES = {
	'cut short': (film: TestFile) => truncate(film.path, 5 * MiB),
	deleted: (film: TestFile) => rm(film.path)
} as const;

for (const [what, change] of Object.entries(CHANGES)) {
	test(`a file that is ${what} while it goes up leaves nothing in the drive, and its row waits`, async ({
		app,
		uploads,
		file
	}) => {
		const film = await file('film.mkv', SIZE);
		await inTheMiddle(app, uploads, film);
		await change(film);
		await app.sandbox.link({});
		await uploads.waitFor(film, 'waiting');
		expect(await uploads.attribute(film, 'data-cause')).toMatch(/^source-(changed|missing)$/);
		expect(await app.sandbox.files()).toEqual([]);
		// As it was, it goes on where it stopped.
		await uploads.pick(await file('film.mkv', SIZE));
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
		await expectOnce(app, uploads, film);
	});
}

test('a file that grows before it is read is not taken for the one that was picked', async ({
	app,
	uploads,
	file,
	folder
}) => {
	// Three large files ahead of it.
	await app.sandbox.config({ sliceSize: PART });
	await app.sandbox.link({ bytesPerSecond: 3 * MiB });
	const ahead = await Promise.all([1, 2, 3].map((n) => file(`${n}.mkv`, 12 * MiB)));
	const film = await file('film.mkv', MiB);
	await uploads.pick(...ahead, film);
	await uploads.waitFor(ahead[0]!, 'uploading');
	expect(await uploads.attribute(film, 'data-state')).toBe('queued');
	await makeFile(folder, 'film.mkv', 2 * MiB, 'version 2');
	await app.sandbox.link({});
	await uploads.waitFor(film, 'waiting source-changed');
	expect((await app.sandbox.files()).filter(({ path }) => path === '/film.mkv')).toEqual([]);
});
