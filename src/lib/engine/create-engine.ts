/** The engine's composition root: the one place that knows every implementation. */
import { fetchConfig } from '../drives/connect';
import { checkName } from '../drives/names';
import type { ProxyCalls } from '../drives/proxy-call';
import { RELAY_PATH, type AppConfig, type RelaySetting } from '../drives/wire';
import { LateRecorder } from '../flight/late-recorder';
import { lateHashPool } from '../hashing/late-hash-pool';
import type { Clock } from '../kernel/clock';
import { asTransferError } from '../kernel/errors';
import { Gate, gates } from '../kernel/gate';
import { late } from '../kernel/late';
import { backoff } from '../kernel/retry';
import { openDexieStore } from '../sessions/dexie-store';
import { handleSources } from '../sources/handle-source';
import { Roots } from '../sources/roots';
import type { Walk } from '../sources/source';
import type { FilterRules } from '../sources/filter';
import { browserFetch } from '../transport/browser-fetch';
import { Connectivity } from '../transport/connectivity';
import { lateTransport } from '../transport/late-transport';
import { reachability } from '../transport/reachability';
import { Folders } from '../uploads/folders';
import { Hosts } from '../uploads/hosts';
import { Queue } from '../uploads/queue';
import { isFinal } from '../uploads/transition';
import { Ways } from '../uploads/ways';
import { Accounts } from './accounts';
import type { EngineSettings, Update } from './engine-api';
import { Publisher } from './publisher';
import { rowCounter } from './row-count';
import type { SessionTools } from './sessions';
import { daysToKeep, openSettings, wishOf } from './settings';
import { noteEngine, noteStates } from './state-notes';
import { loadTransferMemory } from './transfer-memory';
import type { Watching } from './watch';
import type { WatchView } from './watch-api';

/** The browser's own cap on HTTP/1.1 connections to one host. */
const REQUESTS_PER_HOST = 6;
/** Of these connections to our own server, calls to drives need some too. */
const RELAYED_AT_ONCE = 4;
const atOnce = (lane: string) => (lane === RELAY_PATH ? RELAYED_AT_ONCE : REQUESTS_PER_HOST);
/** How long after a call failed on a good line its row tries again. */
const SECOND_LOOK_MS = 3_000;
/** How long after its start the engine looks for sessions that nobody wants any more. */
const TIDY_AFTER_MS = 5_000;

export interface EngineDoors {
	readonly clock: Clock;
	readonly createHashWorker: () => Worker;
	/** The store is used by a newer version of Panlift in another tab. */
	readonly onOutdated: () => void;
}

/** Engine: the parts that commands work on. */
export type Engine = Awaited<ReturnType<typeof createEngine>>;

/** What reads folders is loaded with the first one. */
const readFolders = () => import('../sources/walk');
const walk: Walk = async function* (...of) {
	yield* (await readFolders()).walk(...of);
};

/** openRoots lets a tab that follows hold the handles that it will need when it leads. */
export function openRoots(): Roots {
	return new Roots(openDexieStore());
}

