import type { App } from './support/app';
import { DRIVE_115 } from './support/flavours';
import { FREE, phoneOf } from './support/people-of-115';
import { SignIn } from './support/sign-in';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

/** Its tokens are the page's alone: nobody connects this account by itself again. */
const TARGET = `115 Open · ${FREE}`;
/** Access tokens live for two hours. */
const TWO_HOURS_S = 7200;
const FILES = 50;
const STALL = { match: { path: '/open/refreshToken$' }, do: { kind: 'stall', ms: 1500 } };

/** signInWithDeadToken leaves an access token that ended long ago, and makes the account the target. */
async function signInWithDeadToken(app: App, uploads: UploadsPage): Promise<void> {
	await app.sandbox.config({ clockOffset: -TWO_HOURS_S - 60 });
	const phone = await phoneOf(app, FREE);
	const signIn = await SignIn.add(uploads.page, '115 Open Sandbox');
	const uid = await signIn.uid();
	await phone.scan(uid);
	await phone.confirm(uid);
	await signIn.done();
	await uploads.sendTo(TARGET);
	await app.sandbox.config({ clockOffset: 0 });
}

const refreshes = (app: App) => app.sandbox.calls(/\/open\/refreshToken$/, 'POST');

/** browse looks into a folder of the account, which only a living token shows. */
async function browse({ page }: UploadsPage): Promise<void> {
	await page.getByRole('button', { name: 'Choose folder…' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Films' }).click();
	await expect(dialog.getByText('No folders in here')).toBeVisible();
	await page.keyboard.press('Escape');
}

for (const tabs of [1, 2]) {
	test(`an access token at its end is renewed exactly once by fifty files and a look into a folder, from ${tabs} tab${tabs > 1 ? 's' : ''}`, async ({
		app,
		uploads,
		file
	}) => {
		await app.sandbox.seed({ ...DRIVE_115, account: FREE, path: '/Films/old.mkv', size: 9 });
		const files = await Promise.all(
			Array.from({ length: FILES }, (_, i) => file(`file ${i}.bin`, 4096 + i))
		);
		const pages = [uploads];
		while (pages.length < tabs) {
			pages.push(await UploadsPage.openNew(uploads.page.context(), app.origin));
		}
		await signInWithDeadToken(app, uploads);
		for (const page of pages) await page.sendTo(TARGET);
		const before = await refreshes(app);
		// The renewal takes its time, so that all of them meet the end of the token.
		await app.sandbox.faults([STALL]);
		const share = FILES / tabs;
		await Promise.all(
			pages.map((page, i) => page.drop(...files.slice(i * share, (i + 1) * share)))
		);
		await browse(pages.at(-1)!);

		for (const { page } of pages) {
			await expect(page.getByText(`${FILES} files uploaded`, { exact: true })).toBeVisible({
				timeout: 50_000
			});
		}
		const stored = new Map((await app.sandbox.files('pan115')).map(({ path, md5 }) => [path, md5]));
		expect(stored.size).toBe(FILES + 1);
		for (const { name, md5 } of files) expect(stored.get(`/${name}`)).toBe(md5);
		expect((await refreshes(app)) - before).toBe(1);
		expect(pages.flatMap(({ problems }) => problems)).toEqual([]);
	});
}

test('a browser killed before it hears of new tokens is still signed in when it comes back', async ({
	app,
	uploads,
	browserOf,
	file
}) => {
	await signInWithDeadToken(app, uploads);
	// Browsers write cookies down every half minute, and when they quit.
	await browserOf.quit();
	const back = await UploadsPage.open(await browserOf.start(), app.origin);
	await back.ready();
	const before = await refreshes(app);
	await app.sandbox.faults([STALL]);
	const film = await file('film.mkv', MiB);
	await back.drop(film);
	const renewals = async () =>
		(await app.sandbox.log()).filter(({ path }) => path.endsWith('/open/refreshToken'));
	await expect.poll(async () => (await renewals()).length, { intervals: [50] }).toBe(before + 1);
	await app.gateway.shut();
	// The sandbox gives new tokens, and the ones that the page has are dead.
	await expect.poll(async () => (await renewals()).at(-1)?.status, { intervals: [50] }).toBe(200);
	await browserOf.kill();
	await app.gateway.open();

	const again = await UploadsPage.open(await browserOf.start(), app.origin);
	await again.ready();
	await again.drop(film);
	await again.waitFor(film, 'done');
	await expectStored(app, film, DRIVE_115);
	expect((await app.sandbox.files('pan115'))[0]?.account).toBe(FREE);
	expect((await refreshes(app)) - before).toBe(1);
	await again.page.getByRole('link', { name: 'Settings' }).click();
	await expect(again.page.getByText(`${FREE} 115 Open`)).toBeVisible();
	await expect(again.page.getByText('Signed out')).toBeHidden();
});
