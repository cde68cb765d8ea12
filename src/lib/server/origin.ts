const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * comesFromUs tells whether a request may change state: it must name our own origin. `own` is the
 * request's URL as the server sees it. Both names of this machine work. architecture.md §8
 */
export function comesFromUs(request: Request, own: URL): boolean {
	if (SAFE.has(request.method)) return true;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin' && site !== 'none') return false;
	const text = request.headers.get('origin');
	if (text === null || !URL.canParse(text)) return false;
	const origin = new URL(text);
	const hosts = [own.host, request.headers.get('host')];
	if (!hosts.includes(origin.host)) return false;
	// Without a proxy in front, the server can't tell its own scheme and says https.
	return origin.protocol === own.protocol || LOOPBACK.has(origin.hostname);
}
