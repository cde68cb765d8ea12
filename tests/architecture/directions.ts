import { moduleId, type Link } from './links';

const lib = (name: string) => `src/lib/${name}`;

/** Types from these describe the seams of the house: free everywhere. */
export const INTERFACES = [
	'drives/drive',
	'drives/wire',
	'drives/files',
	'sources/source',
	'sources/filter',
	'hashing/hasher',
	'transport/transport',
	'sessions/session-store',
	'uploads/upload',
	'engine/engine-api',
	'engine/session-api',
	'engine/proof-api',
	'engine/preview-api',
	'engine/watch-api',
	'local-api/local-api',
	'flight/flight-recorder'
].map(lib);

const KERNEL = lib('kernel/');
const DRIVE_WORDS = [lib('drives/drive'), lib('drives/files'), lib('drives/wire')];
const ANY_PACKAGE = 'npm:';

interface Zone {
	readonly name: string;
	readonly holds: RegExp;
	/** Prefixes of modules that it may import besides its own folder; `npm:` = packages. */
	readonly may: readonly string[];
	readonly own: string;
}

function zone(name: string, own: string, may: readonly string[], holds?: RegExp): Zone {
	return { name, own, may, holds: holds ?? new RegExp(`^${own}`) };
}

const leaf = (name: string) => zone(name, lib(`${name}/`), [KERNEL, ANY_PACKAGE]);
const SERVER = [lib('server/'), KERNEL, ...DRIVE_WORDS, ANY_PACKAGE];

/** The first zone that holds a file decides. architecture.md §4 */
export const ZONES: readonly Zone[] = [
	zone(
		'composition root',
		'src/',
		[ANY_PACKAGE],
		/^src\/lib\/engine\/(engine\.worker|create-engine|watch-open)\.ts$/
	),
	zone('kernel', KERNEL, []),
	...['drives', 'hashing', 'transport', 'sources', 'sessions', 'flight'].map(leaf),
	zone('uploads', lib('uploads/'), [KERNEL, ...INTERFACES]),
	zone('downloads', lib('downloads/'), [KERNEL, ...INTERFACES]),
	// Asked by the service worker, which can hold no engine, and by other pages of the origin.
	zone('local-api', lib('local-api/'), [KERNEL, ...INTERFACES]),
	// Which accounts exist is known at run time only, so the engine makes their Drives itself.
	zone('engine', lib('engine/'), [
		KERNEL,
		lib('uploads/'),
		lib('drives/'),
		lib('local-api/'),
		...INTERFACES,
		ANY_PACKAGE
	]),
	zone('pwa', lib('pwa/'), [KERNEL, lib('sources/'), ANY_PACKAGE]),
	zone('i18n', lib('i18n/'), [KERNEL, ANY_PACKAGE]),
	zone('app', lib('app/'), [
		...['engine/', 'pwa/', 'i18n/', 'sources/'].map(lib),
		KERNEL,
		...INTERFACES,
		ANY_PACKAGE
	]),
	zone('ui', lib('ui/'), [lib('app/'), lib('i18n/'), ANY_PACKAGE]),
	zone('server', lib('server/'), SERVER),
	zone('proxy routes', 'src/routes/api/', SERVER, /^src\/(routes\/api\/|hooks\.server\.ts$)/),
	zone('routes', 'src/routes/', [
		...['ui/', 'app/', 'pwa/', 'i18n/'].map(lib),
		'src/app.css',
		ANY_PACKAGE
	]),
	zone('service worker', 'src/service-worker/', [
		KERNEL,
		lib('sessions/'),
		lib('local-api/'),
		ANY_PACKAGE
	]),
	zone('sandbox', 'src/sandbox/', [KERNEL, ANY_PACKAGE]),
	zone('serve', 'src/serve/', ['src/sandbox/sandbox', lib('server/csp'), ANY_PACKAGE])
];

function allowed(zone: Zone, link: Link): boolean {
	if (!link.ours) return zone.may.includes(ANY_PACKAGE) || link.kind === 'type';
	if (link.kind === 'type' && (INTERFACES.includes(link.to) || link.to.startsWith(KERNEL))) {
		return true;
	}
	// The page names every worker's URL, so that the service worker can keep their scripts.
	if (link.kind === 'worker' && (zone.name === 'engine' || zone.name === 'pwa')) return true;
	// A build plugin's file URLs are no imports.
	if (link.kind === 'worker' && zone.name === 'serve') return true;
	return [zone.own, ...zone.may].some((prefix) =>
		prefix.endsWith('/') ? link.to.startsWith(prefix) : link.to === prefix
	);
}

/** wrongDirections lists links that go against the plan of the house. */
export function wrongDirections(links: readonly Link[]): readonly string[] {
	return links.flatMap((link) => {
		const zone = ZONES.find(({ holds }) => holds.test(link.from.path));
		if (!zone) return [];
		return allowed(zone, link) ? [] : [`${link.place}: ${zone.name} must not import ${link.to}`];
	});
}

/** cycles lists rings of value imports, each once. */
export function cycles(links: readonly Link[]): readonly string[] {
	const next = new Map<string, Set<string>>();
	for (const { from, to, ours, kind } of links) {
		if (!ours || kind !== 'value') continue;
		const id = moduleId(from.path);
		next.set(id, (next.get(id) ?? new Set()).add(to));
	}
	const found = new Map<string, string>();
	const done = new Set<string>();
	const visit = (id: string, trail: readonly string[]): void => {
		const start = trail.indexOf(id);
		if (start >= 0) {
			const ring = trail.slice(start);
			found.set([...ring].sort().join(), [...ring, id].join(' -> '));
			return;
		}
		if (done.has(id)) return;
		for (const to of next.get(id) ?? []) visit(to, [...trail, id]);
		done.add(id);
	};
	for (const id of next.keys()) visit(id, []);
	return [...found.values()];
}
