import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./sink-server.mjs', import.meta.url));

/** Sink: a storage in a process of its own that takes every PUT and keeps nothing. */
export class Sink {
	readonly origin: string;
	readonly #process: ChildProcess;

	private constructor(process: ChildProcess, origin: string) {
		this.#process = process;
		this.origin = origin;
	}

	static async start(): Promise<Sink> {
		const child = fork(SCRIPT, { stdio: 'inherit', execArgv: [] });
		const [message] = (await once(child, 'message')) as [{ port: number }];
		return new Sink(child, `http://127.0.0.1:${message.port}`);
	}

	/** expect compares what came since the last call; a measurement that sent less is none. */
	async expect(bytes: number, requests?: number): Promise<void> {
		const got = (await (await fetch(this.origin)).json()) as { bytes: number; requests: number };
		if (got.bytes === bytes && (requests === undefined || got.requests === requests)) return;
		throw new Error(
			`The sink got ${got.bytes} bytes in ${got.requests} requests, not ${bytes} in ${requests ?? 'any'}.`
		);
	}

	async stop(): Promise<void> {
		const { exitCode, signalCode } = this.#process;
		if (exitCode !== null || signalCode !== null) return;
		const gone = once(this.#process, 'exit');
		this.#process.kill();
		await gone;
	}
}
