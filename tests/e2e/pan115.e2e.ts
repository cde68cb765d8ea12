import { DRIVE_115, FLAVOURS } from './support/flavours';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

for (const { flavour, target, init } of FLAVOURS) {
	test.describe(`115 ${flavour}`, () => {
		test.beforeEach(({ uploads }) => uploads.sendTo(target));

		test('files of 0 B, 1 B and 1 MiB arrive whole, each with one PUT', async ({
			app,
			uploads,
			file
		}) => {
			const files = [
				await file('empty.bin', 0),
				await file('one byte.bin', 1),
				await file('影片 1 MiB.bin', MiB)
			];
			await uploads.drop(...files);
			for (const one of files) {
				await uploads.waitFor(one, 'done');
				await expectStored(app, one, DRIVE_115);
			}
			// The empty file is known to every drive: nothing has to be sent for it.
			expect(await app.sandbox.puts()).toBe(2);
			expect(uploads.problems).toEqual([]);
		});

		for (const size of [120, 300]) {
			test(`${size} MiB go up in order, one part at a time, and arrive byte for byte`, async ({
				app,
				uploads,
				file
			}) => {
				test.setTimeout(120_000);
				const film = await file('film.mkv', size * MiB);
				await uploads.drop(film);
				await uploads.waitFor(film, 'done', { timeout: 100_000 });
				await expectStored(app, film, DRIVE_115);
				const sent = await app.sandbox.partPuts();
				expect(sent).toEqual(sent.map((_, index) => index + 1));
				expect(sent.length).toBeGreaterThan(1);
				expect(uploads.problems).toEqual([]);
			});
		}

		test('known content is proven by a range and finished at once: no byte is sent', async ({
			app,
			uploads,
			file
		}) => {
			const first = await file('first.bin', 5 * MiB, 'same');
			const second = await file('second.bin', 5 * MiB, 'same');
			await uploads.drop(first);
			await uploads.waitFor(first, 'done');
			const puts = await app.sandbox.puts();
			const inits = await app.sandbox.calls(new RegExp(init));
			// Twice in a row, and the first right answer of all is thrown away.
			await app.sandbox.config({ challengeRounds: 2, challengeFailures: 1 });
			await uploads.drop(second);
			await uploads.waitFor(second, 'done');
			await expect(uploads.row(second)).toHaveAttribute('data-instant', /.*/);
			expect(await app.sandbox.puts()).toBe(puts);
			expect((await app.sandbox.calls(new RegExp(init))) - inits).toBeGreaterThanOrEqual(4);
			await expectStored(app, second, DRIVE_115);
			expect(uploads.problems).toEqual([]);
		});

		test('credentials of three seconds last through an upload of twelve', async ({
			app,
			uploads,
			file
		}) => {
			test.setTimeout(90_000);
			await app.sandbox.config({ stsLifetime: 3 });
			await app.sandbox.link({ bytesPerSecond: 10 * MiB });
			const film = await file('film.mkv', 120 * MiB);
			await uploads.drop(film);
			await uploads.waitFor(film, 'done', { timeout: 80_000 });
			await expectStored(app, film, DRIVE_115);
			const sent = await app.sandbox.partPuts();
			expect(sent).toHaveLength(new Set(sent).size);
		});
	});
}

test('six small files go up at once, each with one request', async ({ app, uploads, file }) => {
	await uploads.sendTo('Sandbox 115');
	await app.sandbox.link({ latencyMs: 1500 });
	const files = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => file(`${n}.bin`, MiB)));
	await uploads.drop(...files);
	const active = uploads.rows.and(
		uploads.page.locator('[data-state="uploading"],[data-state="finishing"]')
	);
	await expect(active).toHaveCount(6);
	for (const one of files) await uploads.waitFor(one, 'done');
});
