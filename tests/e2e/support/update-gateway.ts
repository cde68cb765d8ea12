import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const SERVICE_WORKER = '/service-worker.js';

/**
 * UpdateGateway: a door in front of the app that can pretend that a new version was put there. The
 * server itself keeps its files in memory, so a rewritten service worker would not be seen.
 */
export class UpdateGateway {
	readonly #server: Server;
	#version = 1;

	private constructor(target: string) {
		this.#server = createServer((inside, answer) => {
			const isWorker = inside.url === SERVICE_WORKER;
			const headers = { ...inside.headers, ...(isWorker && { 'accept-encoding': 'identity' }) };
			// Its ETag is the old version's: it would say that nothing has changed.
			if (isWorker) delete headers['if-none-match'];
			const outside = ask(
				new URL(inside.url!, target),
				{ method: inside.method, headers },
				(got) => {
					const given = { ...got.headers };
					if (isWorker) {
						delete given['content-length'];
						delete given.etag;
					}
					answer.writeHead(got.statusCode!, given);
					if (!isWorker) return void got.pipe(answer);
					got.on('data', (chunk) => answer.write(chunk));
					got.on('end', () => answer.end(`\n// version ${this.#version}`));
				}
			);
			outside.on('error', () => answer.destroy());
			inside.on('error', () => outside.destroy());
			inside.pipe(outside);
		});
	}

	static async open(target: string): Promise<UpdateGateway> {
		const gateway = new UpdateGateway(target);
		await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
		return gateway;
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** publish: from now on there is a new version. */
	publish(): void {
		this.#version += 1;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
