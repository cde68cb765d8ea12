import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { readOptions } from './options.ts';
import { secretKey } from './secret-key.ts';

interface Running {
	readonly origin: string;
	readonly storageOrigin: string;
	close(): Promise<void>;
}
type SandboxModule = {
	startSandbox(options: { port: number; storagePort: number; host: string }): Promise<Running>;
};

const STATE = fileURLToPath(new URL('../../.panlift', import.meta.url));
// Vite restarts by making the new server before it closes the old one, and loads this file anew.
const held = globalThis as { panliftSandbox?: Promise<Running> };

/** devSandbox starts the sandbox beside `vite dev`, on the ports that `npm start` uses. */
export function devSandbox(): Plugin {
	const options = readOptions(process.env);
	const active = options.sandbox && !process.env['VITEST'];
	return {
		name: 'panlift:dev-sandbox',
		apply: 'serve',
		// Kit reads the environment when its configuration is resolved, before any server exists.
		async config() {
			if (process.env['VITEST']) return;
			process.env['SECRET_KEY'] ||= await secretKey(STATE);
			if (!active) return;
			process.env['SANDBOX_ORIGIN'] = `http://${options.host}:${options.sandboxPort}`;
			process.env['SANDBOX_STORAGE_ORIGIN'] = `http://${options.host}:${options.storagePort}`;
		},
		async configureServer(server) {
			if (!active) return;
			await held.panliftSandbox?.then(
				(old) => old.close(),
				() => {}
			);
			held.panliftSandbox = server.ssrLoadModule('/src/sandbox/sandbox.ts').then((module) =>
				(module as SandboxModule).startSandbox({
					port: options.sandboxPort,
					storagePort: options.storagePort,
					host: options.host
				})
			);
			const sandbox = await held.panliftSandbox;
			server.config.logger.info(`  Sandbox on ${sandbox.origin}`);
		}
	};
}
