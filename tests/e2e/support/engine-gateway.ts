import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const ENGINE = /^\/_app\/immutable\/workers\/engine\.worker[^/]*\.js$/;

/**
 * EngineGateway: a door in front of the app that puts a few lines before the engine's own, for what a
 * headless browser can't be made to do. Playwright's routes would change how parts are sent.
 */
export class EngineGateway {
	readonly #server: Server;

	private constructor(target: string, lines: string) {
		this.#server = createServer((inside, answer) => {
			const isEngine = ENGINE.test(inside.url ?? '');
			const headers = { ...inside.headers, ...(isEngine && { 'accept-encoding': 'identity' }) };
			const outside = ask(
				new URL(inside.url ?? '/', target),
				{ method: inside.method, headers },
				(got) => {
					const given = { ...got.headers };
					if (isEngine) delete given['content-length'];
					answer.writeHead(got.statusCode ?? 502, given);
					if (isEngine) answer.write(lines);
					got.pipe(answer);
				}
			);
			outside.on('error', () => answer.destroy());
			inside.on('error', () => outside.destroy());
			inside.pipe(outside);
		});
	}

	static async open(target: string, lines: string): Promise<EngineGateway> {
		const gateway = new EngineGateway(target, lines);
		await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
		return gateway;
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
