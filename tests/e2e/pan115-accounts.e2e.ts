import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DRIVE_115 } from './support/flavours';
import { cookieOf, FREE, letIn, phoneOf } from './support/people-of-115';
import { SignIn } from './support/sign-in';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

const GiB = 1024 * MiB;

test.describe('a QR code of 115', () => {
	test('that the phone confirms signs in, and the account takes a file', async ({
		app,
		uploads,
		file
	}) => {
		const phone = await phoneOf(app, FREE);
		const signIn = await SignIn.add(uploads.page, '115 Sandbox');
		const uid = await signIn.uid();
		await expect(signIn.status).toHaveText(/115 app, not with WeChat/);
		await phone.scan(uid);
		await expect(signIn.status).toHaveText(/confirm on your phone/i);
		await phone.confirm(uid);
		await signIn.done();

		await uploads.sendTo(FREE);
		const film = await file('film.mkv', 2 * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film, DRIVE_115);
		expect((await app.sandbox.files('pan115'))[0]?.account).toBe(FREE);
		expect(await app.sandbox.calls(/\/wechatmini\/1\.0\/login\/qrcode$/)).toBe(1);
		expect(uploads.problems).toEqual([]);
	});

	test('for another client slot is another code, and the session takes that slot', async ({
		app,
		uploads
	}) => {
		const signIn = await SignIn.add(uploads.page, '115 Sandbox');
		const first = await signIn.uid();
		await signIn.dialog.getByText('Which session slot').click();
		await signIn.dialog.getByRole('combobox', { name: 'Which session slot' }).selectOption('tv');
		const second = await signIn.uid(first);
		const phone = await phoneOf(app, FREE);
		await phone.scan(second);
		await phone.confirm(second);
		await signIn.done();
		expect(await app.sandbox.calls(/\/tv\/1\.0\/token$/)).toBe(1);
		expect(await app.sandbox.calls(/\/tv\/1\.0\/login\/qrcode$/)).toBe(1);
		expect(await app.sandbox.calls(/\/wechatmini\/1\.0\/login\/qrcode$/)).toBe(0);
	});

	test('that the phone refuses or that is too old is said to be so, and a new one works', async ({
		app,
		uploads
	}) => {
		const signIn = await SignIn.add(uploads.page, '115 Sandbox');
		const first = await signIn.uid();
		await app.sandbox.phone(first, 'scan');
		await app.sandbox.phone(first, 'cancel');
		await expect(signIn.status).toHaveText(/the phone said no/i);

		await app.sandbox.config({ qrLifetime: 1 });
		const second = await signIn.newCode(first);
		await expect(signIn.status).toHaveText(/too old/i);
		await app.sandbox.config({ qrLifetime: 300 });

		const third = await signIn.newCode(second);
		const phone = await phoneOf(app, FREE);
		await phone.scan(third);
		await phone.confirm(third);
		await signIn.done();
		await uploads.sendTo(FREE);
	});

	test('is shown by an app id that 115 approved, no other, and signs in to the Open Platform', async ({
		app,
		uploads,
		file
	}) => {
		const { clientId } = await letIn(app, FREE);
		const refused = /does not accept this app ID.*must be approved and switched on/;
		const signIn = await SignIn.add(uploads.page, '115 Open Sandbox');
		await signIn.uid();
		await signIn.useAppId('1');
		await expect(signIn.status).toHaveText(refused);
		await signIn.useAppId('100195124');
		// The sentence of the one before goes first.
		await expect(signIn.dialog.getByText('100195124')).toBeVisible();
		await expect(signIn.status).toHaveText(refused);
		await expect(signIn.code).toBeHidden();
		const asked = await app.sandbox.calls(/\/open\/authDeviceCode$/);
		await signIn.useAppId(clientId);
		const uid = await signIn.uid();
		expect(await app.sandbox.calls(/\/open\/authDeviceCode$/)).toBe(asked + 1);

		const phone = await phoneOf(app, FREE);
		await phone.scan(uid);
		await expect(signIn.status).toHaveText(/confirm on your phone/i);
		await phone.confirm(uid);
		await signIn.done();
		// The sandbox gives tokens to nobody who lacks the secret behind the code.
		expect(await app.sandbox.calls(/\/open\/deviceCodeToToken$/)).toBe(1);
		await uploads.sendTo(`115 Open · ${FREE}`);
		const film = await file('film.mkv', 2 * MiB);
		await uploads.drop(film);
		await uploads.waitFor(film, 'done');
		await expectStored(app, film, DRIVE_115);
		expect((await app.sandbox.files('pan115'))[0]?.account).toBe(FREE);
	});
});

