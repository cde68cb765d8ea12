/** The server that `npm start` runs: the app, and the sandbox beside it. Built to build/serve. */
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { policyFor, policyText } from '../lib/server/csp';
import { startSandbox } from '../sandbox/sandbox';
import { listen, portProblem } from './app-server';
import { bytesOf } from './body-limit';
import { originOf, readOptions, type Options } from './options';
import { secretKey } from './secret-key';
import { onStop, stop } from './stop';

const HANDLER = new URL('../handler.js', import.meta.url);
const STATE = fileURLToPath(new URL('../../.panlift', import.meta.url));

async function startSandboxFor({ host, sandboxPort, storagePort }: Options) {
	try {
		return await startSandbox({ port: sandboxPort, storagePort, host });
	} catch (error) {
		throw new Error(portProblem(error as Error, 'SANDBOX_PORT', sandboxPort), { cause: error });
	}
}

async function main(): Promise<void> {
	const options = readOptions(process.env);
	const bodyLimit = bytesOf(process.env['BODY_SIZE_LIMIT'] || '2M');
	let policy = '';
	// First of all, so that a port in use is known before anything else is started.
	const server = await listen(options.host, options.port, { csp: () => policy, bodyLimit });
	onStop(() => server.close());
	const sandbox = options.sandbox ? await startSandboxFor(options) : undefined;
	if (sandbox) onStop(() => sandbox.close());

	process.env['SECRET_KEY'] ||= await secretKey(STATE);
	process.env['SANDBOX_ORIGIN'] = sandbox?.origin ?? '';
	process.env['SANDBOX_STORAGE_ORIGIN'] = sandbox?.storageOrigin ?? '';
	// Kit knows one limit for all routes, which the server around it keeps instead.
	process.env['BODY_SIZE_LIMIT'] = 'Infinity';
	if (!process.env['ORIGIN']) process.env['PROTOCOL_HEADER'] ||= 'x-forwarded-proto';
	policy = policyText(
		policyFor({
			sandboxStorageOrigin: sandbox?.storageOrigin,
			storageHosts: process.env['STORAGE_HOSTS']
		})
	);
	// Reads the environment while it loads, so it comes last.
	const { handler } = (await import(HANDLER.href)) as { handler: RequestListener };
	server.use(handler);

	const beside = sandbox ? `, sandbox on ${sandbox.origin}` : '';
	console.log(`Panlift is ready on ${originOf(options.host, server.port)}${beside}`);
}

try {
	await main();
} catch (error) {
	console.error((error as Error).message);
	await stop(1);
}
