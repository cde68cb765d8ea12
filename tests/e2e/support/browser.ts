import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { chromiumLaunch } from '../../support/chromium';

const START_MS = 20_000;

/**
 * RealBrowser: a Chromium with a profile on disk, started as a person's would be, so that it can be
 * killed without warning and started again.
 */
export class RealBrowser {
	readonly #profile: string;
	readonly #language: string;
	#process: ChildProcess | undefined;
	#browser: Browser | undefined;

	constructor(profile: string, language = 'en-US') {
		this.#profile = profile;
		this.#language = language;
	}

	/** start takes switches of Chromium besides. */
	async start(switches: readonly string[] = []): Promise<BrowserContext> {
		const { executablePath, args } = await chromiumLaunch();
		const portFile = join(this.#profile, 'DevToolsActivePort');
		await rm(portFile, { force: true });
		this.#process = spawn(
			executablePath ?? chromium.executablePath(),
			[
				...args,
				'--headless',
				'--remote-debugging-port=0',
				`--user-data-dir=${this.#profile}`,
				`--lang=${this.#language}`,
				`--accept-lang=${this.#language}`,
				'--window-size=1280,800',
				...switches,
				'about:blank'
			],
			// Its own process group: a kill takes all of its children, as a power cut would.
			{ stdio: 'ignore', detached: true }
		);
		const port = await devToolsPort(portFile);
		this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
		const [context] = this.#browser.contexts();
		if (!context) throw new Error('Chromium has no context');
		return context;
	}

	/** quit lets the browser write down what it knows, as a person's quit does. */
	async quit(): Promise<void> {
		const child = this.#process;
		if (!child || !this.#browser) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		const cdp = await this.#browser.newBrowserCDPSession();
		// The answer may get lost with the browser.
		await cdp.send('Browser.close').catch(() => {});
		await gone;
	}

	/** kill ends every process of the browser at once: nothing gets a chance to save. */
	async kill(): Promise<void> {
		const child = this.#process;
		if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		process.kill(-child.pid, 'SIGKILL');
		await gone;
		await this.#browser?.close().catch(() => {});
		// What a killed Chromium leaves behind says that the profile is in use.
		for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
			await rm(join(this.#profile, lock), { force: true });
		}
	}
}

async function devToolsPort(file: string): Promise<string> {
	const end = Date.now() + START_MS;
	while (Date.now() < end) {
		const text = await readFile(file, 'utf8').catch(() => '');
		const [port, path] = text.split('\n');
		if (port && path) return port;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error('Chromium did not start');
}
