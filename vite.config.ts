import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { devSandbox } from './src/serve/dev-sandbox.ts';
import { chromiumLaunch } from './tests/support/chromium.ts';

interface More {
	readonly setupFiles?: string[];
	readonly testTimeout?: number;
	readonly hookTimeout?: number;
}

function inNode(name: string, include: string[], more: More = {}) {
	const exclude = ['**/*.browser.test.ts', '**/node_modules/**'];
	const test = { name, environment: 'node' as const, include, exclude, ...more };
	return { extends: true as const, test } satisfies TestProjectConfiguration;
}

/** The files of the simulation are small, and so are their stripes. */
function smallStripes(): Plugin {
	return {
		name: 'panlift-small-stripes',
		enforce: 'pre',
		transform(code, id) {
			if (!id.endsWith('/lib/kernel/stripes.ts')) return undefined;
			const small = code.replace('STRIPE_BYTES = MiB', 'STRIPE_BYTES = 8192');
			if (small === code) throw new Error('STRIPE_BYTES is not where it was');
			return small;
		}
	};
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

/** What other pages of the origin follow uploads with, under a name that they can import. */
function serveLocalApi(): Plugin {
	return {
		name: 'panlift-local-api',
		apply: 'build',
		buildStart() {
			if (this.environment.name !== 'client') return;
			const id = fileURLToPath(new URL('src/lib/local-api/watch-uploads.ts', import.meta.url));
			this.emitFile({ type: 'chunk', id, fileName: 'local-api.js', preserveSignature: 'strict' });
		}
	};
}

export default defineConfig(async ({ command }) => ({
	plugins: [await devSandbox(command), nameWorkerFiles(), serveLocalApi(), sveltekit()],
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
			'ignore',
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
			// The built app in a real Firefox, as `scripts/test.mjs` prepares it.
			inNode('firefox', ['tests/firefox/**/*.test.ts'], {
				testTimeout: 120_000,
				hookTimeout: 60_000
			}),
			{
				...inNode('simulation', ['tests/simulation/**/*.test.ts'], {
					setupFiles: ['tests/simulation/doors.ts']
				}),
				plugins: [smallStripes()]
			},
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
