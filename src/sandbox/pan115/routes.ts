import type { Exchange } from '../http/exchange';
import type { Endpoint } from './call';

const compiled = new WeakMap<Endpoint, RegExp>();

/** findEndpoint gives the endpoint of an exchange and what stood for the `{name}`s of its path. */
export function findEndpoint(
	endpoints: readonly Endpoint[],
	{ host, path, method }: Exchange
): { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> } | undefined {
	// Clients differ about the slash at the end, and the server does not care.
	const plain = path.replace(/\/+$/, '') || '/';
	for (const endpoint of endpoints) {
		if (!endpoint.hosts.includes(host) || (endpoint.method ?? method) !== method) continue;
		const match = patternOf(endpoint).exec(plain);
		if (match) return { endpoint, params: { ...match.groups } };
	}
	return undefined;
}

function patternOf(endpoint: Endpoint): RegExp {
	let pattern = compiled.get(endpoint);
	if (!pattern) {
		const text = endpoint.path
			.replace(/[.+*?^$()|[\]]/g, '\\$&')
			.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
		compiled.set(endpoint, (pattern = new RegExp(`^${text}$`)));
	}
	return pattern;
}
