/** W14: an upload in a tab that nobody looks at, with all that Chromium does to hidden tabs. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { launch, type Browser, type Page } from 'puppeteer-core';
import type { App } from '../../e2e/support/app';
import { MiB } from '../../e2e/support/test-files';
import { chromiumLaunch } from '../../support/chromium';
import { withApp } from '../bench-browser';
import { during } from '../ending';
import { bigFile } from '../fixtures';
import { OURS } from '../results';
import { NotRun, Samples, type Sample } from '../rounds';
import type { Surroundings, Workload } from './surroundings';

/** A line that this machine keeps full, so that what is missing was not sent. */
const LINE = 8 * MiB;
/** Small parts: the many timers and round trips between them are what hiding could slow down. */
const SLICE = MiB;
const RATE = 'throughput';
const RATIO = 'hidden to visible';
const LEAST = { least: 0.95 };
/** What puppeteer would switch off, so that a hidden tab is as good as a visible one. */
const THROTTLING = [
	'--disable-background-timer-throttling',
	'--disable-renderer-backgrounding',
	'--disable-backgrounding-occluded-windows'
];

export const w14: Workload = async (around) => {
	const { quick, folder, say } = around;
	// Chromium's hardest throttling begins when a tab has been hidden for five minutes.
	const seconds = quick ? 20 : 600;
	const path = await bigFile(folder, LINE * (2 * seconds + 30));
	const arm = { subject: OURS };
	const samples = new Samples('W14');
	const run = () => measure(around, path, seconds);
	await samples.take(quick ? around.rounds : 1, [{ ...arm, run }], say);
	await rm(path);
	const line = `${LINE / MiB} MiB/s line, ${seconds} s each`;
	return [
		samples.row(arm, `${RATE}, visible`, { unit: 'MiB/s', note: line }),
		samples.row(arm, `${RATE}, hidden`, { unit: 'MiB/s', note: 'throttled as Chromium does' }),
		samples.row(arm, RATIO, { unit: '×', bar: LEAST })
	];
};

function measure({ folder }: Surroundings, path: string, seconds: number): Promise<Sample> {
	return withApp(async (app) => {
		await app.sandbox.config({ sliceSize: SLICE });
		await app.sandbox.link({ bytesPerSecond: LINE });
		const userDataDir = join(folder, 'hidden-profile');
		const { executablePath, args } = await chromiumLaunch();
		if (executablePath === undefined) throw new NotRun('no Chromium');
		const browser = await launch({
			...{ executablePath, args, userDataDir },
			headless: true,
			ignoreDefaultArgs: THROTTLING
		});
		return during(
			async () => {
				await browser.close();
				await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
			},
			() => compare(browser, app, path, seconds)
		);
	});
}

async function compare(browser: Browser, app: App, path: string, seconds: number): Promise<Sample> {
	const [page] = await browser.pages();
	if (!page) throw new Error('Chromium has no tab');
	await page.goto(app.origin);
	await page.waitForFunction(() =>
		document.querySelector('select')?.textContent?.includes('123Pan')
	);
	const input = await page.$('input[type=file][multiple]');
	await (input as Awaited<ReturnType<typeof page.$<'input'>>>)!.uploadFile(path);
	// Hashing is over when the first parts arrive.
	while ((await sent(app)) < 4 * SLICE) await pass(200);
	const visible = await rate(app, seconds, () => expectHidden(page, false));
	const other = await browser.newPage();
	await other.bringToFront();
	const hidden = await rate(app, seconds, () => expectHidden(page, true));
	return {
		[`${RATE}, visible`]: visible,
		[`${RATE}, hidden`]: hidden,
		[RATIO]: hidden / visible
	};
}

/** rate gives MiB/s over `seconds`; `check` sees to it, at both ends, that this is what it says. */
async function rate(app: App, seconds: number, check: () => Promise<void>): Promise<number> {
	await check();
	const before = await sent(app);
	const started = performance.now();
	await pass(seconds * 1000);
	const bytes = (await sent(app)) - before;
	await check();
	return bytes / MiB / ((performance.now() - started) / 1000);
}

async function sent(app: App): Promise<number> {
	return (await app.sandbox.partPuts()).length * SLICE;
}

async function expectHidden(page: Page, hidden: boolean): Promise<void> {
	if ((await page.evaluate(() => document.hidden)) !== hidden) {
		throw new Error(`the tab should be ${hidden ? 'hidden' : 'visible'}`);
	}
}
