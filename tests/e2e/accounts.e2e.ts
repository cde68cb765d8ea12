import type { Page } from '@playwright/test';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';

const expired = { status: 200, headers: { 'content-type': 'application/json' } };
const UNAUTHORISED = { ...expired, body: '{"code":401,"message":"login expired","data":null}' };

async function openSignIn(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Add account' }).click();
	await page.getByRole('radio', { name: '123Pan Sandbox' }).check();
}

async function signIn(page: Page, user: string, password: string, keep = false): Promise<void> {
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Password', exact: true }).click();
	await dialog.getByLabel(/phone|e-mail/i).fill(user);
	await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
	if (keep) await dialog.getByLabel(/keep me signed in/i).check();
	await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a wrong password is said in a sentence, and what was typed stays', async ({
	app,
	uploads
}) => {
	const [account] = await app.sandbox.accounts();
	await openSignIn(uploads.page);
	await signIn(uploads.page, account!.credentials.user, 'not the password');
	const dialog = uploads.page.getByRole('dialog');
	await expect(dialog.getByRole('alert')).toContainText(/password/i);
	await expect(dialog.getByLabel(/phone|e-mail/i)).toHaveValue(account!.credentials.user);
});

test('a name that the drive refuses is said with what to do, and nothing is hashed or sent', async ({
	app,
	uploads,
	file
}) => {
	const refused = await file('what?.mkv', MiB);
	const fine = await file('fine.mkv', MiB);
	await uploads.drop(refused, fine);
	await uploads.waitFor(refused, 'failed');
	await expect(uploads.row(refused)).toHaveAttribute('data-cause', 'name-refused');
	await expect(uploads.row(refused)).toContainText(/rename/i);
	await uploads.waitFor(fine, 'done');
	expect((await app.sandbox.files()).map(({ path }) => path)).toEqual(['/fine.mkv']);
});

test('a token that ends in the middle is renewed once for an account that is kept signed in', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	await app.sandbox.faults([
		{
			match: { path: 's3_repare_upload_parts_batch' },
			after: 1,
			do: { kind: 'status', ...UNAUTHORISED }
		}
	]);
	const signIns = async () =>
		(await app.sandbox.log()).filter(({ path }) => path.endsWith('/sign_in')).length;
	const before = await signIns();
	const film = await file('film.mkv', 24 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect((await signIns()) - before).toBe(1);
});

test('without a kept password the row waits for a sign-in, and goes on after it', async ({
	app,
	uploads,
	file
}) => {
	await app.sandbox.config({ sliceSize: MiB });
	const [, other] = await app.sandbox.accounts();
	await openSignIn(uploads.page);
	await signIn(uploads.page, other!.credentials.user, other!.credentials.password);
	await expect(uploads.page.getByRole('dialog')).toBeHidden();
	await uploads.page.getByRole('link', { name: 'Uploads' }).click();
	const target = uploads.page.getByLabel('Upload to');
	const option = target.locator('option', { hasText: other!.name });
	await target.selectOption((await option.getAttribute('value'))!);

	await app.sandbox.link({ bytesPerSecond: 6 * MiB });
	const film = await file('film.mkv', 24 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await app.sandbox.partPuts()).length).toBeGreaterThanOrEqual(2);
	await app.sandbox.faults([
		{
			match: { path: 's3_repare_upload_parts_batch' },
			times: 100,
			do: { kind: 'status', ...UNAUTHORISED }
		}
	]);
	await uploads.waitFor(film, 'waiting', { cause: 'signed-out' });
	await app.sandbox.faults([]);
	await app.sandbox.link({});
	await uploads.button('Sign in').first().click();
	await signIn(uploads.page, other!.credentials.user, other!.credentials.password);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	const sent = await app.sandbox.partPuts();
	expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
});
