import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	worker: { format: 'es' },
	test: {
		expect: { requireAssertions: true },
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['src/**/*.test.ts', 'tests/*.test.ts'],
					exclude: ['**/*.browser.test.ts']
				}
			},
			{
				extends: true,
				test: { name: 'vectors', environment: 'node', include: ['tests/vectors/*.test.ts'] }
			},
			{
				extends: true,
				test: { name: 'conformance', environment: 'node', include: ['tests/conformance/*.test.ts'] }
			}
		]
	}
});
