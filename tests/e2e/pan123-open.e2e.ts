import { OPEN_123 } from './support/flavours';
import { AnswerLog, kept, type Seen } from './support/seen';
import { SignIn } from './support/sign-in';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

/** Calls of the Open Platform, by their path. */
const CREATE = /open-api\.123pan\.com\/upload\/v1\/file\/create$/;
const TOKEN = /open-api\.123pan\.com\/api\/v1\/access_token$/;

test.describe('123Pan Open', () => {
	test.beforeEach(async ({ app, uploads }) => {
		await app.sandbox.config({ sliceSize: MiB });
		await uploads.sendTo(OPEN_123.target);
	});

	test('files of no, one and three parts arrive whole, in its own account', async ({
		app,
		uploads,
		file
	}) => {
		const files = [
			await file('empty.bin', 0),
			await file('one byte.bin', 1),
			await file('影片.mkv', 2 * MiB + 7)
		];
		await uploads.drop(...files);
		for (const one of files) {
			await uploads.waitFor(one, 'done');
			await expectStored(app, one);
		}
		// The empty file is known to every drive: nothing has to be sent for it.
		expect(await app.sandbox.puts()).toBe(4);
		expect((await app.sandbox.partPuts()).toSorted()).toEqual([1, 2, 3]);
		const accounts = (await app.sandbox.files()).map(({ account }) => account);
		expect(new Set(accounts)).toEqual(new Set([OPEN_123.account]));
		expect(uploads.problems).toEqual([]);
	});

	test('known content is there at once: no byte is sent', async ({ app, uploads, file }) => {
		const first = await file('first.bin', 3 * MiB, 'same');
		const second = await file('second.bin', 3 * MiB, 'same');
		await uploads.drop(first);
		await uploads.waitFor(first, 'done');
		const puts = await app.sandbox.puts();
		await uploads.drop(second);
		await uploads.waitFor(second, 'done');
		await expect(uploads.row(second)).toHaveAttribute('data-instant', /.*/);
		expect(await app.sandbox.puts()).toBe(puts);
		await expectStored(app, second);
		expect(uploads.problems).toEqual([]);
	});

	test('a file whose check takes its time is waited for, and done means done', async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.config({ open123Polls: 3 });
		const film = await file('film.mkv', 2 * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'finishing');
		expect(await app.sandbox.files()).toEqual([]);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
		expect(await app.sandbox.calls(CREATE)).toBe(1);
	});

	test('a token that is pushed out under way is renewed once, unseen', async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.link({ bytesPerSecond: 4 * MiB });
		const tokens = await app.sandbox.calls(TOKEN);
		const body = '{"code":401,"message":"tokens number has exceeded the limit","data":null}';
		const pushedOut = { kind: 'status', status: 200, body };
		await app.sandbox.faults([{ match: { path: 'get_upload_url$' }, after: 5, do: pushedOut }]);
		const film = await file('film.mkv', 12 * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
		expect((await app.sandbox.calls(TOKEN)) - tokens).toBe(1);
		expect(await app.sandbox.calls(CREATE)).toBe(1);
	});

	test('its limits of calls a second are obeyed: six files arrive, none fails', async ({
		app,
		uploads,
		file
	}) => {
		test.setTimeout(90_000);
		await app.sandbox.config({ qps: 1, qpsAnswer: 'status' });
		const files = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => file(`${n}.bin`, 1000 + n)));
		await uploads.drop(...files);
		for (const one of files) {
			await uploads.waitFor(one, 'done');
			await expectStored(app, one);
		}
		expect((await app.sandbox.log()).some(({ status }) => status === 429)).toBe(true);
	});

	test('a file with more than one part goes on where it was after a reload', async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.link({ bytesPerSecond: 3 * MiB });
		const film = await file('film.mkv', 8 * MiB);
		await uploads.drop(film);
		await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThan(2);
		await uploads.page.reload();
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);
		expect(await app.sandbox.calls(CREATE)).toBe(1);
	});
});

test('a client id and secret sign in, and neither they nor a token are told, kept or written', async ({
	app,
	browserOf,
	file
}) => {
	test.setTimeout(90_000);
	await app.sandbox.reset();
	const log = await AnswerLog.open();
	try {
		const context = await browserOf.start(log.switches);
		const console: Seen[] = [];
		context.on('console', (said) => console.push({ where: 'the console', text: said.text() }));
		const uploads = await (await UploadsPage.open(context, app.origin)).ready();
		const { clientId, clientSecret } = (await app.sandbox.developers()).find(
			({ name }) => name === 'Sandbox 123Pan by mail'
		)!.credentials;

		const { dialog, done } = await signInAs(uploads, clientId, 'sandbox-open-secret-of-nobody');
		await expect(dialog.getByRole('alert')).toContainText(
			'123Pan Open does not accept this client ID and secret.'
		);
		await dialog.getByLabel('Client secret').fill(clientSecret);
		await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
		await done();

		const film = await file('film.mkv', 2 * MiB);
		await uploads.sendTo('123Pan Open · Sandbox 123Pan by mail');
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film);

		const said = { where: 'the server', text: app.said };
		const seen = [...log.answers, ...(await kept(uploads.page)), ...console, said];
		expect(log.answers.some(({ where }) => where.endsWith('new/sign-in'))).toBe(true);
		expect(log.answers.some(({ where }) => /pan123-open-\S+\/presign$/.test(where))).toBe(true);
		// A token's claims name its platform, and a token is base64.
		const tokens = ['platform":"open_platform', 'sandbox-open-secret-of-'];
		const hidden = tokens.flatMap((text) => [text, ...inBase64(text)]);
		for (const text of hidden) {
			expect(seen.filter((one) => one.text.includes(text)).map(({ where }) => where)).toEqual([]);
		}
	} finally {
		await log.close();
	}
});

async function signInAs(uploads: UploadsPage, clientId: string, clientSecret: string) {
	const signIn = await SignIn.add(uploads.page, '123Pan Open Sandbox');
	const { dialog } = signIn;
	await dialog.getByLabel('Client ID').fill(clientId);
	await dialog.getByLabel('Client secret').fill(clientSecret);
	await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
	return { dialog, done: () => signIn.done() };
}

/** How a text looks inside of base64, wherever it begins. */
function inBase64(text: string): readonly string[] {
	return [0, 1, 2].map((shift) => {
		const whole = Buffer.from(' '.repeat(shift) + text).toString('base64url');
		return whole.slice(shift === 0 ? 0 : 4, -4);
	});
}
