import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Gateway: a door in front of a server that a test can shut and open again on the same port: the
 * browser sees a server that is down, while the server keeps what it knows.
 */
export class Gateway {
	readonly #target: number;
	readonly #sockets = new Set<Socket>();
	#server: Server | undefined;
	port = 0;

	constructor(target: number) {
		this.#target = target;
	}

	async open(): Promise<void> {
		const server = createServer((inside) => {
			const outside = connect(this.#target, '127.0.0.1');
			for (const socket of [inside, outside]) {
				this.#sockets.add(socket);
				// A door passes on what comes at once; else small requests wait 40 ms for each other.
				socket.setNoDelay(true);
				socket.on('close', () => this.#sockets.delete(socket));
				// A cut connection is this door's purpose, not an error.
				socket.on('error', () => {});
			}
			inside.pipe(outside).pipe(inside);
			inside.on('close', () => outside.destroy());
			outside.on('close', () => inside.destroy());
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.port, '127.0.0.1', resolve);
		});
		this.port = (server.address() as AddressInfo).port;
		this.#server = server;
	}

	async shut(): Promise<void> {
		const server = this.#server;
		this.#server = undefined;
		for (const socket of this.#sockets) socket.destroy();
		await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
	}
}
