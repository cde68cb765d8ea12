/** createEngine: builds the engine and answers the page's commands. */
import { fetchConfig } from '../drives/connect';
import { checkName } from '../drives/names';
import type { ProxyCalls } from '../drives/proxy-call';
import { HashPool } from '../hashing/hash-pool';
import type { Clock } from '../kernel/clock';
import { asTransferError, TransferError } from '../kernel/errors';
import { gates } from '../kernel/gate';
import { backoff } from '../kernel/retry';
import { openDexieStore } from '../sessions/dexie-store';
import { handleSources } from '../sources/handle-source';
import { Roots } from '../sources/roots';
import { walk } from '../sources/walk';
import { browserFetch } from '../transport/browser-fetch';
import { Connectivity } from '../transport/connectivity';
import { xhrTransport } from '../transport/xhr-transport';
import { Folders } from '../uploads/folders';
import { Queue } from '../uploads/queue';
import { Accounts } from './accounts';
import { commands } from './commands';
import type { EngineApi, EngineStatus, Update } from './engine-api';
import { Publisher } from './publisher';
import { loadSettings, saveSettings } from './settings';

/** The browser's own cap on HTTP/1.1 connections to one host. */
const REQUESTS_PER_HOST = 6;
const LOCK = 'panlift-engine';
/** How long after a call failed on a good line its row tries again. */
const SECOND_LOOK_MS = 3_000;

export interface EngineDoors {
	readonly clock: Clock;
	readonly createHashWorker: () => Worker;
}

/** Engine: the parts that commands work on, once it runs. */
export type Engine = Awaited<ReturnType<typeof build>>;

/** createEngine starts at once; commands wait until the engine runs, and reject when it can't. */
export function createEngine(doors: EngineDoors): EngineApi {
	const early = new Set<(update: Update) => void>();
	let status: EngineStatus = { kind: 'starting' };
	let engine: Engine | undefined;
	const tell = (next: EngineStatus) => {
		status = next;
		if (engine) engine.publisher.tell({ status });
		else for (const listener of early) listener({ status });
	};
	const running = start(doors, tell).then((built) => {
		engine = built;
		for (const listener of early) built.publisher.subscribe(listener);
		early.clear();
		tell({ kind: 'running' });
		return built;
	});
	running.catch((error: unknown) => {
		const { code, detail } = asTransferError(error);
		tell({ kind: 'failed', code, detail });
	});
	return {
		subscribe(listener) {
			if (engine) engine.publisher.subscribe(listener);
			else early.add(listener);
			listener({ status });
			return Promise.resolve();
		},
		...commands(() => running)
	};
}

/** start waits until this tab may hold the engine: two of them would send everything twice. */
async function start(doors: EngineDoors, tell: (status: EngineStatus) => void): Promise<Engine> {
	if (!navigator.locks) throw new TransferError('storage-blocked', { detail: 'no Web Locks' });
	await new Promise<void>((held, refused) => {
		void navigator.locks
			.request(LOCK, { ifAvailable: true }, (lock) => {
				if (!lock) return undefined;
				held();
				return new Promise<never>(() => {});
			})
			.then(() => {
				tell({ kind: 'following' });
				return navigator.locks.request(LOCK, () => {
					held();
					return new Promise<never>(() => {});
				});
			})
			.catch(refused);
	});
	tell({ kind: 'starting' });
	return build(doors);
}

async function build({ clock, createHashWorker }: EngineDoors) {
	const calls: ProxyCalls = { fetch: browserFetch, clock };
	const store = await openDexieStore();
	const accounts = new Accounts(store, calls);
	const connectivity = new Connectivity(clock, browserFetch);
	const roots = new Roots(store);
	let settings = await loadSettings(store);
	let sandbox: boolean | undefined;
	// While the sandbox is switched off its accounts lead nowhere: they are kept, but not offered.
	const accountsNow = () => {
		return accounts.views().filter(({ realm }) => realm === 'live' || sandbox !== false);
	};
	const hasher = (size: number) => new HashPool({ size, clock, createWorker: createHashWorker });
	const queue = new Queue(
		{
			clock,
			store,
			sources: handleSources((id) => roots.get(id)),
			fileHasher: hasher(2),
			partHasher: hasher(2),
			transport: xhrTransport(clock),
			hostGate: gates(REQUESTS_PER_HOST),
			drive: (id) => accounts.drive(id),
			folders: new Folders(),
			checkName,
			checkConnection: () => connectivity.check(),
			partsPerFile: () => settings.partsPerFile
		},
		() => settings
	);
	const publisher = new Publisher(queue, clock, () => ({
		accounts: accountsNow(),
		settings,
		...(sandbox !== undefined && { sandbox }),
		connection: connectivity.connection
	}));
	accounts.changed.on(() => publisher.tell({ accounts: accountsNow() }));
	accounts.signedIn.on((id) => queue.clear(['signed-out'], id));
	connectivity.changed.on((connection) => {
		publisher.tell({ connection });
		if (connection === 'online') queue.clear(['offline', 'proxy']);
	});
	queue.trouble.on(({ error }) => {
		if (error.recovery !== 'wait') return;
		void (async () => {
			// One call may fail while the line is good: then nothing changes, and nobody would wake its row.
			if ((await connectivity.check()) !== 'online') return;
			await clock.sleep(SECOND_LOOK_MS);
			queue.clear(['offline', 'proxy']);
		})();
	});
	await accounts.load();
	const engine = {
		store,
		accounts,
		connectivity,
		roots,
		queue,
		publisher,
		clock,
		walk,
		settings: () => settings,
		async setSettings(change: Partial<typeof settings>) {
			settings = await saveSettings(store, settings, change);
			publisher.tell({ settings });
			queue.pump();
		},
		setSandbox(on: boolean) {
			sandbox = on;
			publisher.tell({ sandbox, accounts: accountsNow() });
		}
	};
	await queue.load();
	void connect(engine, calls);
	return engine;
}

/** connect brings the sandbox's accounts in, now or as soon as the server answers. */
async function connect(
	{ accounts, publisher, setSandbox }: Pick<Engine, 'accounts' | 'publisher' | 'setSandbox'>,
	calls: ProxyCalls
): Promise<void> {
	for (let attempt = 0; ; attempt++) {
		try {
			const config = await fetchConfig(calls);
			if (config.sandbox) await accounts.connectSandbox();
			setSandbox(config.sandbox);
			return;
		} catch (error) {
			const { code, detail, recovery } = asTransferError(error);
			if (recovery === 'person' || recovery === 'give-up') {
				publisher.tell({ status: { kind: 'failed', code, detail } });
				return;
			}
			await calls.clock.sleep(backoff(attempt, calls.clock));
		}
	}
}
