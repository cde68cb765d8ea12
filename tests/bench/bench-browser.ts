/** BenchBrowser: a fresh Chromium per measurement, so that none pays for what another left behind. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { App } from '../e2e/support/app';
import { RealBrowser } from '../e2e/support/browser';
import { BrowserMeter } from './browser-meter';
import { during } from './ending';

/** Opened: a browser that is about to be measured. */
export interface Opened {
	readonly context: BrowserContext;
	readonly meter: BrowserMeter;
}

/** withBrowser starts one with an empty profile and ends it whatever happens. */
export async function withBrowser<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
	const profile = await mkdtemp(join(tmpdir(), 'panlift-bench-'));
	const browser = new RealBrowser(profile);
	const close = async () => {
		await browser.kill();
		await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	};
	return during(close, async () => {
		const context = await browser.start();
		const meter = await BrowserMeter.of(context.browser()!);
		return work({ context, meter });
	});
}

/** withApp starts the built app with its sandbox, and ends it whatever happens. */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
	const app = await App.start();
	return during(
		() => app.stop(),
		() => work(app)
	);
}

/** openPage opens a bench page and waits until its script has run. */
export async function openPage(
	context: BrowserContext,
	url: string,
	ready: 'bench' | 'uppyBench' = 'bench'
): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(url);
	await page.waitForFunction((name) => name in globalThis, ready);
	return page;
}

/** dropFile lets one file of this machine fall on the page, which gives it a handle. */
export async function dropFile(page: Page, path: string): Promise<void> {
	await page.evaluate(
		() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
	);
	const cdp = await page.context().newCDPSession(page);
	const data = { items: [], files: [path], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
		await cdp.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
	}
	await cdp.detach();
	await page.waitForFunction(() => bench.hasFile());
}

/** chooseFiles puts files of this machine into the page's input, without copying them. */
export async function chooseFiles(page: Page, files: readonly string[]): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	const { root } = await cdp.send('DOM.getDocument');
	const { nodeId } = await cdp.send('DOM.querySelector', {
		nodeId: root.nodeId,
		selector: 'input'
	});
	await cdp.send('DOM.setFileInputFiles', { nodeId, files: [...files] });
	await cdp.detach();
	const count = await page.evaluate(() => document.querySelector('input')!.files!.length);
	if (count !== files.length) throw new Error(`the input took ${count} of ${files.length} files`);
}
