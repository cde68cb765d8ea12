// Runs one command of a test layer.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../stamps.mjs';

const binary = (name, file) => path.join(root, 'node_modules', name, file);

/** Tools by their JavaScript file: started by Node itself, no shell and no .cmd in between. */
export const TOOLS = {
	eslint: binary('eslint', 'bin/eslint.js'),
	playwright: binary('@playwright/test', 'cli.js'),
	prettier: binary('prettier', 'bin/prettier.cjs'),
	'svelte-check': binary('svelte-check', 'bin/svelte-check'),
	'svelte-kit': binary('@sveltejs/kit', 'svelte-kit.js'),
	tsc: binary('typescript', 'bin/tsc'),
	vitest: binary('vitest', 'vitest.mjs')
};

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		for (const child of running) child.kill(signal);
		process.exit(1);
	});
}

/**
 * run starts a tool. With `quiet` its output is kept and given back, so that two steps at a time do
 * not mix; without, it streams.
 * @returns {Promise<{ok: boolean, output: string}>}
 */
export function run(tool, args, { quiet = false, env = {} } = {}) {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [TOOLS[tool] ?? tool, ...args], {
			cwd: root,
			stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
			env: { ...process.env, ...env }
		});
		running.add(child);
		let output = '';
		child.stdout?.on('data', (data) => (output += data));
		child.stderr?.on('data', (data) => (output += data));
		const end = (ok, more = '') => {
			running.delete(child);
			resolve({ ok, output: output + more });
		};
		child.on('error', (error) => end(false, error.message));
		child.on('close', (code) => end(code === 0));
	});
}
