import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium';
import { expect, test } from './support/test';
import { MiB } from './support/test-files';

test('while bytes move: badge, a screen that stays on, and a question before leaving', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await page.addInitScript(() => {
		const told: string[] = [];
		Object.assign(window, { told });
		const note = (word: string) => Promise.resolve(void told.push(word));
		Navigator.prototype.setAppBadge = (count) => note(`badge ${count}`);
		Navigator.prototype.clearAppBadge = () => note('no badge');
		WakeLock.prototype.request = async () => {
			await note('awake');
			const lock = new EventTarget() as EventTarget & { released: boolean };
			const release = () => note('may sleep').then(() => (lock.released = true));
			return Object.assign(lock, { released: false, release }) as unknown as WakeLockSentinel;
		};
	});
	await page.reload();
	await uploads.ready();
	const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
	/** Whether the page would ask before it goes. */
	const asks = () =>
		page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
	expect(await asks()).toBe(false);
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const film = await file('film.mkv', 6 * MiB);
	await uploads.drop(film);
	await uploads.waitFor(film, 'uploading');
	expect(await asks()).toBe(true);
	expect(await told()).toEqual(['badge 1', 'awake']);
	await app.sandbox.link({});
	await uploads.waitFor(film, 'done');
	await expect.poll(told).toEqual(['badge 1', 'awake', 'no badge', 'may sleep']);
	expect(await asks()).toBe(false);
});

test('Settings offers what the browser offers: installing, and keeping the list', async ({
	uploads
}) => {
	const { page } = uploads;
	const offer = () =>
		page.evaluate(() => {
			const event = new Event('beforeinstallprompt', { cancelable: true });
			const prompt = () => {
				document.title = 'asked';
				window.dispatchEvent(new Event('appinstalled'));
				return Promise.resolve({ outcome: 'accepted' });
			};
			window.dispatchEvent(Object.assign(event, { prompt }));
			return event.defaultPrevented;
		});
	await page.getByRole('link', { name: 'Settings' }).click();
	const section = page.getByRole('region', { name: 'App', exact: true });
	const storage = page.getByRole('region', { name: 'Storage', exact: true });
	await expect(storage.getByText(/of .* available/)).toBeVisible();
	expect(await offer()).toBe(true);
	await section.getByRole('button', { name: 'Install' }).click();
	await expect(section.getByText('Installed')).toBeVisible();

	const cdp = await page.context().newCDPSession(page);
	await storage.getByRole('button', { name: 'Keep it' }).click();
	await expect(storage.getByText('The browser declined')).toBeVisible();
	const permission = { name: 'persistent-storage' };
	await cdp.send('Browser.setPermission', { permission, setting: 'granted' });
	await storage.getByRole('button', { name: 'Keep it' }).click();
	await expect(storage.getByText('The browser keeps your list')).toBeVisible();
});

test('at an address without encryption it says why, and what to do', async ({ app }) => {
	const { executablePath, args } = await chromiumLaunch();
	const browser = await chromium.launch({
		...(executablePath !== undefined && { executablePath }),
		args: [...args, '--host-resolver-rules=MAP nas.local 127.0.0.1']
	});
	try {
		for (const [locale, heading] of [
			['en-US', 'Panlift needs a secure address'],
			['zh-CN', 'Panlift 需要安全的网址']
		] as const) {
			const page = await browser.newPage({ locale });
			await page.goto(`http://nas.local:${app.gateway.port}/settings`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
			await expect(page.getByText(`http://localhost:${app.gateway.port}`)).toBeVisible();
			await page.close();
		}
	} finally {
		await browser.close();
	}
});
