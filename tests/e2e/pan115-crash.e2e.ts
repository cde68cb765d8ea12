import { DRIVE_115, FLAVOURS } from './support/flavours';
import { momentsOf115 } from './support/moments';
import { expect, expectStored, test } from './support/test';
import { UploadsPage } from './support/uploads-page';

for (const { flavour, target, init } of FLAVOURS) {
	for (const [name, moment] of Object.entries(momentsOf115(init))) {
		test(`115 ${flavour}: a browser killed at ${name} ends with the right file, once`, async ({
			app,
			uploads,
			browserOf,
			file
		}) => {
			test.setTimeout(120_000);
			await uploads.sendTo(target);
			const film = await file('film.mkv', moment.size);
			await moment.prepare(app);
			await uploads.drop(film);
			await moment.met(app, uploads, film);
			await browserOf.kill();

			await app.sandbox.link({});
			const again = await UploadsPage.open(await browserOf.start(), app.origin);
			// A commit that may have been carried out is looked up first, and that needs no file.
			const state = again.row(film);
			await expect(state).toHaveAttribute('data-state', /waiting|done/, { timeout: 50_000 });
			if ((await state.getAttribute('data-state')) === 'waiting') {
				await expect(state).toHaveAttribute('data-cause', 'permission');
				await again.drop(film);
			}
			await again.waitFor(film, 'done', { timeout: 90_000 });
			await expectStored(app, film, DRIVE_115);
			expect(await app.sandbox.files('pan115')).toHaveLength(1);
			await expect(again.row(film)).toHaveCount(1);
			const sent = await app.sandbox.partPuts();
			expect(sent).toHaveLength(new Set(sent).size);
		});
	}
}
