/** Route is where an API request goes: the provider host, and the path as that host would see it. */
export interface Route {
	readonly host: string;
	readonly path: string;
	readonly rawQuery: string;
}

/** PAN123_HOSTS are the web API and login hosts, current and past (123pan.md §2). */
export const PAN123_HOSTS: readonly string[] = [
	'api.123278.com',
	'www.123pan.cn',
	'www.123pan.com',
	'yun.123pan.cn',
	'yun.123pan.com',
	'login.123pan.com',
	'login.123pan.cn',
	'user.123pan.cn',
	'user.123pan.com',
	'www.123684.com',
	'www.123865.com',
	'www.123912.com',
	'www.123952.com'
];

/** PAN115_HOSTS are those of 115's APIs, and the one that its QR codes name (115.md §2). */
export const PAN115_HOSTS: readonly string[] = [
	'webapi.115.com',
	'web.api.115.com',
	'proapi.115.com',
	'uplb.115.com',
	'passportapi.115.com',
	'qrcodeapi.115.com',
	'my.115.com',
	'aps.115.com',
	'appversion.115.com',
	'captchaapi.115.com',
	'115.com'
];

/** PAN123_OPEN_HOSTS are those of 123Pan's Open Platform: its calls, and its uploads (123pan.md §2). */
export const PAN123_OPEN_HOSTS: readonly string[] = [
	'open-api.123pan.com',
	'openapi-upload.123pan.com',
	'openapi-upload.123242.com'
];

const isApiHost = (host: string) =>
	[PAN123_HOSTS, PAN123_OPEN_HOSTS, PAN115_HOSTS].some((hosts) => hosts.includes(host));

/**
 * routeOf finds the provider host in the Host header, else in the first segment of the path; null if
 * neither names one.
 */
export function routeOf(hostHeader: string, url: string): Route | null {
	const { path, rawQuery } = splitUrl(url);
	const named = hostHeader.toLowerCase().replace(/:\d+$/, '');
	if (isApiHost(named)) return { host: named, path, rawQuery };
	const match = /^\/([^/]+)(\/.*)?$/.exec(path);
	const first = match?.[1]?.toLowerCase() ?? '';
	if (!isApiHost(first)) return null;
	return { host: first, path: match?.[2] ?? '/', rawQuery };
}

/** splitUrl parts a request target, of a client that takes us for its proxy too, into its raw path and query. */
export function splitUrl(url: string): { readonly path: string; readonly rawQuery: string } {
	const target = url.replace(/^https?:\/\/[^/?]+/i, '') || '/';
	const at = target.indexOf('?');
	return at < 0
		? { path: target, rawQuery: '' }
		: { path: target.slice(0, at), rawQuery: target.slice(at + 1) };
}
