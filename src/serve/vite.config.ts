import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// A build of its own, without the kit plugin: no app code may reach the sandbox, so that an edge
// build of the app never contains it.
export default defineConfig({
	root: here('../..'),
	publicDir: false,
	build: {
		ssr: true,
		target: 'node20',
		outDir: here('../../build/serve'),
		emptyOutDir: true,
		rollupOptions: {
			input: { main: here('main.ts'), sandbox: here('../sandbox/main.ts') },
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		}
	}
});
