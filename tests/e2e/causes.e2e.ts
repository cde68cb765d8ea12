import { rm } from 'node:fs/promises';
import type { UploadsPage } from './support/uploads-page';
import { expect, expectStored, test } from './support/test';
import { makeFile, MiB } from './support/test-files';

const PRESIGN = 's3_repare_upload_parts_batch';
const FULL = { name: 'Sandbox 123Pan almost full', user: '13800000003', password: 'sandbox-789' };

/** A row that never finishes by itself keeps the scheduler's only place until the test lets go. */
async function oneAtATime({ page }: UploadsPage): Promise<void> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByLabel('Files at once').selectOption('1');
	await page.getByRole('link', { name: 'Uploads' }).click();
}

test.beforeEach(async ({ app, uploads }) => {
	await uploads.ready();
	await app.sandbox.config({ sliceSize: MiB });
});

test('offline for a few seconds in the middle: the rows say so and go on by themselves', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const files = [await file('one.mkv', 12 * MiB), await file('two.mkv', 12 * MiB)];
	await uploads.drop(...files);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	const context = uploads.page.context();
	await context.setOffline(true);
	for (const one of files) {
		await uploads.waitFor(one, 'waiting', { cause: 'offline' });
		await expect(uploads.row(one)).toContainText('Offline · continues when the connection is back');
	}
	const banner = uploads.page.getByRole('group', { name: /you are offline/i });
	await expect(banner).toContainText('2 uploads');
	await expect(banner.getByRole('button')).toHaveText(['Try now']);
	await new Promise((resolve) => setTimeout(resolve, 2_000));
	await app.sandbox.link({});
	await context.setOffline(false);
	for (const one of files) {
		await uploads.waitFor(one, 'done');
		await expectStored(app, one);
	}
	await expect(banner).toBeHidden();
});

test('a drive that asks for three seconds gets them, and nobody else asks meanwhile', async ({
	app,
	uploads,
	file
}) => {
	await oneAtATime(uploads);
	await app.sandbox.faults([
		{
			match: { path: PRESIGN },
			do: { kind: 'status', status: 429, headers: { 'retry-after': '3' }, body: '' }
		}
	]);
	const film = await file('film.mkv', 3 * MiB);
	const next = await file('next.mkv', MiB);
	await uploads.drop(film, next);
	await uploads.waitFor(film, 'waiting', { cause: 'rate-limited' });
	const since = Date.now();
	await expect(uploads.row(film)).toContainText(/asks for a pause · continues in [1-3] sec/);
	await expect(uploads.row(film).getByRole('button', { name: /try/i })).toHaveCount(0);
	await expect(uploads.row(next)).toHaveAttribute('data-state', 'queued');
	await uploads.waitFor(film, 'done');
	expect(Date.now() - since).toBeGreaterThan(2_000);
	await uploads.waitFor(next, 'done');
	await expectStored(app, film);
	await expectStored(app, next);
});

