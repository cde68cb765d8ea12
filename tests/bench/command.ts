import { spawn } from 'node:child_process';
import { NotRun } from './rounds';

/** Ended: a command's output, and how long it took in seconds. */
export interface Ended {
	readonly output: string;
	readonly seconds: number;
}

/** runCommand starts a program of this machine. Rejects NotRun where it is not installed. */
export function runCommand(program: string, args: readonly string[]): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let trouble = '';
		child.stdout.on('data', (text: Buffer) => (output += text.toString()));
		child.stderr.on('data', (text: Buffer) => (trouble += text.toString()));
		child.on('error', () => reject(new NotRun(`no ${program} on this machine`)));
		child.on('close', (code) => {
			const seconds = (performance.now() - started) / 1000;
			if (code === 0) resolve({ output, seconds });
			else reject(new Error(`${program} ended with ${code}: ${trouble}`));
		});
	});
}
