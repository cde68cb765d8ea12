import { toBase64Url } from './base64';

/**
 * The device cookie: 32 random bytes that the browser's script can't read. A sealed credential
 * opens only together with it, so a stolen one is useless elsewhere. architecture.md §8
 */
export const DEVICE_COOKIE = 'panlift-device';

const MAX_AGE_S = 400 * 24 * 60 * 60;

/** newDevice makes the value of a device cookie. */
export function newDevice(): string {
	return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** isDevice tells a value that newDevice made from rubbish. */
export function isDevice(value: string | undefined): value is string {
	return value !== undefined && /^[\w-]{43}$/.test(value);
}

/** deviceCookie gives the attributes of the cookie, as kit's `cookies.set` takes them. */
export function deviceCookie(url: URL): {
	readonly path: string;
	readonly httpOnly: boolean;
	readonly sameSite: 'strict';
	readonly maxAge: number;
	readonly secure: boolean;
} {
	return {
		path: '/api',
		httpOnly: true,
		sameSite: 'strict',
		maxAge: MAX_AGE_S,
		// Plain http on this machine: Safari refuses a Secure cookie there.
		secure: url.protocol === 'https:' && !isLoopback(url.hostname)
	};
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
