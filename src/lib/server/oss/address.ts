import type { OssObject } from './credentials';

/** OssQuery: decoded names and values; `null` is a name without `=`. */
export type OssQuery = Readonly<Record<string, string | null>>;

/**
 * OSS refuses path style at its public endpoints, and a bucket can't stand in front of an address.
 * Names below `localhost` resolve in browsers only, so a server does not use them.
 */
const PATH_STYLE = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\]|(.+\.)?localhost)(:\d+)?$/i;

const REGION = /^(?:oss-([a-z0-9-]+?)(?:-internal)?|([a-z0-9-]+)\.oss)\.aliyuncs\.com(?::\d+)?$/;
/** Acceleration endpoints look like those of a region, and are in none. */
const NO_REGION = /^oss-accelerate(-overseas)?\./;

/** ossHost is the host that a request for the object goes to, with a port if it has one. §2 */
export function ossHost(target: OssObject): string {
	const { host } = endpointOf(target.endpoint);
	return PATH_STYLE.test(host) ? host : `${target.bucket}.${host}`;
}

/**
 * ossUrl is an object's unsigned URL: `https`, virtual-host style; path style, and the scheme that
 * the endpoint names, where that is an IP address or localhost. object-storage.md §2
 */
export function ossUrl(target: OssObject, query: OssQuery = {}): string {
	const { scheme, host } = endpointOf(target.endpoint);
	const path = encodePath(target.object);
	const place = PATH_STYLE.test(host)
		? `${scheme}://${host}/${target.bucket}/${path}`
		: // 115 says `http`, which a page over `https` may not use.
			`https://${target.bucket}.${host}/${path}`;
	const search = Object.entries(query)
		.map(([name, value]) => encode(name) + (value === null ? '' : `=${encode(value)}`))
		.join('&');
	return search === '' ? place : `${place}?${search}`;
}

/** regionOf gives the region of an endpoint, undefined when its host does not tell it. §2 */
export function regionOf(endpoint: string): string | undefined {
	const { host } = endpointOf(endpoint);
	if (NO_REGION.test(host)) return undefined;
	const match = REGION.exec(host);
	return match?.[1] ?? match?.[2];
}

/** encode percent-encodes all but letters, digits and `-._~`, in upper-case hex. §2 */
export function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
	);
}

/** encodePath encodes an object's name and keeps its slashes. */
export function encodePath(object: string): string {
	return object.split('/').map(encode).join('/');
}

function endpointOf(endpoint: string): { readonly scheme: string; readonly host: string } {
	const [, scheme = 'https', host = ''] = /^(?:(https?):\/\/)?([^/]*)/i.exec(endpoint) ?? [];
	return { scheme: scheme.toLowerCase(), host: host.toLowerCase() };
}
