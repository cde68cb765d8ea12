import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { devSandbox } from './src/serve/dev-sandbox.ts';
import { chromiumLaunch } from './tests/support/chromium.ts';

function inNode(name: string, include: string[]): TestProjectConfiguration {
	const exclude = ['**/*.browser.test.ts', '**/node_modules/**'];
	return { extends: true, test: { name, environment: 'node', include, exclude } };
}

/** The service worker keeps what the manifest names, which forgets what workers import on demand. */
function nameWorkerFiles(): Plugin {
	return {
		name: 'panlift-name-worker-files',
		apply: 'build',
		generateBundle(_, bundle) {
			const outputs = Object.values(bundle);
			const entry = outputs.find((output) => output.type === 'chunk' && output.isEntry);
			for (const { type, fileName } of outputs) {
				if (type !== 'asset' || !fileName.includes('/immutable/workers/')) continue;
				if (entry?.type === 'chunk') entry.viteMetadata?.importedAssets.add(fileName);
			}
		}
	};
}

export default defineConfig(async ({ command }) => ({
	plugins: [await devSandbox(command), nameWorkerFiles(), sveltekit()],
	worker: { format: 'es' as const },
	// Dexie's default entry is made for old browsers, and nothing can be shaken off it.
	resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
	// Named, so that the first test does not meet a reload when Vite finds them.
	optimizeDeps: {
		include: [
			'comlink',
			'dexie',
			'hash-wasm/dist/md5.umd.min.js',
			'hash-wasm/dist/sha1.umd.min.js',
			'hash-wasm/dist/xxhash64.umd.min.js',
			'valibot'
		],
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
