import type { BrowserContext, Page } from '@playwright/test';
import { EngineGateway } from './support/engine-gateway';
import { expect, expectStored, test as base } from './support/test';
import { MiB, type TestFile } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

declare global {
	interface Window {
		asked: string[];
	}
}

/** While this folder is there, the person allows access: the page and the engine can both look. */
const ALLOWED = 'allowed';

/** In the engine: a handle can be read only while access is allowed, as in a plain tab. */
const GUARD = `{
	const getFile = FileSystemFileHandle.prototype.getFile;
	FileSystemFileHandle.prototype.getFile = async function () {
		const root = await navigator.storage.getDirectory();
		await root.getDirectoryHandle('${ALLOWED}').catch(() => {
			throw new DOMException('prompt', 'NotAllowedError');
		});
		return getFile.call(this);
	};
}\n`;

const test = base.extend<{ gateway: EngineGateway }>({
	gateway: async ({ app }, use) => {
		await app.sandbox.reset();
		const gateway = await EngineGateway.open(app.origin, GUARD);
		await use(gateway);
		await gateway.close();
	}
});

/**
 * openTab gives a page whose picker gives handles of the origin's private file system, which need no
 * permission of the browser's: those of real files can't be allowed without a window.
 */
async function openTab(context: BrowserContext, gateway: EngineGateway): Promise<UploadsPage> {
	await context.addInitScript((allowed) => {
		window.asked = [];
		FileSystemHandle.prototype.requestPermission = async function () {
			// A browser asks nobody without a click.
			if (!navigator.userActivation.isActive) throw new DOMException('no click', 'SecurityError');
			window.asked.push(this.name);
			const root = await navigator.storage.getDirectory();
			await root.getDirectoryHandle(allowed, { create: true });
			return 'granted';
		};
		window.showOpenFilePicker = async () => {
			const handles: FileSystemFileHandle[] = [];
			for await (const handle of (await navigator.storage.getDirectory()).values()) {
				if (handle.kind === 'file') handles.push(handle as FileSystemFileHandle);
			}
			return handles;
		};
	}, ALLOWED);
	return (await UploadsPage.open(context, gateway.origin)).ready();
}

/** withdraw ends the permission, as the browser does when the last tab is closed. */
async function withdraw(page: Page): Promise<void> {
	await page.evaluate(async (allowed) => {
		await (await navigator.storage.getDirectory()).removeEntry(allowed);
	}, ALLOWED);
}

/** Puts files where the page's own handles lead. */
async function keepInPage(page: Page, files: readonly TestFile[]): Promise<void> {
	await page.evaluate(() => {
		const input = document.createElement('input');
		Object.assign(input, { type: 'file', multiple: true, id: 'keep' });
		document.body.append(input);
	});
	// By their paths: Playwright would carry their bytes over.
	const cdp = await page.context().newCDPSession(page);
	const { root } = await cdp.send('DOM.getDocument');
	const { nodeId } = await cdp.send('DOM.querySelector', {
		nodeId: root.nodeId,
		selector: '#keep'
	});
	await cdp.send('DOM.setFileInputFiles', { nodeId, files: files.map(({ path }) => path) });
	await cdp.detach();
	await page.evaluate(async (allowed) => {
		const input = document.querySelector<HTMLInputElement>('#keep')!;
		const root = await navigator.storage.getDirectory();
		for (const file of input.files!) {
			const handle = await root.getFileHandle(file.name, { create: true });
			await file.stream().pipeTo(await handle.createWritable());
		}
		input.remove();
		await root.getDirectoryHandle(allowed, { create: true });
	}, ALLOWED);
}

test('after a restart one click allows access for all rows, and each goes on where it was', async ({
	app,
	gateway,
	browserOf,
	file
}) => {
	test.setTimeout(120_000);
	await app.sandbox.config({ sliceSize: MiB / 2 });
	const files = await Promise.all([1, 2, 3, 4, 5].map((n) => file(`${n}.mkv`, 8 * MiB)));

	const uploads = await openTab(await browserOf.start(), gateway);
	await keepInPage(uploads.page, files);
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	await uploads.button('Add files').click();
	await expect
		.poll(async () => (await app.sandbox.partPuts()).length, { timeout: 30_000 })
		.toBeGreaterThanOrEqual(2);
	await withdraw(uploads.page);
	await browserOf.quit();
	await app.sandbox.link({});

	const again = await openTab(await browserOf.start(), gateway);
	for (const one of files) await again.waitFor(one, 'waiting', { cause: 'permission' });
	// One banner speaks for all of them, and its button is the only thing to press.
	const banner = again.page.getByRole('group', { name: /continue 5 uploads/i });
	await expect(banner).toHaveCount(1);
	await banner.getByRole('button', { name: 'Allow access' }).click();
	for (const one of files) {
		await again.waitFor(one, 'done');
		await expectStored(app, one);
	}
	const asked = await again.page.evaluate(() => window.asked);
	expect(asked.toSorted()).toEqual(files.map(({ name }) => name).toSorted());
	await expect(banner).toBeHidden();
	expect(await app.sandbox.files()).toHaveLength(files.length);
	const log = await app.sandbox.log();
	const puts = log.filter(({ method, status, part }) => method === 'PUT' && status === 200 && part);
	const parts = puts.map(({ path, part }) => `${path} ${part}`);
	expect(parts).toHaveLength(new Set(parts).size);
});

test('a click that is not followed by permission leaves every row waiting, and can be repeated', async ({
	app,
	gateway,
	browserOf,
	file
}) => {
	const film = await file('film.mkv', 2 * MiB);
	const uploads = await openTab(await browserOf.start(), gateway);
	await keepInPage(uploads.page, [film]);
	await withdraw(uploads.page);
	await uploads.button('Add files').click();
	await uploads.waitFor(film, 'waiting', { cause: 'permission' });
	const refuse = () => {
		const real = FileSystemHandle.prototype.requestPermission;
		FileSystemHandle.prototype.requestPermission = async function () {
			FileSystemHandle.prototype.requestPermission = real;
			return 'denied';
		};
	};
	await uploads.page.evaluate(refuse);
	const allow = uploads.row(film).getByRole('button', { name: 'Allow access' });
	await allow.click();
	await uploads.waitFor(film, 'waiting', { cause: 'permission' });
	await allow.click();
	await uploads.waitFor(film, 'done');
	await expectStored(app, film);
});
