import { DRIVE_115, FLAVOURS } from './support/flavours';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

const OBJECT = '^/fhnfile/';

for (const { flavour, target } of FLAVOURS) {
	test.describe(`115 ${flavour}`, () => {
		test.beforeEach(({ uploads }) => uploads.sendTo(target));

		test('a part whose answer got lost after it was stored is not sent twice', async ({
			app,
			uploads,
			file
		}) => {
			await app.sandbox.faults([
				{ match: { method: 'PUT', query: { partNumber: '2' } }, do: { kind: 'drop-response' } }
			]);
			const film = await file('film.mkv', 110 * MiB);
			await uploads.drop(film);
			await uploads.waitFor(film, 'done');
			await expectStored(app, film, DRIVE_115);
			expect(await app.sandbox.files('pan115')).toHaveLength(1);
		});

		test('an upload that storage forgot is opened anew', async ({ app, uploads, file }) => {
			const body = '<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>';
			await app.sandbox.faults([
				{
					match: { method: 'PUT', query: { partNumber: '2' } },
					do: { kind: 'status', status: 404, body }
				}
			]);
			const film = await file('film.mkv', 110 * MiB);
			await uploads.drop(film);
			await uploads.waitFor(film, 'done');
			await expectStored(app, film, DRIVE_115);
			expect(await app.sandbox.calls(/\/fhnfile\//, 'POST')).toBeGreaterThanOrEqual(3);
		});

		for (const [what, size] of [
			['one PUT', 3],
			['parts', 110]
		] as const) {
			// Half a minute passes each time, so each flavour shows one of the two.
			const shown = (flavour === 'cookie') === size < 50;
			if (shown)
				test(`a callback that fails is no file: ${what} are registered by a new upload`, async ({
					app,
					uploads,
					file
				}) => {
					test.setTimeout(120_000);
					await app.sandbox.config({ callbackFailure: 'status', callbackFailures: 1 });
					const film = await file('film.mkv', size * MiB);
					await uploads.drop(film);
					await uploads.waitFor(film, 'done', { timeout: 100_000 });
					await expectStored(app, film, DRIVE_115);
				});

			test(`a lost answer to the commit of ${what} makes exactly one entry beside an older twin`, async ({
				app,
				uploads,
				file
			}) => {
				test.setTimeout(120_000);
				const film = await file('film.mkv', size * MiB);
				const older = await file('older.mkv', size * MiB, 'film.mkv');
				await uploads.drop(older);
				await uploads.waitFor(older, 'done');
				// The same content is in the folder already, and has to be sent all the same.
				await app.sandbox.config({ instant: 'off', listDelay: 4 });
				await app.sandbox.faults([
					size < 50
						? { match: { path: OBJECT, method: 'PUT' }, do: { kind: 'drop-response' } }
						: { match: { path: OBJECT, method: 'POST' }, after: 1, do: { kind: 'drop-response' } }
				]);
				await uploads.drop(film);
				await uploads.waitFor(film, 'done', { timeout: 60_000 });
				await expectStored(app, film, DRIVE_115);
				expect(await app.sandbox.files('pan115')).toHaveLength(2);
			});
		}
	});
}
