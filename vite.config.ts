import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { devSandbox } from './src/serve/dev-sandbox.ts';
import { chromiumLaunch } from './tests/support/chromium.ts';

function inNode(name: string, include: string[]): TestProjectConfiguration {
	const exclude = ['**/*.browser.test.ts', '**/node_modules/**'];
	return { extends: true, test: { name, environment: 'node', include, exclude } };
}

export default defineConfig(async ({ command }) => ({
	plugins: [await devSandbox(command), sveltekit()],
	worker: { format: 'es' as const },
	// Named, so that the first test does not meet a reload when Vite finds them.
	optimizeDeps: {
		include: ['comlink', 'dexie', 'hash-wasm', 'valibot'],
		exclude: ['@lucide/svelte']
	},
	test: {
		expect: { requireAssertions: true },
		projects: [
			inNode('unit', ['src/**/*.test.ts', 'tests/*.test.ts']),
			inNode('vectors', ['tests/vectors/**/*.test.ts']),
			inNode('conformance', ['tests/conformance/**/*.test.ts']),
			{
				extends: true as const,
				test: {
					name: 'browser',
					include: ['src/**/*.browser.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						// Only this project needs Chromium; without one it is the project that says so.
						provider: playwright({ launchOptions: await chromiumLaunch() }),
						instances: [{ browser: 'chromium' as const }]
					}
				}
			}
		]
	}
}));
