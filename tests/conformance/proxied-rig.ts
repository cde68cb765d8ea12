import type { PartWish } from '../../src/lib/drives/drive';
import { accountIdOf, type SignedIn } from '../../src/lib/drives/wire';
import { connectSandbox, renewAccount } from '../../src/lib/drives/connect';
import { accountCalls, type AccountCalls } from '../../src/lib/drives/account-calls';
import { proxyFiles } from '../../src/lib/drives/files-client';
import type { ProxyCalls } from '../../src/lib/drives/proxy-call';
import { proxyDrive } from '../../src/lib/drives/proxy-client';
import { traitsOf } from '../../src/lib/drives/registry';
import { systemClock, type Clock } from '../../src/lib/kernel/clock';
import { TransferError } from '../../src/lib/kernel/errors';
import { newDevice } from '../../src/lib/server/device';
import { createProxy, type ProxyEnv } from '../../src/lib/server/proxy';
import { startSandbox } from '../../src/sandbox/sandbox';
import type { Rig } from './rig';

/** Life of the sandbox's URLs, seconds; passed by moving its clock. */
const URL_LIFE_S = 900;

/** Whose calls and downloads they are: some drives bind a link to it. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Conformance/1.0';

export interface ProxiedRigOptions {
	readonly drive: SignedIn['drive'];
	readonly flavour: SignedIn['flavour'];
	readonly partSize: number;
	readonly wish?: PartWish;
	readonly provenFrom?: number;
	/** Switches of the sandbox, as `POST /_sandbox/config` takes them. */
	readonly config?: Readonly<Record<string, unknown>>;
	/** How many times faster than the world the server waits. */
	readonly haste?: number;
	/** Whether the flavour's file actions are checked too. */
	readonly files?: boolean;
	/** Settings of the server. */
	readonly settings?: Pick<ProxyEnv, 'pan115'>;
}

/** ProxiedRig: besides the Drive, the sandbox's admin calls and how often the account was renewed. */
export interface ProxiedRig extends Rig {
	admin(call: 'config' | 'faults', body: unknown): Promise<void>;
	readonly renewals: () => number;
}

/** proxiedRig is the whole way of a Drive but for the browser: client, proxy, sandbox, storage. */
export async function proxiedRig({
	drive,
	flavour,
	config = {},
	haste = 1,
	files = false,
	settings,
	...shape
}: ProxiedRigOptions): Promise<ProxiedRig> {
	const sandbox = await startSandbox({ port: 0, storagePort: 0 });
	const post = async (call: string, body: unknown): Promise<void> => {
		await admin(sandbox.origin, call, { method: 'POST', body: JSON.stringify(body) });
	};
	const configure = (switches: object) => post('config', switches);
	await configure({ ...config, urlLifetime: URL_LIFE_S });

	// Server and services move together, as in the world.
	const system = systemClock();
	let offset = 0;
	const clock: Clock = {
		...system,
		now: () => system.now() + offset * 1000,
		sleep: (ms, signal) => system.sleep(ms / haste, signal)
	};
	const calls: ProxyCalls = { fetch: serverFor(sandbox, { ...settings, clock }), clock: system };
	const accounts = await connectSandbox(calls);
	const signedIn = accounts.find((one) => one.drive === drive && one.flavour === flavour);
	if (!signedIn) throw new Error(`the sandbox has no account of ${drive} ${flavour}`);
	let { credential } = signedIn;
	let renewals = 0;
	const access = {
		id: accountIdOf({ ...signedIn, uid: signedIn.account.uid }),
		realm: signedIn.realm,
		credential: () => Promise.resolve(credential),
		async replaceCredential(stale: string, sealed: string) {
			if (credential === stale) credential = sealed;
		},
		async renew(stale: string) {
			renewals++;
			({ credential } = await renewAccount(access.id, stale, calls));
			return credential;
		},
		signedOut: () => undefined
	};

	const traits = traitsOf(drive, flavour);
	// Each call is the first one: what a refusal teaches of the pace is not this suite's matter.
	const line: AccountCalls = (...call) => accountCalls(traits, access, calls)(...call);
	return {
		drive: proxyDrive(traits, line, system),
		files: files ? proxyFiles(traits, line, system) : undefined,
		...shape,
		async put(part, bytes) {
			const { url, method } = part;
			const response = await fetch(url, {
				method,
				headers: part.headers,
				body: new Blob([bytes.slice()])
			});
			const answer = await response.text();
			if (response.status === 403) throw new TransferError('url-expired', { detail: answer });
			if (response.status === 409) throw new TransferError('part-exists');
			if (!response.ok) throw new TransferError('storage-refused', { detail: answer });
			return { etag: response.headers.get('etag')?.replaceAll('"', ''), answer };
		},
		async expireUrls() {
			offset += URL_LIFE_S + 1;
			await configure({ clockOffset: offset });
		},
		async content(file, folder) {
			const path = folder === '' ? `/${file.name}` : `/${folder}/${file.name}`;
			const query = new URLSearchParams({ drive, account: signedIn.account.name, path });
			const response = await admin(sandbox.origin, `content?${query}`);
			return new Uint8Array(await response.arrayBuffer());
		},
		now: clock.now,
		async download(url, range) {
			const headers = {
				'user-agent': BROWSER,
				...(range && { range: `bytes=${range.start}-${range.end - 1}` })
			};
			const response = await fetch(url, { headers });
			const wanted = range ? 206 : 200;
			if (response.status !== wanted) throw new Error(`a download ended with ${response.status}`);
			return new Uint8Array(await response.arrayBuffer());
		},
		admin: post,
		renewals: () => renewals,
		close: () => sandbox.close()
	};
}

/** The server's routes, without a server: what a browser's fetch would reach. */
function serverFor(
	sandbox: { readonly origin: string; readonly storageOrigin: string },
	env: Pick<ProxyEnv, 'pan115' | 'clock'>
) {
	const device = newDevice();
	const proxy = createProxy({
		secretKey: 'conformance secret key',
		sandboxOrigin: sandbox.origin,
		sandboxStorageOrigin: sandbox.storageOrigin,
		...env
	});
	const serve = (path: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const [, , , account = '', operation = ''] = String(path as string).split('/');
		const request = new Request(`http://page.test${String(path as string)}`, init);
		request.headers.set('user-agent', BROWSER);
		return proxy.handle(request, account, operation, device);
	};
	return serve as typeof fetch;
}

async function admin(origin: string, call: string, init?: RequestInit): Promise<Response> {
	const response = await fetch(`${origin}/_sandbox/${call}`, init);
	if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
	return response;
}