test('storage that is busy is asked again when it says, and the row goes on', async ({
	app,
	uploads,
	file
}) => {
	const busy = (status: number, part: string) => ({
		match: { method: 'PUT', query: { partNumber: part } },
		do: { kind: 'status', status, headers: { 'retry-after': '1' }, body: '' }
	});
	await app.sandbox.faults([busy(503, '2'), busy(429, '3')]);
	const film = await file('film.mkv', 4 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	const refused = (await app.sandbox.log()).filter(({ status }) => [429, 503].includes(status));
	expect(refused.map(({ part }) => part).toSorted()).toEqual([2, 3]);
	expect((await app.sandbox.partPuts()).toSorted()).toEqual([1, 2, 3, 4]);
});

test('a block is waited out for its 20 seconds, counted down, with one call at its end', async ({
	app,
	uploads,
	file
}) => {
	const body = '{"code":403,"message":"too many requests","data":null}';
	const headers = { 'content-type': 'application/json' };
	await app.sandbox.faults([
		{ match: { path: PRESIGN }, do: { kind: 'status', status: 200, headers, body } }
	]);
	const film = await file('film.mkv', 3 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'waiting', { cause: 'blocked' });
	const since = Date.now();
	const row = uploads.row(film);
	await expect(row).toContainText(/blocks this network for now · tries again in (20|19|18) sec/);
	await expect(row).toContainText(/in 1[0-5] sec/);
	await uploads.waitFor(film, 'done');
	expect(Date.now() - since).toBeGreaterThan(19_000);
	await expectStored(app, film);
	const asked = (await app.sandbox.log()).filter(({ path }) => path.includes(PRESIGN));
	expect(asked).toHaveLength(2);
});

test('files that are gone or changed while they wait in line say so; the others do not care', async ({
	app,
	uploads,
	file,
	folder
}) => {
	await oneAtATime(uploads);
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const first = await file('first.mkv', 8 * MiB);
	const gone = await file('gone.mkv', MiB);
	const changed = await file('changed.mkv', MiB);
	const last = await file('last.mkv', MiB);
	await uploads.drop(first, gone, changed, last);
	await uploads.waitFor(first, 'uploading');
	await expect(uploads.row(gone)).toHaveAttribute('data-state', 'queued');
	await rm(gone.path);
	const version2 = await makeFile(folder, 'changed.mkv', 2 * MiB, 'version 2');
	await app.sandbox.link({});
	await uploads.waitFor(gone, 'waiting', { cause: 'source-missing' });
	await expect(uploads.row(gone)).toContainText(/no longer where it was.*add it again/i);
	await uploads.waitFor(changed, 'waiting', { cause: 'source-changed' });
	await expect(uploads.row(changed)).toContainText(/changed since you added it/i);
	for (const one of [first, last]) {
		await uploads.waitFor(one, 'done');
		await expectStored(app, one);
	}
	await uploads.row(changed).getByRole('button', { name: 'Upload the new version' }).click();
	await uploads.waitFor(changed, 'done');
	await expectStored(app, version2);
	// It is back, by another hand: dropping it continues its row.
	const again = await file('gone.mkv', MiB);
	await uploads.drop(again);
	await uploads.waitFor(gone, 'done');
	await expectStored(app, again);
	await expect(uploads.row(gone)).toHaveCount(1);
});

test('a file that is rewritten in the middle ends as its new version, and nothing mixed', async ({
	app,
	uploads,
	file,
	folder
}) => {
	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const film = await file('film.mkv', 12 * MiB);
	const other = await file('other.mkv', 4 * MiB);
	await uploads.drop(film, other);
	await uploads.waitFor(film, 'uploading');
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(3);
	const version2 = await makeFile(folder, 'film.mkv', 6 * MiB, 'version 2');
	await uploads.waitFor(film, 'waiting', { cause: 'source-changed' });
	await app.sandbox.link({});
	await uploads.waitFor(other, 'done');
	await expectStored(app, other);
	expect((await app.sandbox.files()).map(({ path }) => path)).toEqual(['/other.mkv']);
	await uploads.row(film).getByRole('button', { name: 'Upload the new version' }).click();
	await uploads.waitFor(film, 'done');
	await expectStored(app, version2);
});

test('a full drive is said with what to do; when there is space, one click goes on', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Add account' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('radio', { name: '123Pan Sandbox' }).check();
	await dialog.getByRole('button', { name: 'Password', exact: true }).click();
	await dialog.getByLabel(/phone|e-mail/i).fill(FULL.user);
	await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill(FULL.password);
	await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(dialog).toBeHidden();
	await page.getByRole('link', { name: 'Uploads' }).click();
	await app.sandbox.seed({ drive: 'pan123', account: FULL.name, path: '/old', size: 900_000 });

	const elsewhere = await file('elsewhere.mkv', MiB);
	await uploads.drop(elsewhere);
	const target = page.getByLabel('Upload to');
	const option = target.locator('option', { hasText: FULL.name });
	await target.selectOption((await option.getAttribute('value'))!);
	const files = [await file('one.mkv', 400_000), await file('two.mkv', 500_000)];
	await uploads.drop(...files);
	for (const one of files) {
		await uploads.waitFor(one, 'waiting', { cause: 'space' });
		await expect(uploads.row(one)).toContainText(/123Pan is full · free some space/);
	}
	await uploads.waitFor(elsewhere, 'done');
	await expectStored(app, elsewhere);
	// The person makes room.
	await app.sandbox.reset();
	const banner = page.getByRole('group', { name: /123Pan is full/ });
	await banner.getByRole('button', { name: 'Try again' }).click();
	for (const one of files) {
		await uploads.waitFor(one, 'done');
		await expectStored(app, one);
	}
	expect(new Set((await app.sandbox.files()).map(({ account }) => account))).toEqual(
		new Set([FULL.name])
	);
});
