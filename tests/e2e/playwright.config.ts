import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium';

/** Files whose tests measure time or memory, or shape the line to the second: one at a time. */
const ONE_BY_ONE =
	/\/(causes|crash|faults|files-many|kill|many|memory|page|pwa|pwa-page|tabs|tabs-reload)\.e2e\.ts$/;

// Fixtures start build/serve/main.js themselves, each on free ports: specs stop and restart it.
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/e2e',
	// Each worker has an app and a sandbox of its own.
	projects: [
		{ name: 'alone', testMatch: ONE_BY_ONE },
		{ name: 'together', testMatch: '*.e2e.ts', testIgnore: ONE_BY_ONE, fullyParallel: true }
	],
	// What needed its second try is named at the end of `npm test`.
	retries: 1,
	forbidOnly: true,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
	use: {
		browserName: 'chromium',
		headless: true,
		locale: 'en-US',
		trace: 'on-first-retry',
		launchOptions: await chromiumLaunch()
	}
});
