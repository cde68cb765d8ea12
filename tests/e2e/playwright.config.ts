import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium';

// Fixtures start build/serve/main.js themselves, each on free ports: specs stop and restart it.
export default defineConfig({
	testDir: '.',
	testMatch: '*.e2e.ts',
	outputDir: '../../test-results/e2e',
	workers: 1,
	retries: 0,
	forbidOnly: true,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
	use: {
		browserName: 'chromium',
		headless: true,
		locale: 'en-US',
		trace: 'retain-on-failure',
		launchOptions: await chromiumLaunch()
	}
});
