import { DRIVE_115, FLAVOURS } from '../e2e/support/flavours';
import { cookieOf, FREE } from '../e2e/support/people-of-115';
import { MiB } from '../e2e/support/test-files';
import { expect, expectStored, test } from './support/test';
import { UploadsPage } from './support/uploads-page';

test('a file in parts arrives whole at 123Pan, and known content needs no byte more', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: 4 * MiB });
	const film = await file('film.mkv', 40 * MiB, 'film');
	await uploads.pick(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect((await app.sandbox.partPuts()).toSorted((a, b) => a - b)).toEqual(
		Array.from({ length: 10 }, (_, index) => index + 1)
	);

	const puts = await app.sandbox.puts();
	const copy = await file('copy.mkv', 40 * MiB, 'film');
	await uploads.pick(copy);
	await uploads.waitFor(copy, 'done');
	expect(await uploads.attribute(copy, 'data-instant')).toBeDefined();
	await expectStored(app, copy);
	expect(await app.sandbox.puts()).toBe(puts);
	expect(uploads.problems).toEqual([]);
});

for (const { flavour, target } of FLAVOURS) {
	test(`115 ${flavour}: small files and one in parts arrive whole, and known content at once`, async ({
		app,
		uploads,
		file
	}) => {
		await uploads.sendTo(target);
		const empty = await file('empty.bin', 0);
		const small = await file('影片.mkv', 2 * MiB, 'small');
		const large = await file('large.mkv', 110 * MiB);
		await uploads.pick(empty, small, large);
		for (const one of [empty, small, large]) {
			await uploads.waitFor(one, 'done');
			await expectStored(app, one, DRIVE_115);
		}
		const sent = await app.sandbox.partPuts();
		expect(sent).toEqual(sent.map((_, index) => index + 1));
		expect(sent.length).toBeGreaterThan(1);

		const puts = await app.sandbox.puts();
		const copy = await file('copy.mkv', 2 * MiB, 'small');
		await uploads.pick(copy);
		await uploads.waitFor(copy, 'done');
		expect(await uploads.attribute(copy, 'data-instant')).toBeDefined();
		await expectStored(app, copy, DRIVE_115);
		expect(await app.sandbox.puts()).toBe(puts);
		expect(uploads.problems).toEqual([]);
	});
}

test('storage that lets no page in gets the file through the proxy, and the row says so', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: 4 * MiB, cors: { storage: 'none' } });
	await app.sandbox.link({ bytesPerSecond: 16 * MiB });
	const film = await file('film.mkv', 24 * MiB);
	await uploads.pick(film);
	await expect.poll(() => uploads.text(film), { timeout: 60_000 }).toContain('through the proxy');
	await app.sandbox.link({});
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect(await app.sandbox.partPuts()).toHaveLength(6);
});

test('who signed in stays signed in after a reload and after a restart of the browser', async ({
	app,
	uploads,
	firefox,
	file
}) => {
	await uploads.follow('Settings');
	await uploads.press('Add account');
	await uploads.choose('115 Sandbox');
	await uploads.press('Cookie');
	await uploads.type('Cookie', await cookieOf(app, FREE));
	await uploads.press('Sign in');
	await uploads.shows(new RegExp(FREE));
	await uploads.follow('Uploads');
	await uploads.sendTo(FREE);

	await uploads.reload();
	const first = await file('first.mkv', MiB);
	await uploads.pick(first);
	await uploads.waitFor(first, 'done');

	await firefox.quit();
	const again = await UploadsPage.open(await firefox.start(), app.origin);
	await again.waitFor(first, 'done');
	const second = await file('second.mkv', MiB);
	await again.pick(second);
	await again.waitFor(second, 'done');
	for (const one of [first, second]) await expectStored(app, one, DRIVE_115);
	const stored = await app.sandbox.files('pan115');
	expect(new Set(stored.map(({ account }) => account))).toEqual(new Set([FREE]));
});

test('of two tabs one does the work for both, and the other takes over when it is closed', async ({
	app,
	uploads,
	file
}) => {
	const following = /another tab does the uploading/i;
	const second = await UploadsPage.open(uploads.page.browser(), app.origin);
	await second.shows(following);
	const [mine, theirs, later] = [
		await file('mine.mkv', 6 * MiB),
		await file('theirs.mkv', 6 * MiB),
		await file('later.mkv', MiB)
	];
	await uploads.pick(mine);
	await second.pick(theirs);
	for (const page of [uploads, second]) {
		for (const one of [mine, theirs]) await page.waitFor(one, 'done');
	}
	expect(await app.sandbox.calls(/\/upload_request$/)).toBe(2);

	await uploads.page.close();
	await expect.poll(() => second.all(), { timeout: 10_000 }).not.toMatch(following);
	await second.pick(later);
	await second.waitFor(later, 'done');
	for (const one of [mine, theirs, later]) await expectStored(app, one);
	expect(second.problems).toEqual([]);
});
