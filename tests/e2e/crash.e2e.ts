import type { App } from './support/app';
import { expect, expectStored, test } from './support/test';
import { MiB, type TestFile } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

test('a browser killed in the middle goes on where it was after one drop', async ({
	app,
	uploads,
	browserOf,
	file
}) => {
	await app.sandbox.config({ sliceSize: 4 * MiB });
	await app.sandbox.link({ bytesPerSecond: 12 * MiB });
	const film = await file('film.mkv', 60 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(4);
	await browserOf.kill();

	const finished = await app.sandbox.partPuts();
	expect(finished.length).toBeLessThan(15);
	await app.sandbox.link({});
	const again = await UploadsPage.open(await browserOf.start(), app.origin);
	// The row is there; this tab may not read the file before a person allows it or gives it again.
	await again.waitFor(film, 'waiting', { cause: 'permission' });
	await expect(again.button('Allow access').first()).toBeVisible();
	await again.drop(film);
	await again.waitFor(film, 'done');
	await expectStored(app, film);
	const sent = (await app.sandbox.partPuts()).toSorted((a, b) => a - b);
	expect(sent).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
	await expect(again.row(film)).toHaveCount(1);
});

interface Moment {
	readonly size: number;
	/** Makes the moment long enough to be met. */
	readonly prepare: (app: App) => Promise<void>;
	/** Resolves when it is there. */
	readonly met: (app: App, uploads: UploadsPage, film: TestFile) => Promise<unknown>;
}

const parts = async (app: App) => (await app.sandbox.partPuts()).length;
const stall = (path: string) => (app: App) =>
	app.sandbox.faults([{ match: { path }, do: { kind: 'stall', ms: 4000 } }]);
const asked = (path: string) => (app: App) =>
	expect
		.poll(
			async () =>
				(await (await fetch(`${app.sandbox.origin}/_sandbox/faults`)).json()) as { hits: number }[],
			{ intervals: [50] }
		)
		.toMatchObject([{ hits: 1, match: { path } }]);

const MOMENTS: Readonly<Record<string, Moment>> = {
	hashing: {
		size: 600 * MiB,
		prepare: async () => {},
		met: (_, uploads, film) => uploads.waitFor(film, 'hashing')
	},
	checking: { size: 20 * MiB, prepare: stall('upload_request'), met: asked('upload_request') },
	'the first part': {
		size: 20 * MiB,
		prepare: (app) => app.sandbox.link({ bytesPerSecond: 2 * MiB }),
		met: (_, uploads, film) => uploads.waitFor(film, 'uploading')
	},
	'the middle': {
		size: 40 * MiB,
		prepare: (app) => app.sandbox.link({ bytesPerSecond: 16 * MiB }),
		met: (app) => expect.poll(() => parts(app), { intervals: [50] }).toBeGreaterThanOrEqual(4)
	},
	finishing: {
		size: 20 * MiB,
		prepare: stall('upload_complete/v2'),
		met: asked('upload_complete/v2')
	}
};

for (const [name, moment] of Object.entries(MOMENTS)) {
	test(`a browser killed at ${name} ends with the right file, nothing sent or made twice`, async ({
		app,
		uploads,
		browserOf,
		file
	}) => {
		await app.sandbox.config({ sliceSize: 4 * MiB });
		const film = await file('film.mkv', moment.size);
		await moment.prepare(app);
		await uploads.drop(film);
		await moment.met(app, uploads, film);
		await browserOf.kill();

		await app.sandbox.link({});
		const again = await UploadsPage.open(await browserOf.start(), app.origin);
		await again.waitFor(film, 'waiting', { cause: 'permission' });
		await again.drop(film);
		await again.waitFor(film, 'done');
		await expectStored(app, film);
		expect(await app.sandbox.files()).toHaveLength(1);
		const sent = await app.sandbox.partPuts();
		expect(sent).toHaveLength(new Set(sent).size);
	});
}

test('a reload in the middle keeps the row, and a drop continues it', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: 4 * MiB });
	await app.sandbox.link({ bytesPerSecond: 8 * MiB });
	const film = await file('film.mkv', 32 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	uploads.page.on('dialog', (dialog) => void dialog.accept());
	await uploads.page.reload();
	await uploads.waitFor(film, 'waiting', { cause: 'permission' });
	await app.sandbox.link({});
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect(new Set(await app.sandbox.partPuts()).size).toBe(8);
	expect(await app.sandbox.partPuts()).toHaveLength(8);
});
