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
export async function devSandbox(command: 'build' | 'serve'): Promise<Plugin> {
	const options = readOptions(process.env);
	const serving = command === 'serve' && !process.env['VITEST'];
	const active = serving && options.sandbox;
	// Kit reads the environment when its plugins are made, before any server or hook of ours.
	if (serving) process.env['SECRET_KEY'] ||= await secretKey(STATE);
	if (active) {
		process.env['SANDBOX_ORIGIN'] = `http://${options.host}:${options.sandboxPort}`;
		process.env['SANDBOX_STORAGE_ORIGIN'] = `http://${options.host}:${options.storagePort}`;
	}
	let mine: Promise<Running> | undefined;
	return {
		name: 'panlift:dev-sandbox',
		apply: 'serve',
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
			mine = held.panliftSandbox;
			const sandbox = await mine;
			server.config.logger.info(`  Sandbox on ${sandbox.origin}`);
		},
		// Called when the server closes; after a restart the sandbox is already another server's.
		async closeBundle() {
			if (!mine || held.panliftSandbox !== mine) return;
			delete held.panliftSandbox;
			await (await mine).close();
		}
	};
}
