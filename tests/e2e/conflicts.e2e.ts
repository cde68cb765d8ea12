import { EVERY_FLAVOUR } from './support/flavours';
import { expect, expectStored, test } from './support/test';
import { MiB, type TestFile } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

for (const { name, drive, target, account } of EVERY_FLAVOUR) {
	test.describe(name, () => {
		test.beforeEach(({ uploads }) => uploads.sendTo(target));
		const where = { drive, account };

		const answer = async (uploads: UploadsPage, file: TestFile, button: string) => {
			await uploads.waitFor(file, 'waiting', { cause: 'conflict' });
			await uploads.row(file).getByRole('button', { name: button, exact: true }).click();
		};

		test('each answer to a taken name does what it says', async ({ app, uploads, file }) => {
			const older = await file('notes.txt', 1000, 'older');
			await uploads.drop(older);
			await uploads.waitFor(older, 'done');
			await uploads.button('Clear finished').click();

			const kept = await file('notes.txt', 2000, 'kept');
			await uploads.drop(kept);
			await answer(uploads, kept, 'Keep both');
			await uploads.waitFor(kept, 'done');
			await expectStored(app, older, where);
			await expectStored(app, kept, { ...where, name: 'notes(1).txt' });
			await uploads.button('Clear finished').click();

			const skipped = await file('notes.txt', 3000, 'skipped');
			await uploads.drop(skipped);
			const row = uploads.row(skipped);
			await uploads.waitFor(skipped, 'waiting', { cause: 'conflict' });
			await expect(row).toContainText('other content');
			await expect(row.getByRole('button', { name: 'Skip if identical' })).toBeDisabled();
			await answer(uploads, skipped, 'Skip');
			await uploads.waitFor(skipped, 'cancelled');
			await expectStored(app, older, where);
			await uploads.button('Clear finished').click();

			const newer = await file('notes.txt', 4000, 'newer');
			await uploads.drop(newer);
			await answer(uploads, newer, 'Overwrite');
			await uploads.waitFor(newer, 'done');
			await expectStored(app, newer, where);
			await expectStored(app, kept, { ...where, name: 'notes(1).txt' });
		});

		test('as a rule for all, identical files are skipped and others still ask', async ({
			app,
			uploads,
			file
		}) => {
			const { page } = uploads;
			// 123Pan then says that the name is taken, also of the same file.
			await app.sandbox.config({ sameFile: 'conflict' });
			const same = await file('same.bin', 1000, 'same');
			const other = await file('other.bin', 1000, 'older');
			await uploads.drop(same, other);
			await uploads.waitFor(same, 'done');
			await uploads.waitFor(other, 'done');
			await uploads.button('Clear finished').click();

			await page.getByRole('link', { name: 'Settings' }).click();
			await page
				.getByLabel('When the name is taken')
				.selectOption({ label: 'Skip if identical, else ask' });
			await page.getByRole('link', { name: 'Uploads' }).click();
			await uploads.drop(same, await file('other.bin', 1000, 'newer'));
			// Skipped, or found to be there already: nothing was sent and nothing asked.
			await expect(uploads.row(same)).toHaveAttribute('data-state', /^(cancelled|done)$/);
			await uploads.waitFor(other, 'waiting', { cause: 'conflict' });
			await expectStored(app, same, where);
			await expectStored(app, other, where);
		});

		test('overwriting that is killed in the middle leaves the old file whole', async ({
			app,
			uploads,
			browserOf,
			file
		}) => {
			const older = await file('film.mkv', 3 * MiB, 'older');
			await uploads.drop(older);
			await uploads.waitFor(older, 'done');
			await uploads.button('Clear finished').click();

			// In parts everywhere: a single PUT that is cut is looked for, for half a minute.
			const { page } = uploads;
			await page.getByRole('link', { name: 'Settings' }).click();
			await page.getByLabel('Largest file sent as one request').selectOption('0');
			await page.getByLabel('Part size').selectOption({ label: '5 MB' });
			await page.getByRole('link', { name: 'Uploads' }).click();
			await app.sandbox.config({ sliceSize: 8 * MiB });
			await app.sandbox.link({ bytesPerSecond: 8 * MiB });
			const newer = await file('film.mkv', 24 * MiB, 'newer');
			await uploads.drop(newer);
			await answer(uploads, newer, 'Overwrite');
			await uploads.waitFor(newer, 'uploading');
			await uploads.page.waitForTimeout(1000);
			await browserOf.kill();
			await expectStored(app, older, where);

			await app.sandbox.link({});
			const again = await (await UploadsPage.open(await browserOf.start(), app.origin)).ready();
			await again.drop(newer);
			await again.waitFor(newer, 'done');
			await expectStored(app, newer, where);
		});
	});
}

test('one answer for all settles every row that asks', async ({ app, uploads, file }) => {
	const names = ['a.txt', 'b.txt', 'c.txt'];
	const older = await Promise.all(names.map((name) => file(name, 500, `old ${name}`)));
	await uploads.drop(...older);
	for (const one of older) await uploads.waitFor(one, 'done');
	await uploads.button('Clear finished').click();

	const newer = await Promise.all(names.map((name) => file(name, 700, `new ${name}`)));
	await uploads.drop(...newer);
	for (const one of newer) await uploads.waitFor(one, 'waiting', { cause: 'conflict' });
	const [first] = newer;
	await uploads.row(first!).getByRole('checkbox', { name: 'Apply to all' }).check();
	await uploads.row(first!).getByRole('button', { name: 'Overwrite' }).click();
	for (const one of newer) {
		await uploads.waitFor(one, 'done');
		await expectStored(app, one);
	}
});
