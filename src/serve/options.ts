/** Options: how this machine wants Panlift served, read from the environment once. */
export interface Options {
	readonly host: string;
	/** 0 = any free port. */
	readonly port: number;
	readonly sandbox: boolean;
	readonly sandboxPort: number;
	/** The sandbox's storage: the port after the sandbox's own, or any free one. */
	readonly storagePort: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

function port(env: Environment, name: string, otherwise: number): number {
	const text = env[name];
	if (text === undefined || text === '') return otherwise;
	const value = Number(text);
	if (Number.isInteger(value) && value >= 0 && value < 65_536) return value;
	throw new Error(`${name} must be a port number from 0 to 65535, not "${text}".`);
}

/** readOptions throws one clear sentence when a value makes no sense. */
export function readOptions(env: Environment): Options {
	const host = env['HOST'] || '127.0.0.1';
	const sandboxPort = port(env, 'SANDBOX_PORT', 4174);
	// A server that other machines can reach must not offer accounts to whoever comes by.
	const sandboxDefault = LOOPBACK.test(host) ? '1' : '0';
	return {
		host,
		port: port(env, 'PORT', 4173),
		sandbox: (env['SANDBOX'] || sandboxDefault) !== '0',
		sandboxPort,
		storagePort: sandboxPort === 0 ? 0 : sandboxPort + 1
	};
}

/** originOf gives the URL that a person on this machine would open. */
export function originOf(host: string, listeningPort: number): string {
	const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
	const literal =
		reachable.includes(':') && !reachable.startsWith('[') ? `[${reachable}]` : reachable;
	return `http://${literal}:${listeningPort}`;
}
