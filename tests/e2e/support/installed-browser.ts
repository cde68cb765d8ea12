import { readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../support/chromium';

const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'];

/**
 * InstalledBrowser: a Chromium with a profile on disk in which Panlift can be installed. Only the
 * pipe that Playwright itself starts with may install, so it is no RealBrowser.
 */
export class InstalledBrowser {
	readonly #profile: string;
	readonly #manifestId: string;
	#context: BrowserContext | undefined;

	constructor(profile: string, origin: string) {
		this.#profile = profile;
		this.#manifestId = `${origin}/`;
	}

	/** start gives a plain tab. */
	async start(): Promise<BrowserContext> {
		this.#context = await chromium.launchPersistentContext(this.#profile, {
			...(await chromiumLaunch()),
			headless: true,
			locale: 'en-US',
			viewport: { width: 1280, height: 800 }
		});
		return this.#context;
	}

	/** install does what the browser's own dialog would. */
	async install(page: Page): Promise<void> {
		await this.#ask(page, (cdp) =>
			cdp.send('PWA.install', {
				manifestId: this.#manifestId,
				installUrlOrBundleUrl: this.#manifestId
			})
		);
	}

	/** toWindow moves a tab of the installed app into the app's own window. */
	async toWindow(page: Page): Promise<void> {
		await this.#ask(page, (cdp) =>
			cdp.send('PWA.openCurrentPageInApp', { manifestId: this.#manifestId })
		);
	}

	/** close lets the browser write down what it knows, as a person's quit does. */
	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = undefined;
	}

	/** kill ends every process of the browser at once: nothing gets a chance to save. */
	async kill(): Promise<void> {
		const context = this.#context;
		if (!context) return;
		this.#context = undefined;
		const gone = context.waitForEvent('close');
		const [, pid] = /-(\d+)$/.exec(await readlink(join(this.#profile, 'SingletonLock'))) ?? [];
		process.kill(-Number(pid), 'SIGKILL');
		await gone;
		// What a killed Chromium leaves behind says that the profile is in use.
		for (const lock of LOCKS) await rm(join(this.#profile, lock), { force: true });
	}

	async #ask(page: Page, act: (cdp: CDPSession) => Promise<unknown>): Promise<void> {
		const cdp = await page.context().newCDPSession(page);
		await act(cdp);
		await cdp.detach().catch(() => undefined);
	}
}
