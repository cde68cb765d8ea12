import type { Realm } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { withinLimit } from '../kernel/time-limit';
import {
	API_HOSTS,
	DOWNLOAD_HOSTS,
	extraStorage,
	matchesHost,
	matchesUrl,
	STORAGE_HOSTS
} from './allow-list';
import { readLeading, type Leading } from './leading';

/** Longest time for one call to a provider, in milliseconds. Shorter than the page's own limit. */
const LIMIT_MS = 20_000;
const RETRY_AFTER_MIN_S = 1;
const RETRY_AFTER_MAX_S = 60;
const RESET_MAX_S = 3600;
/** Numbers above it are times of day: 2001. */
const LONG_AGO_S = 1_000_000_000;

export interface EgressEnv {
	readonly sandboxOrigin?: string | undefined;
	readonly sandboxStorageOrigin?: string | undefined;
	/** The STORAGE_HOSTS setting. */
	readonly storageHosts?: string | undefined;
	readonly clock: Clock;
	readonly fetch?: typeof fetch | undefined;
}

/** Answer: status, headers and whole body of a call that came through. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** The same bytes read as UTF-8. */
	readonly text: string;
}

/**
 * Egress: the proxy's only way out. Hosts are those of the allow-list, and the sandbox's two
 * origins from configuration; nothing in a request can name another one. architecture.md §8
 */
export interface Egress {
	/**
	 * call sends one request to a provider's API host; `path` starts with `/` and may have a query.
	 * Rejects `host-not-allowed`, `network`, `server-error`, `rate-limited`, `unreadable-answer`.
	 * `limitMs`: longest time until the answer is complete.
	 */
	call(
		realm: Realm,
		host: string,
		path: string,
		init: RequestInit,
		limitMs?: number
	): Promise<Answer>;
	/** allowsHost tells whether a discovered API host may be used. */
	allowsHost(host: string): boolean;
	/** allowsStorage tells whether the page may send bytes to this URL. */
	allowsStorage(realm: Realm, url: string): boolean;
	/**
	 * storage sends one small request to storage, with the status left to the caller to read. Rejects
	 * `host-not-allowed`, `network`, `server-error` (too late).
	 */
	storage(realm: Realm, url: string, init: RequestInit): Promise<Answer>;
	/**
	 * stream sends a body to storage as it comes, without a limit of time and without keeping it. Rejects
	 * `host-not-allowed`, `network` (also for an answer that leads elsewhere).
	 */
	stream(realm: Realm, url: string, init: RequestInit): Promise<Response>;
	/**
	 * lead asks where a download URL leads, and reads no file that may be there. Rejects
	 * `host-not-allowed`, `network`, `server-error` (too late).
	 */
	lead(realm: Realm, url: string, headers: Readonly<Record<string, string>>): Promise<Leading>;
	/** sandboxAccounts gives the sandbox's accounts as the sandbox lists them. */
	sandboxAccounts(): Promise<unknown>;
	/** sandboxKeys gives the public keys that the sandbox's 115 wants its clients to use. */
	sandboxKeys(): Promise<unknown>;
}

