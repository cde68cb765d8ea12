import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

test.beforeEach(async ({ app, uploads }) => {
	await uploads.ready();
	await app.sandbox.config({ sliceSize: 2 * MiB });
});

test('a server that is down for 20 seconds is waited for, and the file is right', async ({
	app,
	uploads,
	file
}) => {
	test.setTimeout(120_000);
	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const film = await file('film.mkv', 48 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(1);
	await app.gateway.shut();
	await uploads.waitFor(film, 'waiting', { cause: 'proxy' });
	await app.sandbox.link({});
	await new Promise((resolve) => setTimeout(resolve, 20_000));
	await app.gateway.open();
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	const sent = await app.sandbox.partPuts();
	expect(sent).toHaveLength(new Set(sent).size);
});

for (const storageProfile of ['rgw', 'aws'] as const) {
	const form = storageProfile === 'rgw' ? 'without CORS headers' : 'that the page may read';
	test(`presigned URLs that end in the middle, with a 403 ${form}, are renewed`, async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.config({ storageProfile });
		await app.sandbox.link({ bytesPerSecond: 6 * MiB });
		const film = await file('film.mkv', 40 * MiB);
		await uploads.drop(film);
		// The second batch of URLs has just been handed out; most of them are still to be used.
		const batches = async () =>
			(await app.sandbox.log()).filter(({ path }) => path.includes('s3_repare')).length;
		await expect.poll(batches, { intervals: [50] }).toBeGreaterThanOrEqual(2);
		// An hour passes at the storage: every URL that was handed out has ended.
		await app.sandbox.config({ clockOffset: 3600 });
		await app.sandbox.link({});
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
		const log = await app.sandbox.log();
		expect(log.some(({ method, status }) => method === 'PUT' && status === 403)).toBe(true);
	});
}

test('a part that is cut at 40 % is sent again, and only that part', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.faults([
		{
			match: { method: 'PUT', query: { partNumber: '3' } },
			do: { kind: 'drop', bytes: 0.4 * 2 * MiB }
		}
	]);
	const film = await file('film.mkv', 12 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect((await app.sandbox.partPuts()).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
	const log = await app.sandbox.log();
	const tries = log.filter(({ method, part }) => method === 'PUT' && Number(part) === 3);
	expect(tries).toHaveLength(2);
});

test('a part that storage corrupts is found before the commit and sent again', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.faults([
		{ match: { method: 'PUT', query: { partNumber: '2' } }, do: { kind: 'corrupt' } }
	]);
	const film = await file('film.mkv', 6 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
});

test('a commit whose answer got lost leaves one file, and the row says done', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.faults([
		{ match: { path: 'upload_complete/v2' }, do: { kind: 'drop-response' } }
	]);
	const film = await file('film.mkv', 6 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect(await app.sandbox.files()).toHaveLength(1);
});
