import { randomInt } from 'node:crypto';
import { often } from './support/full';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { unfinished, UploadsPage } from './support/uploads-page';

/** Long enough for any moment between the first read and the answer to the commit. */
const LIFE_MS = 5_000;

for (let run = 1; run <= often(5, 20); run++) {
	test(`a browser killed at a random moment of 100 MiB ends with the right file (${run})`, async ({
		app,
		uploads,
		browserOf,
		file
	}) => {
		const after = randomInt(LIFE_MS);
		test.info().annotations.push({ type: 'killed after', description: `${after} ms` });
		await app.sandbox.config({ sliceSize: 8 * MiB });
		await app.sandbox.link({ bytesPerSecond: 24 * MiB });
		const film = await file('film.mkv', 100 * MiB, `kill ${run} ${after}`);
		await uploads.drop(film);
		await uploads.page.waitForTimeout(after);
		await browserOf.kill();

		await app.sandbox.link({});
		const again = await (await UploadsPage.open(await browserOf.start(), app.origin)).ready();
		// Where the kill came before the row was stored, this is simply the first drop; a row that was
		// done by then would get another one beside it.
		const left = await unfinished(again.page);
		if (left.length !== 1 || left[0] === '0 rows') await again.drop(film);
		await again.waitFor(film, 'done');
		await expectStored(app, film);
		expect(await app.sandbox.files()).toHaveLength(1);
		await expect(again.row(film)).toHaveCount(1);
		const sent = await app.sandbox.partPuts();
		expect(sent, `killed after ${after} ms`).toHaveLength(new Set(sent).size);
	});
}

test('a hashing that is killed goes on where it was, within 512 MiB', async ({
	app,
	uploads,
	browserOf,
	file
}) => {
	test.setTimeout(180_000);
	const film = await file('film.mkv', 1400 * MiB);
	await app.sandbox.seed({ drive: 'pan123', path: '/other.bin', size: 1, seed: 'other' });
	// The drive knows the bytes: what takes time is hashing alone.
	await uploads.drop(film);
	const percent = async (page: UploadsPage) =>
		Number(/(\d+)\s?%/.exec((await page.row(film).textContent()) ?? '')?.[1] ?? 0);
	await expect
		.poll(() => percent(uploads), { intervals: [20], timeout: 60_000 })
		.toBeGreaterThan(55);
	const before = await percent(uploads);
	await browserOf.kill();

	const again = await (await UploadsPage.open(await browserOf.start(), app.origin)).ready();
	await again.drop(film);
	await again.waitFor(film, 'hashing');
	const seen: number[] = [];
	await expect
		.poll(async () => seen.push(await percent(again)) && seen.some((one) => one > 0), {
			intervals: [10]
		})
		.toBe(true);
	const first = seen.find((one) => one > 0)!;
	expect(((before - first) / 100) * film.size).toBeLessThanOrEqual(512 * MiB);
	await again.waitFor(film, 'uploading', { timeout: 90_000 });
});
