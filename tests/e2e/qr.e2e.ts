import type { Locator, Page } from '@playwright/test';
import { MiB } from './support/test-files';
import { expect, expectStored, test } from './support/test';

const MAIL = { mail: 'second@sandbox.test', password: 'sandbox-456', type: 2 };
const WECHAT = 4;

async function showCode(page: Page): Promise<Locator> {
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('button', { name: 'Add account' }).click();
	await page.getByRole('radio', { name: '123Pan Sandbox' }).check();
	return page.getByRole('img', { name: /QR code/ });
}

async function uidOf(image: Locator): Promise<string> {
	await expect(image).toBeVisible();
	const text = (await image.getAttribute('data-text')) ?? '';
	return new URL(text).searchParams.get('uniID') ?? '';
}

test('a code that the phone confirms signs in, and the account uploads', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	const answers: string[] = [];
	page.on('response', (response) => {
		if (response.url().includes('/api/drives/')) {
			void response.text().then(
				(text) => answers.push(text),
				() => undefined
			);
		}
	});
	// Another account than the sandbox's own: the one that the phone is signed in to.
	const phone = await app.sandbox.signedInPhone(MAIL);
	const image = await showCode(page);
	const box = await image.boundingBox();
	expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(200);
	const uid = await uidOf(image);
	const status = page.getByRole('dialog').getByRole('status');
	await phone.scan(uid);
	await expect(status).toHaveText(/confirm on your phone/i);
	await phone.confirm(uid);
	await expect(page.getByRole('dialog')).toBeHidden();

	await uploads.page.getByRole('link', { name: 'Uploads' }).click();
	const target = page.getByLabel('Upload to');
	const option = target.locator('option', { hasText: 'Sandbox 123Pan by mail' });
	await target.selectOption((await option.getAttribute('value'))!);
	const film = await file('film.mkv', 2 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
	expect((await app.sandbox.files())[0]?.account).toBe('Sandbox 123Pan by mail');

	expect(answers.join('\n')).not.toMatch(/eyJ[\w-]{10}/);
	expect(uploads.problems).toEqual([]);
});

test('a WeChat scan signs in as well', async ({ app, uploads }) => {
	const phone = await app.sandbox.signedInPhone(MAIL);
	const uid = await uidOf(await showCode(uploads.page));
	await phone.scan(uid, WECHAT);
	await expect(uploads.page.getByRole('dialog').getByRole('status')).toHaveText(/confirm/i);
	await phone.confirm(uid);
	await expect(uploads.page.getByRole('dialog')).toBeHidden();
	await expect(uploads.page.getByText('Sandbox 123Pan by mail')).toBeVisible();
	const log = await app.sandbox.log();
	expect(log.some(({ path }) => path.endsWith('/qr-code/wx_code'))).toBe(true);
});

test('no on the phone and a code that is too old are said, and a new code works', async ({
	app,
	uploads
}) => {
	const dialog = uploads.page.getByRole('dialog');
	const image = await showCode(uploads.page);
	const first = await uidOf(image);
	await app.sandbox.phone(first, 'scan');
	await app.sandbox.phone(first, 'cancel');
	await expect(dialog.getByRole('status')).toHaveText(/the phone said no/i);
	await dialog.getByRole('button', { name: 'New code' }).click();

	const second = await uidOf(image);
	expect(second).not.toBe(first);
	await app.sandbox.config({ clockOffset: 121 });
	await expect(dialog.getByRole('status')).toHaveText(/too old/i);
	await app.sandbox.config({ clockOffset: 0 });
	await dialog.getByRole('button', { name: 'New code' }).click();

	const third = await uidOf(image);
	await app.sandbox.phone(third, 'scan');
	await app.sandbox.phone(third, 'confirm');
	await expect(dialog).toBeHidden();
});

test('nobody is asked any more once the dialog is closed', async ({ app, uploads }) => {
	await uidOf(await showCode(uploads.page));
	const asked = async () =>
		(await app.sandbox.log()).filter(({ path }) => path.endsWith('/qr-code/result')).length;
	await expect.poll(asked).toBeGreaterThanOrEqual(1);
	await uploads.page.keyboard.press('Escape');
	await expect(uploads.page.getByRole('dialog')).toBeHidden();
	const before = await asked();
	await new Promise((resolve) => setTimeout(resolve, 3_500));
	expect((await asked()) - before).toBeLessThanOrEqual(1);
});
