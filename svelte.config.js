import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
// Kit loads this file in several threads of one build, which must agree.
const build = (process.env.PANLIFT_BUILD ??= String(Date.now()));

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// Each build is one of its own to caches; a person reads what stands before the plus.
		version: { name: `${version}+${build}` },
		adapter: adapter({ precompress: true }),
		// An offline deep link boots from the cached shell, whose asset URLs must not depend on depth.
		paths: { relative: false },
		// src/lib/pwa registers it through workbox-window, so that an update can wait for uploads.
		serviceWorker: { register: false },
		// hooks.server.ts completes the policy with the storage hosts that are known only at run time.
		csp: {
			mode: 'hash',
			directives: { 'script-src': ['self', 'wasm-unsafe-eval'] }
		},
		typescript: {
			config(config) {
				config.include = [
					'ambient.d.ts',
					'non-ambient.d.ts',
					'./types/**/$types.d.ts',
					'../src/**/*.ts',
					'../src/**/*.svelte'
				];
				config.exclude = [
					'../node_modules/**',
					'../src/**/*.worker.ts',
					'../src/**/*.test.ts',
					'../src/service-worker/**',
					'../src/sandbox/**',
					'../src/serve/**'
				];
			}
		}
	}
};