/** createEgress makes an Egress from configuration. */
export function createEgress(env: EgressEnv): Egress {
	const send = env.fetch ?? fetch;
	const storage = [...STORAGE_HOSTS, ...extraStorage(env.storageHosts)];

	const request = (url: string, init: RequestInit, limit = LIMIT_MS): Promise<Answer> =>
		withinLimit(env.clock, limit, undefined, async (signal) => {
			try {
				// A redirect could lead out of the allow-list.
				const response = await send(url, { ...init, signal, redirect: 'manual' });
				const bytes = new Uint8Array(await response.arrayBuffer());
				const { status, headers } = response;
				return { status, headers, bytes, text: new TextDecoder().decode(bytes) };
			} catch (cause) {
				throw new TransferError('network', { detail: `no connection to ${hostOf(url)}`, cause });
			}
		});

	const sandbox = (): string => {
		if (env.sandboxOrigin) return env.sandboxOrigin;
		throw new TransferError('signed-out', { detail: 'the sandbox is switched off' });
	};

	const allowsHost = (host: string) => matchesHost(API_HOSTS, host);

	const allows = (patterns: readonly string[], realm: Realm, text: string): boolean => {
		const url = parseUrl(text);
		if (!url) return false;
		if (realm === 'sandbox') return url.origin === originOf(env.sandboxStorageOrigin);
		return matchesUrl(patterns, url);
	};
	const refuseForeign = (
		realm: Realm,
		url: string,
		patterns: readonly string[] = storage
	): void => {
		if (!allows(patterns, realm, url)) {
			throw new TransferError('host-not-allowed', { detail: hostOf(url) });
		}
	};
	const fromSandbox = async (call: string): Promise<unknown> => {
		const answer = refuse(await request(`${sandbox()}/_sandbox/${call}`, {}), env.clock);
		try {
			return JSON.parse(answer.text) as unknown;
		} catch (cause) {
			throw new TransferError('unreadable-answer', { detail: 'not the sandbox', cause });
		}
	};

	return {
		allowsHost,
		allowsStorage: (realm, url) => allows(storage, realm, url),
		async call(realm, host, path, init, limitMs) {
			if (!allowsHost(host) || !path.startsWith('/')) {
				throw new TransferError('host-not-allowed', { detail: host });
			}
			const base = realm === 'sandbox' ? `${sandbox()}/${host}` : `https://${host}`;
			return refuse(await request(base + path, init, limitMs), env.clock);
		},
		async storage(realm, url, init) {
			refuseForeign(realm, url);
			return request(url, init);
		},
		async stream(realm, url, init) {
			refuseForeign(realm, url);
			try {
				return await send(url, { ...init, ...SENT_ONCE });
			} catch (cause) {
				throw new TransferError('network', { detail: `no connection to ${hostOf(url)}`, cause });
			}
		},
		lead(realm, url, headers) {
			return withinLimit(env.clock, LIMIT_MS, undefined, async (signal) => {
				refuseForeign(realm, url, DOWNLOAD_HOSTS);
				try {
					return await readLeading(await send(url, { headers, signal, redirect: 'manual' }));
				} catch (cause) {
					throw new TransferError('network', { detail: `no connection to ${hostOf(url)}`, cause });
				}
			});
		},
		sandboxAccounts: () => fromSandbox('accounts'),
		sandboxKeys: () => fromSandbox('keys')
	};
}

/**
 * SENT_ONCE is how a body passes through: wherever a redirect would not fail outright, Node's fetch
 * keeps a copy of all of it, to send it again. Cloudflare's fetch keeps none, and knows no `error`.
 */
const SENT_ONCE: RequestInit =
	'FixedLengthStream' in globalThis ? { redirect: 'manual' } : { redirect: 'error', window: null };

/** refuse turns the statuses that mean the same with every provider into TransferErrors. */
function refuse(answer: Answer, clock: Clock): Answer {
	const { status, headers } = answer;
	const retryAfter = retryAfterOf(headers, clock);
	if (status === 429) {
		const wait = retryAfter ?? resetOf(headers, clock) ?? RETRY_AFTER_MIN_S * 1000;
		throw new TransferError('rate-limited', { retryAfter: wait });
	}
	if (status >= 500)
		throw new TransferError('server-error', { retryAfter, detail: `HTTP ${status}` });
	if (status >= 300 && status < 400) {
		throw new TransferError('unreadable-answer', { detail: `HTTP ${status}, not followed` });
	}
	return answer;
}

/** retryAfterOf reads Retry-After, seconds or a date, as milliseconds within 1 to 60 s. */
export function retryAfterOf(headers: Headers, clock: Clock): number | undefined {
	const text = headers.get('retry-after');
	if (text === null) return undefined;
	const seconds = /^\s*\d+(\.\d+)?\s*$/.test(text)
		? Number(text)
		: (Date.parse(text) - clock.now()) / 1000;
	if (Number.isNaN(seconds)) return undefined;
	return Math.min(RETRY_AFTER_MAX_S, Math.max(RETRY_AFTER_MIN_S, seconds)) * 1000;
}

/**
 * X-RateLimit-Reset as milliseconds from now, within 1 s to 1 h: Unix seconds, or milliseconds, or
 * seconds from now, whichever the number can be. 115.md §10.4
 */
function resetOf(headers: Headers, clock: Clock): number | undefined {
	const text = headers.get('x-ratelimit-reset');
	if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
	const told = Number(text);
	const isTime = told > LONG_AGO_S;
	const seconds = isTime ? (told > LONG_AGO_S * 1000 ? told / 1000 : told) : told;
	const wait = isTime ? seconds - clock.now() / 1000 : seconds;
	return Math.min(RESET_MAX_S, Math.max(RETRY_AFTER_MIN_S, wait)) * 1000;
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

function originOf(text: string | undefined): string | undefined {
	return text === undefined ? undefined : parseUrl(text)?.origin;
}

function hostOf(url: string): string {
	return parseUrl(url)?.host ?? 'the host';
}
