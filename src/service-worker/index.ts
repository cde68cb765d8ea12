/**
 * Service worker: keeps the app itself in the browser, so that it opens without a network, and
 * answers the local API. It never touches the bytes of uploads, nor calls to drives; a new version
 * waits until the page lets it in.
 */
import { build, files, version } from '$service-worker';
import { systemClock } from '../lib/kernel/clock';
import { withinLimit } from '../lib/kernel/time-limit';
import { courseOf } from './course';
import { answerApi } from './local-api';

const scope = self as unknown as ServiceWorkerGlobalScope;
const clock = systemClock();

const PREFIX = 'panlift-';
const CACHE = `${PREFIX}${version}`;
const SHELL = '/';
/** A server that takes longer than this is as good as none, for a page that is here already. */
const SERVER_LIMIT_MS = 3_000;

// Stores show the screenshots; the app itself never does.
const kept = [SHELL, ...build, ...files.filter((file) => !file.startsWith('/screenshots/'))];
const paths: ReadonlySet<string> = new Set(kept);

scope.addEventListener('install', (event) => {
	event.waitUntil(keepAll());
});

scope.addEventListener('activate', (event) => {
	event.waitUntil(takeOver());
});

scope.addEventListener('message', ({ data }) => {
	if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
	const { request } = event;
	const course = courseOf(request, scope.location.origin, paths);
	if (course === 'kept') event.respondWith(fromCache(request, request.url));
	else if (course === 'local-api') event.respondWith(answerApi(request, clock));
	else if (course === 'page') event.respondWith(fromServer(request, SHELL));
	// A worker obeys the policy that its script came with, and a server may have changed its own.
	else if (course === 'worker') {
		event.respondWith(fromServer(new Request(request.url, { cache: 'no-cache' }), request.url));
	}
});

async function keepAll(): Promise<void> {
	const cache = await caches.open(CACHE);
	await cache.addAll(kept.map((path) => new Request(path, { cache: 'reload' })));
}

async function takeOver(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
	// The first visit works offline too, without a reload.
	await scope.clients.claim();
}

async function lookUp(key: string): Promise<Response | undefined> {
	const cache = await caches.open(CACHE);
	return cache.match(key, { ignoreSearch: true, ignoreVary: true });
}

async function fromCache(request: Request, key: string): Promise<Response> {
	return (await lookUp(key)) ?? fetch(request);
}

/** fromServer prefers the server's answer; without a good one in time, what the cache has. */
async function fromServer(request: Request, key: string): Promise<Response> {
	const answer = fetch(request);
	try {
		const timely = await withinLimit(clock, SERVER_LIMIT_MS, undefined, () => answer);
		// Another version's server has no such worker; one that is being restarted answers 502.
		if (timely.ok || (key === SHELL && timely.status < 500)) return timely;
	} catch {
		// No network, no server or too slow: all the same to a page that is here already.
	}
	return (await lookUp(key)) ?? answer;
}
