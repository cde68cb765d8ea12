import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '../lib/kernel/clock';
import { adminListener, PREFIX } from './admin/admin';
import { pan115Admin } from './admin/pan115-admin';
import { pan123Admin } from './admin/pan123-admin';
import { ConfigStore } from './config';
import { Disk } from './disk';
import { FaultList } from './faults';
import { apiCors, ossCors, s3Cors } from './http/cors';
import { json, type Handler } from './http/exchange';
import { PAN115_HOSTS, routeOf, splitUrl } from './http/hosts';
import { Journal } from './http/journal';
import { serve } from './http/serve';
import { Link } from './link';
import { isOss } from './oss/address';
import { createOss } from './oss/oss';
import type { OssStore } from './oss/store';
import { pan115Handler } from './pan115/api';
import { publicKeys } from './pan115/crypto/keys';
import { cdnHandler, isCdn } from './pan115/download/cdn';
import { pan115Receiver } from './pan115/receiver';
import { SAMPLE_KEY } from './pan115/sample';
import { World as Pan115World } from './pan115/world';
import { pan123Handler } from './pan123/api';
import { downloadHandler, isDownload } from './pan123/download/hosts';
import { isOpen123, open123Handler } from './pan123/open/api';
import { isOpenUpload } from './pan123/open/upload-v2';
import { STORAGE_KEY } from './pan123/part-urls';
import { BUCKET } from './pan123/upload-request';
import { World } from './pan123/world';
import { storageHandler } from './s3/storage';
import { ObjectStore } from './s3/store';
import { sandboxTime } from './time';

/** SandboxOptions: ports may be 0 for free ones; `host` is the address to listen on. */
export interface SandboxOptions {
	readonly port: number;
	readonly storagePort: number;
	readonly host?: string;
	readonly clock?: Clock;
	/** Origins of pages that may make admin calls, besides pages of this machine. */
	readonly appOrigins?: readonly string[];
}

/** Sandbox is a running sandbox. Its state is reached through the admin calls at `origin`. */
export interface Sandbox {
	/** API and admin, for example `http://127.0.0.1:4174`. */
	readonly origin: string;
	/** Storage, for example `http://127.0.0.1:4175`. */
	readonly storageOrigin: string;
	/** Stops both servers, cuts their connections and deletes every stored byte. */
	close(): Promise<void>;
}

/** Services are the emulators themselves, before anything listens. */
export interface Services {
	/** Takes requests of the API and admin origin, and of the storage origin. */
	readonly api: RequestListener;
	readonly storage: RequestListener;
	/** What the storage hosts hold: 123Pan's and 115's. */
	readonly s3: ObjectStore;
	readonly oss: OssStore;
	/** tell lets the services name their own two origins in answers. */
	tell(origins: Pick<Sandbox, 'origin' | 'storageOrigin'>): void;
	/** close lets go of whoever waits, and deletes every stored byte. */
	close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * startSandbox starts the strict emulators of the provider's web API and of its storage on two
 * origins. Rejects when a port is taken; then nothing is left running.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const host = options.host ?? LOOPBACK;
	const clock = options.clock ?? systemClock();
	const services = createServices(await Disk.open(), clock, options.appOrigins);
	const servers = [createServer(services.api), createServer(services.storage)] as const;
	const close = async () => {
		await Promise.all(servers.map(stop));
		await services.close();
	};
	try {
		const origin = await listen(servers[0], options.port, host);
		const storageOrigin = await listen(servers[1], options.storagePort, host);
		services.tell({ origin, storageOrigin });
		return { origin, storageOrigin, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** createServices makes the emulators over a Disk and a Clock, for whoever brings requests to them. */
export function createServices(
	disk: Disk,
	clock: Clock,
	appOrigins: readonly string[] = []
): Services {
	const config = new ConfigStore();
	const time = sandboxTime(clock, config);
	const store = new ObjectStore(disk, time);
	store.buckets.add(BUCKET);
	store.secrets.set(STORAGE_KEY.accessKeyId, STORAGE_KEY.secretAccessKey);
	const world = new World({ store, disk, config, time });
	const [faults, journal, link] = [new FaultList(), new Journal(), new Link(clock)];
	const shared = { clock, time, config, faults, journal };
	const oss = createOss({ disk, config, time, clock, receiver: () => callbacks });
	oss.addKey(SAMPLE_KEY);
	const pan115 = new Pan115World({
		...{ disk, config, clock, time },
		tokens: oss.tokens,
		shelf: { objectAt: (bucket, object) => oss.store.object(bucket, object)?.content }
	});
	const callbacks = pan115Receiver(pan115, shared);

	const admin = adminListener({
		...shared,
		link,
		drives: [pan123Admin(world), pan115Admin(pan115)],
		keys: publicKeys,
		appOrigins,
		async reset() {
			world.clear();
			pan115.clear();
			store.clear();
			oss.clear();
			faults.replace([]);
			link.shape({});
			journal.clear();
			config.reset();
			await disk.clear();
		}
	});
	const open123 = open123Handler(world);
	const api = serve({
		...shared,
		route: ({ headers, url = '/' }) =>
			routeOf(headers.host ?? '', url) ?? { host: '', ...splitUrl(url) },
		cors: () => apiCors(config.current),
		handler: providerHandler(pan123Handler(world), open123, pan115Handler(pan115))
	});
	const s3 = storageHandler({ store, disk, config, time });
	const cdn = cdnHandler(pan115);
	const download = downloadHandler(world);
	const storage = serve({
		...shared,
		link,
		route: ({ headers, url = '/' }) => ({
			host: (headers.host ?? '').toLowerCase(),
			...splitUrl(url)
		}),
		cors: (exchange) =>
			isOss(exchange) ? ossCors(config.current, exchange) : s3Cors(config.current),
		handler: (exchange) => {
			if (isCdn(exchange)) return cdn(exchange);
			if (isDownload(exchange)) return download(exchange);
			if (isOpenUpload(exchange)) return open123(exchange);
			return isOss(exchange) ? oss.handler(exchange) : s3(exchange);
		}
	});

	return {
		api: (request, response) => (request.url?.startsWith(PREFIX) ? admin : api)(request, response),
		storage,
		s3: store,
		oss: oss.store,
		tell(origins) {
			for (const told of [world, pan115]) Object.assign(told, origins);
		},
		async close() {
			pan115.close();
			await disk.close();
		}
	};
}

/** A request that names no provider host gets help, not a guess. */
function providerHandler(pan123: Handler, open123: Handler, pan115: Handler): Handler {
	return async (exchange) => {
		if (exchange.host === '')
			return json({ error: 'name a provider host: /api.123278.com/b/api/user/info' }, 404);
		if (PAN115_HOSTS.includes(exchange.host)) return pan115(exchange);
		return isOpen123(exchange) ? open123(exchange) : pan123(exchange);
	};
}

function listen(server: Server, port: number, host: string): Promise<string> {
	// A shaped link makes slow uploads on purpose; the default limits would end them.
	server.requestTimeout = 0;
	// A client that re-uses a connection must not meet one that is just being closed.
	server.keepAliveTimeout = 60_000;
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			const { port: bound } = server.address() as AddressInfo;
			const name = host === '0.0.0.0' || host === '::' ? LOOPBACK : host;
			resolve(`http://${name.includes(':') ? `[${name}]` : name}:${bound}`);
		});
	});
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