/** createEngine builds the engine of the tab that leads, and starts it. */
export async function createEngine({ clock, createHashWorker, onOutdated }: EngineDoors) {
	const calls: ProxyCalls = { fetch: browserFetch, clock };
	const flight = new LateRecorder(clock, async () => {
		const { openRecorder } = await import('../flight/ring-recorder');
		return openRecorder(clock);
	});
	const store = openDexieStore({ clock, onOutdated });
	// From here on no other tab's engine can write.
	await store.claim();
	const accounts = new Accounts(store, calls);
	const connectivity = new Connectivity(clock, browserFetch);
	const roots = new Roots(store);
	const settings = await openSettings(store);
	// Until the server has said what it does, `presign` says so.
	let relay: RelaySetting = { on: true };
	const reaches = reachability(clock, browserFetch);
	const ways = new Ways({ clock, store, reaches, relay: () => relay });
	const storageGates = gates(REQUESTS_PER_HOST);
	const relayGate = new Gate(RELAYED_AT_ONCE);
	/** What the server told of itself; nothing until it answers. */
	let server: Pick<Update, 'sandbox' | 'hasPan115ClientId'> = {};
	// While the sandbox is switched off its accounts lead nowhere: they are kept, but not offered.
	const accountsNow = () => {
		return accounts.views().filter(({ realm }) => realm === 'live' || server.sandbox !== false);
	};
	const report = (error: unknown) => {
		queue.trouble.emit({ error: asTransferError(error), accountId: '' });
	};
	const memory = await loadTransferMemory(store, clock, report);
	const hasher = (size: number) => lateHashPool({ size, clock, createWorker: createHashWorker });
	const partHasher = hasher(2);
	const folders = new Folders(async (...place) => {
		const { countFolders } = await import('./folder-count');
		return countFolders(queue, clock, place);
	});
	const queue: Queue = new Queue(
		{
			clock,
			store,
			flight,
			sources: handleSources((id) => roots.get(id)),
			fileHasher: hasher(2),
			partHasher,
			twins: {
				row: (id) => queue.entry(id)?.upload,
				kinds: (id) => accounts.digests(id)
			},
			transport: lateTransport(clock),
			ways,
			hostGate: (lane) => (lane === RELAY_PATH ? relayGate : storageGates(lane)),
			hosts: new Hosts(clock, atOnce),
			drive: (id) => accounts.drive(id),
			folders,
			checkName,
			checkConnection: () => connectivity.check(),
			partsPerFile: () => settings.now.partsPerFile,
			bandwidth: () => settings.now,
			goodput: memory.goodput,
			lines: memory.lines,
			wish: (id) => ({ ...memory.wish(id), ...wishOf(settings.now) }),
			parallel: {
				wanted: (id) => settings.now.parallelParts && !memory.refused(id),
				refused: memory.refuse
			},
			maxFileSize: (id) => accounts.maxFileSize(id),
			rowsBeside: rowCounter(() => queue.entries(), clock)
		},
		() => ({
			...settings.now,
			isSequential: (id) => accounts.isSequential(id)
		})
	);
	noteStates(queue, flight);
	noteEngine({ queue, connectivity }, flight);
	let watches: readonly WatchView[] | undefined;
	let isWatching = false;
	const openWatches = late(async (): Promise<Watching> => {
		return (await import('./watch-open')).openWatching(engine);
	});
	/** Undefined while nobody watches, and where it can't be loaded, which is tried again. */
	const whenWatching = async (): Promise<Watching | undefined> =>
		isWatching ? openWatches().catch(() => undefined) : undefined;
	const publisher = new Publisher(queue, clock, () => ({
		watches,
		accounts: accountsNow(),
		settings: settings.now,
		...server,
		connection: connectivity.connection,
		keeping: store.keeping
	}));
	store.keepingChanged.on((keeping) => publisher.tell({ keeping }));
	accounts.changed.on(() => publisher.tell({ accounts: accountsNow() }));
	accounts.signedIn.on((id) => queue.clear(['signed-out'], id));
	connectivity.changed.on((connection) => {
		publisher.tell({ connection });
		if (connection !== 'online') return;
		queue.clear(['offline', 'proxy']);
		void whenWatching();
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
	const stop = queue.changed.on(() => {
		stop();
		// Of rows there is something to foretell; without it the list works as well.
		const lines = memory.lines;
		const tools = { queue, accounts, lines, settings: () => settings.now, clock, publisher };
		void import('./forecasting').then((made) => made.keepForecasting(tools)).catch(report);
	});
	await accounts.load();
	const sessionTools: SessionTools = { queue, store, clock, drive: (id) => accounts.drive(id) };
	const engine = {
		store,
		accounts,
		connectivity,
		roots,
		queue,
		publisher,
		clock,
		flight,
		walk,
		readFolders,
		drive: (id: string) => accounts.drive(id),
		maxFileSize: (id: string) => accounts.maxFileSize(id),
		async filter(rules: FilterRules) {
			return (await import('../sources/ignore-filter')).createFilter(rules, clock.now());
		},
		sessionTools,
		folders,
		/** What rows' files held when they were hashed, and what a file holds. */
		content: {
			hashing: (uploadId: string) => store.hashing(uploadId),
			checksum: (blob: Blob) => partHasher.checksum(blob, { signal: new AbortController().signal })
		},
		settings: () => settings.now,
		async setSettings(change: Partial<EngineSettings>) {
			if (change.parallelParts) memory.forgive();
			const stored = settings.change(change);
			publisher.tell({ settings: settings.now });
			queue.pump();
			await stored;
		},
		/** What looks at folders is loaded with the first one that is watched. */
		watching(): Promise<Watching> {
			isWatching = true;
			return openWatches();
		},
		whenWatching,
		setWatches(views: readonly WatchView[]) {
			watches = views;
			publisher.tell({ watches });
		},
		setRelay(setting: RelaySetting) {
			relay = setting;
		},
		setServer({ sandbox, hasPan115ClientId }: AppConfig) {
			server = { sandbox, hasPan115ClientId };
			publisher.tell({ ...server, accounts: accountsNow() });
		}
	};
	await ways.load();
	await queue.load();
	for (const { upload } of queue.entries()) {
		// What can't be read now its row asks for again, and then says so.
		if (!isFinal(upload.status)) roots.get(upload.source.rootId).catch(() => undefined);
	}
	void connect(engine, calls);
	if (await store.setting('watches')) engine.watching().catch(report);
	void tidy(engine, report);
	return engine;
}

/** tidy begins when what a person waits for has had its turn. */
async function tidy(
	{ sessionTools, settings, clock }: Pick<Engine, 'sessionTools' | 'settings' | 'clock'>,
	report: (error: unknown) => void
): Promise<void> {
	await clock.sleep(TIDY_AFTER_MS);
	try {
		const { keepClean } = await import('./sessions');
		await keepClean(() => daysToKeep(settings()), sessionTools, report);
	} catch (error) {
		report(error);
	}
}

/** connect brings the sandbox's accounts in, now or as soon as the server answers. */
async function connect(
	{
		accounts,
		publisher,
		setServer,
		setRelay
	}: Pick<Engine, 'accounts' | 'publisher' | 'setServer' | 'setRelay'>,
	calls: ProxyCalls
): Promise<void> {
	for (let attempt = 0; ; attempt++) {
		try {
			const config = await fetchConfig(calls);
			setRelay(config.relay);
			if (config.sandbox) await accounts.connectSandbox();
			setServer(config);
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
