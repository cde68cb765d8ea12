import type { ProxyCalls } from '../../src/lib/drives/proxy-call';
import { systemClock } from '../../src/lib/kernel/clock';
import { newDevice } from '../../src/lib/server/device';
import { createProxy } from '../../src/lib/server/proxy';
import { startSandbox } from '../../src/sandbox/sandbox';

/** PageAndSandbox: one browser's way to a proxy, and a sandbox behind it. */
export interface PageAndSandbox {
	/** What a page of that browser calls with. */
	readonly calls: ProxyCalls;
	/** admin posts to the sandbox's admin and gives its answer. */
	admin(call: 'config' | 'faults' | 'phone', body: unknown): Promise<unknown>;
	/** accounts are those that the sandbox lists. */
	accounts(): Promise<unknown>;
	/** log is what reached the sandbox since its start. */
	log(): Promise<readonly { readonly path: string; readonly status: number }[]>;
	close(): Promise<void>;
}

/** pageAndSandbox starts both, without a server between: the proxy is called as its route does. */
export async function pageAndSandbox(): Promise<PageAndSandbox> {
	const sandbox = await startSandbox({ port: 0, storagePort: 0 });
	const clock = systemClock();
	const device = newDevice();
	const proxy = createProxy({
		secretKey: 'conformance secret key',
		sandboxOrigin: sandbox.origin,
		sandboxStorageOrigin: sandbox.storageOrigin,
		clock
	});
	const serve = (path: string, init?: RequestInit): Promise<Response> => {
		if (path === '/api/config') return Promise.resolve(Response.json({ apiVersion: '1' }));
		const [, , , account = '', operation = ''] = path.split('/');
		return proxy.handle(new Request(`http://page.test${path}`, init), account, operation, device);
	};
	const admin = async (call: string, init?: RequestInit): Promise<unknown> => {
		const response = await fetch(`${sandbox.origin}/_sandbox/${call}`, init);
		if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
		return response.json();
	};
	return {
		calls: { fetch: serve as typeof fetch, clock },
		admin: (call, body) => admin(call, { method: 'POST', body: JSON.stringify(body) }),
		accounts: () => admin('accounts'),
		log: async () => (await admin('log')) as readonly { path: string; status: number }[],
		close: () => sandbox.close()
	};
}
