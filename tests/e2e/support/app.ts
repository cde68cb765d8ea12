import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Gateway } from './gateway';
import { SandboxAdmin } from './sandbox-admin';

const MAIN = fileURLToPath(new URL('../../../build/serve/main.js', import.meta.url));

/** App: the built server with its sandbox, on free ports, behind a door that can be shut. */
export class App {
	readonly gateway: Gateway;
	readonly sandbox: SandboxAdmin;
	readonly #process: ChildProcess;
	readonly #said: readonly string[];

	private constructor(
		process: ChildProcess,
		gateway: Gateway,
		sandbox: SandboxAdmin,
		said: readonly string[]
	) {
		this.#process = process;
		this.#said = said;
		this.gateway = gateway;
		this.sandbox = sandbox;
	}

	/** All that the server has written to its output and its errors. */
	get said(): string {
		return this.#said.join('');
	}

	get origin(): string {
		return `http://127.0.0.1:${this.gateway.port}`;
	}

	/** start takes settings of the server besides. */
	static async start(settings: Readonly<Record<string, string>> = {}): Promise<App> {
		const own = { PORT: '0', SANDBOX_PORT: '0', SECRET_KEY: 'a key for tests alone' };
		const child = spawn(process.execPath, [MAIN], {
			env: { ...process.env, ...own, ...settings },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const said: string[] = [];
		child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => {
			said.push(chunk.toString());
			process.stderr.write(chunk);
		});
		const line = await firstLine(child);
		const [, port, sandbox] = /:(\d+), sandbox on (\S+)/.exec(line) ?? [];
		if (!port || !sandbox) throw new Error(`The server said: ${line}`);
		const gateway = new Gateway(Number(port));
		await gateway.open();
		return new App(child, gateway, new SandboxAdmin(sandbox), said);
	}

	async stop(): Promise<void> {
		await this.gateway.shut();
		if (this.#process.exitCode !== null) return;
		const gone = new Promise((resolve) => this.#process.once('exit', resolve));
		this.#process.kill('SIGTERM');
		await gone;
	}
}

function firstLine(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		child.stdout?.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
		});
		child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${text}`)));
	});
}