/** watchStates notes every state that a row is in from now on. */
async function watchStates(page: Page): Promise<() => Promise<readonly string[]>> {
	await page.evaluate(() => {
		const states: string[] = [];
		Object.assign(window, { states });
		new MutationObserver(() => {
			for (const row of document.querySelectorAll('[data-state][data-path]')) {
				const state = row.getAttribute('data-state') ?? '';
				if (states.at(-1) !== state) states.push(state);
			}
		}).observe(document.body, { subtree: true, childList: true, attributes: true });
	});
	return () => page.evaluate(() => (window as unknown as { states: string[] }).states);
}

test('pasted cookies with junk around them sign in, and what such an account can’t take is refused before it is hashed', async ({
	app,
	uploads,
	folder
}) => {
	const cookie = await cookieOf(app, FREE);
	const signIn = await SignIn.add(uploads.page, '115 Sandbox');
	await signIn.paste(cookie.replace(/SEID=\w+; /, ''));
	await expect(signIn.dialog.getByRole('alert')).toHaveText('Not found in it: SEID.');
	const junk = ['Cookie: acw_tc=5f1d; PHPSESSID=UIDs; 115_lang=zh', 'GUID=1; loginType=CID'];
	await signIn.paste(`${junk[0]};\n ${cookie.replaceAll('; ', ';\r\n')}; ${junk[1]}\n`);
	await signIn.done();
	await uploads.sendTo(FREE);

	const film = { name: 'film.mkv', path: join(folder, 'film.mkv'), size: 6 * GiB };
	await writeFile(film.path, '');
	// A file with a hole: it is as long as it says and takes no room.
	await truncate(film.path, film.size);
	const states = await watchStates(uploads.page);
	await uploads.drop(film);
	await uploads.waitFor(film, 'failed');
	await expect(uploads.row(film)).toHaveAttribute('data-cause', 'too-large');
	await expect(uploads.row(film)).toContainText('The file is larger than 115 allows.');
	expect(await states()).not.toContain('hashing');
	expect(await states()).toContain('failed');
	expect(await app.sandbox.calls(/initupload\.php/)).toBe(0);
	expect(await app.sandbox.puts()).toBe(0);
	expect(uploads.problems).toEqual([]);
});

test('cookies that end in the middle of an upload make its row wait, and after a sign-in it goes on without sending a finished part twice', async ({
	app,
	uploads,
	file
}) => {
	const signIn = await SignIn.add(uploads.page, '115 Sandbox');
	await signIn.paste(await cookieOf(app, FREE));
	await signIn.done();
	await uploads.sendTo(FREE);
	await app.sandbox.link({ bytesPerSecond: 24 * MiB });
	const film = await file('film.mkv', 110 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	await app.sandbox.config({ revokeCookies: true });
	// The bytes go to storage without cookies: that they ended shows when 115 itself is asked.
	const next = await file('next.mkv', MiB);
	await uploads.drop(next);
	await uploads.waitFor(next, 'waiting', { cause: 'signed-out' });
	await uploads.waitFor(film, 'waiting', { cause: 'signed-out' });
	await expect(uploads.row(film)).toContainText('Signed out of 115 · sign in to continue');
	const before = await app.sandbox.partPuts();
	expect(before.length).toBeLessThan(10);

	await app.sandbox.link({});
	const again = await SignIn.again(uploads.page);
	await again.paste(await cookieOf(app, FREE));
	await uploads.waitFor(film, 'done');
	await uploads.waitFor(next, 'done');
	await expectStored(app, film, DRIVE_115);
	await expectStored(app, next, DRIVE_115);
	expect(await app.sandbox.files('pan115')).toHaveLength(2);
	expect(await app.sandbox.partPuts()).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
});
