import { launch, type Browser } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/firefox.mjs';

/** A closed port of this machine. Firefox itself never asks a proxy for loopback. */
const NOWHERE = { host: '127.0.0.1', port: 9 };

/**
 * Prefs beside puppeteer's own: whatever Firefox would ask of its maker stays unasked, and what still
 * would leave this machine finds only a closed port.
 */
const PREFS: Readonly<Record<string, string | number | boolean>> = {
	'network.proxy.type': 1,
	'network.proxy.http': NOWHERE.host,
	'network.proxy.http_port': NOWHERE.port,
	'network.proxy.ssl': NOWHERE.host,
	'network.proxy.ssl_port': NOWHERE.port,
	'network.proxy.no_proxies_on': '127.0.0.1, localhost, .localhost',
	'network.proxy.failover_direct': false,
	'network.trr.mode': 5,
	'network.dns.disablePrefetch': true,
	'network.prefetch-next': false,
	'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false,
	'app.normandy.enabled': false,
	'app.shield.optoutstudies.enabled': false,
	'app.update.auto': false,
	'browser.discovery.enabled': false,
	'browser.region.network.url': '',
	'browser.region.update.enabled': false,
	'browser.safebrowsing.provider.google4.updateURL': '',
	'browser.safebrowsing.provider.mozilla.updateURL': '',
	'datareporting.usage.uploadEnabled': false,
	'dom.push.connection.enabled': false,
	'extensions.blocklist.enabled': false,
	'extensions.systemAddon.update.enabled': false,
	'media.gmp-manager.url': '',
	'services.settings.server': 'data:,none',
	'toolkit.telemetry.enabled': false,
	'toolkit.telemetry.server': '',
	'toolkit.telemetry.unified': false,
	'intl.accept_languages': 'en-US'
};

/** WHY_NOT says why there is no Firefox to test with; undefined where there is one. */
export const WHY_NOT: string | undefined = ((found) => ('why' in found ? found.why : undefined))(
	findFirefox()
);

/**
 * A driven Firefox watches for workers as a debugger does, and that stops every twentieth or so that
 * starts another worker for good. Nobody's own Firefox does that, so this one must not either.
 */
const LEAVE_WORKERS_ALONE = `
	const place = 'chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs';
	ChromeUtils.importESModule(place).unregisterWebDriverWorkerListenerActor();
`;

/** What of a BiDi session puppeteer keeps to itself. */
interface Session {
	readonly connection: {
		send(method: string, params: object): Promise<{ result: Record<string, unknown> }>;
	};
}

/** Firefox: a stock one with a profile on disk, driven over WebDriver BiDi. */
export class Firefox {
	readonly #profile: string;
	#browser: Browser | undefined;

	constructor(profile: string) {
		this.#profile = profile;
	}

	async start(): Promise<Browser> {
		const found = findFirefox();
		if (!('path' in found)) throw new Error(found.why);
		this.#browser = await launch({
			browser: 'firefox',
			protocol: 'webDriverBiDi',
			executablePath: found.path,
			headless: true,
			// For the browser's own scripts, where that of the workers is.
			args: ['--remote-allow-system-access'],
			userDataDir: this.#profile,
			extraPrefsFirefox: PREFS,
			env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' }
		});
		await leaveWorkersAlone(this.#browser as unknown as Session);
		return this.#browser;
	}

	/** quit ends it as a person's quit does; nothing happens where it does not run. */
	async quit(): Promise<void> {
		const browser = this.#browser;
		this.#browser = undefined;
		await browser?.close();
	}
}

async function leaveWorkersAlone({ connection }: Session): Promise<void> {
	const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
	const [context] = tree.result['contexts'] as readonly { readonly context: string }[];
	const said = await connection.send('script.evaluate', {
		expression: LEAVE_WORKERS_ALONE,
		target: { context: context?.context },
		awaitPromise: false
	});
	if (said.result['type'] !== 'success') throw new Error(JSON.stringify(said.result));
}
