import { MOMENTS } from './support/moments';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

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
		// The row is there; this tab may not read the file before a person allows it or gives it again.
		await again.waitFor(film, 'waiting', { cause: 'permission' });
		await expect(again.button('Allow access').first()).toBeVisible();
		await again.drop(film);
		await again.waitFor(film, 'done');
		await expectStored(app, film);
		expect(await app.sandbox.files()).toHaveLength(1);
		await expect(again.row(film)).toHaveCount(1);
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
