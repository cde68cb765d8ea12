import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyRefusal } from './body-limit';

/** AppServer: HTTP around the app's handler, listening before the handler is there. */
export interface AppServer {
	readonly port: number;
	/** use hands over the handler; requests that came before wait for it. */
	use(handler: RequestListener): void;
	/** close lets answers that are under way finish for a moment, then cuts. */
	close(): Promise<void>;
}

/** AppPolicy: what this server itself sees to, for every answer. */
export interface AppPolicy {
	/** The policy that scripts carry. */
	readonly csp: () => string;
	/** Largest body of all routes but the relay, bytes. */
	readonly bodyLimit: number;
}

const GRACE_MS = 500;
/** A connection on which nothing moves for this long is dead, whatever it was doing. */
const SILENCE_MS = 5 * 60_000;
// A worker obeys the policy of its own script's response, which the app's hooks never see.
const SCRIPT = /\.m?js(\?|$)/;

/** listen rejects with one clear sentence when the port can't be had. */
export async function listen(host: string, port: number, policy: AppPolicy): Promise<AppServer> {
	let resolve: (handler: RequestListener) => void;
	const handler = new Promise<RequestListener>((give) => (resolve = give));
	const server = createServer((request, response) => {
		// A proxy in front says `https`; alone we are plain HTTP. Only the first hop counts.
		const protocol = String(request.headers['x-forwarded-proto'] ?? 'http')
			.split(',')[0]!
			.trim();
		request.headers['x-forwarded-proto'] = protocol;
		const refusal = bodyRefusal(request, policy.bodyLimit);
		if (refusal) {
			response.writeHead(refusal, { connection: 'close' }).end();
			return;
		}
		void handler.then((handle) => {
			if (SCRIPT.test(request.url ?? ''))
				response.setHeader('content-security-policy', policy.csp());
			handle(request, response);
		});
	});
	// A part may take hours to come: not its time is limited, but its silence.
	server.requestTimeout = 0;
	server.setTimeout(SILENCE_MS);
	await bound(server, host, port, 'PORT');
	return {
		port: (server.address() as AddressInfo).port,
		use: (handle) => resolve(handle),
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
			})
	};
}

function bound(server: Server, host: string, port: number, variable: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => reject(new Error(portProblem(error, variable, port))));
		server.listen(port, host, () => resolve());
	});
}

/** portProblem says which port could not be had, why, and what to do. */
export function portProblem(error: NodeJS.ErrnoException, variable: string, port: number): string {
	const taken = (error as { port?: number }).port ?? port;
	if (error.code === 'EADDRINUSE') {
		return `Port ${taken} is in use: stop what runs there, or choose another with ${variable} (0 = any free port).`;
	}
	if (error.code === 'EACCES') {
		return `Port ${taken} needs more rights: choose one above 1023 with ${variable}.`;
	}
	return error.message;
}
