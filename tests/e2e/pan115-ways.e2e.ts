import { DRIVE_115 } from './support/flavours';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

const BLOCKED = {
	match: { host: 'webapi.115.com' },
	times: 100,
	do: {
		kind: 'status',
		status: 405,
		headers: { 'content-type': 'text/html' },
		body: '<!doctypehtml><title>405</title>Sorry, your request has been blocked'
	}
};

test.beforeEach(({ uploads }) => uploads.sendTo('Sandbox 115'));

for (const storage of ['none', 'official'] as const) {
	test(`storage that lets in ${storage === 'none' ? 'no page' : '115’s own pages alone'} gets one PUT and parts through the proxy`, async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.config({ cors: { storage } });
		const small = await file('small.bin', 3 * MiB);
		await uploads.drop(small);
		await uploads.waitFor(small, 'done');
		await expectStored(app, small, DRIVE_115);
		// Half a minute would have passed, had the file itself been risked on a host that says no.
		expect(await app.sandbox.puts()).toBe(1);
		const film = await file('film.mkv', 110 * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film, DRIVE_115);
	});
}

test('storage that lets pages in gets one PUT and parts from the page itself', async ({
	app,
	uploads,
	file
}) => {
	let relayed = 0;
	uploads.page.context().on('request', (request) => {
		if (new URL(request.url()).pathname === '/api/relay') relayed += 1;
	});
	for (const size of [3, 110]) {
		const film = await file(`${size}.bin`, size * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film, DRIVE_115);
	}
	expect(relayed).toBe(0);
	expect(uploads.problems).toEqual([]);
});

test('parts at the same time are tried where the person wants that, and given up for good where 115 refuses', async ({
	app,
	uploads,
	file
}) => {
	test.setTimeout(120_000);
	const { page } = uploads;
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByLabel('Parallel parts (experimental)').check();
	await page.getByRole('link', { name: 'Uploads' }).click();
	const begun = async () =>
		(await app.sandbox.log())
			.filter(({ method, query }) => method === 'POST' && 'uploads' in query)
			.map(({ query }) => 'sequential' in query);

	const first = await file('first.mkv', 110 * MiB);
	await uploads.drop(first);
	await uploads.waitFor(first, 'done');
	await expectStored(app, first, DRIVE_115);
	expect(await begun()).toEqual([false]);

	await app.sandbox.config({ callbackRefusals: 1 });
	const second = await file('second.mkv', 110 * MiB);
	await uploads.drop(second);
	await uploads.waitFor(second, 'done');
	await expectStored(app, second, DRIVE_115);
	expect(await begun()).toEqual([false, false, true]);

	await page.reload();
	const third = await file('third.mkv', 110 * MiB);
	await uploads.ready();
	await uploads.drop(third);
	await uploads.waitFor(third, 'done');
	expect(await begun()).toEqual([false, false, true, true]);
});

test('115’s firewall is waited out with a countdown, and not asked again meanwhile', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.faults([BLOCKED]);
	const film = await file('film.mkv', MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'waiting', { cause: 'blocked' });
	await expect(uploads.row(film)).toContainText(/blocks this network for now · tries again in \d+/);
	const asked = await app.sandbox.calls(/^webapi/);
	await rest(2_000);
	expect(await app.sandbox.calls(/^webapi/)).toBe(asked);
});

test('a captcha is named, and one click goes on when it is solved', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ limitCode: 911, limitTimes: 1 });
	const film = await file('film.mkv', MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'waiting', { cause: 'blocked' });
	await expect(uploads.row(film)).toContainText('wants a captcha');
	await uploads.row(film).getByRole('button', { name: 'Try now' }).click();
	await uploads.waitFor(film, 'done');
	await expectStored(app, film, DRIVE_115);
});

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
