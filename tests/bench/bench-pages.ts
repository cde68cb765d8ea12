/** BenchPages: the pages that measure, built from the sources of the app, served on loopback. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.wasm': 'application/wasm'
};

/** hasUppy tells whether that peer's packages are there. */
export const hasUppy = () => existsSync(here('./node_modules/@uppy/aws-s3/package.json'));

export class BenchPages {
	readonly origin: string;
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
		this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	/** start builds into `folder`, without Uppy's page where its packages are missing. */
	static async start(folder: string): Promise<BenchPages> {
		const root = here('./pages');
		const input = ['bench.html', ...(hasUppy() ? ['uppy.html'] : [])];
		await build({
			root,
			configFile: false,
			logLevel: 'warn',
			worker: { format: 'es' },
			resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
			build: {
				outDir: folder,
				emptyOutDir: true,
				target: 'esnext',
				rolldownOptions: { input: input.map((name) => join(root, name)) }
			}
		});
		const server = createServer((request, response) => {
			const { pathname } = new URL(request.url ?? '/', 'http://localhost');
			const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
			readFile(join(folder, normalize(pathname))).then(
				(bytes) => response.writeHead(200, { 'content-type': type }).end(bytes),
				() => response.writeHead(404).end()
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new BenchPages(server);
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
