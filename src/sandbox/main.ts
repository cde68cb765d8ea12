import { startSandbox } from './sandbox';

// Settings: SANDBOX_PORT (storage takes the next port) and HOST.
const port = Number(process.env.SANDBOX_PORT ?? 4174);
const sandbox = await startSandbox({
	port,
	storagePort: port === 0 ? 0 : port + 1,
	...(process.env.HOST && { host: process.env.HOST })
});
console.log(`Sandbox ready on ${sandbox.origin}, storage on ${sandbox.storageOrigin}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
