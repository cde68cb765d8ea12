import { createHmac } from 'node:crypto';
import type { Exchange } from '../../http/exchange';
import { ACCOUNTS, type Account } from '../accounts';
import type { Item } from '../tree';
import type { World } from '../world';

/** CDN is the host that download URLs name: here the first segment of a path on storage's origin. */
export const CDN = 'cdnfhnfile.115cdn.net';

/** COOKIE is what a URL with `f=3` wants besides the User-Agent (115.md §9.1). */
export const COOKIE = 'acw_tc';

/** BINDINGS are `f`: to what a URL is bound, by switch. */
const BINDINGS = { agent: '1', cookie: '3', none: '' } as const;

// It guards nothing real: whoever may ask the sandbox for a URL may have the file.
const SECRET = 'sandbox: downloads of 115';

/** downloadUrl makes the URL of a file for whoever sends `agent`, for as long as the switch says. */
export function downloadUrl(world: World, account: Account, item: Item, agent: string): string {
	const { downloadLifetime, downloadBinding } = world.config.current;
	const t = String(world.time.seconds() + downloadLifetime);
	const [u, f] = [account.userId, BINDINGS[downloadBinding]];
	const k = signatureOf({ id: item.id, t, u, f, agent });
	const query = new URLSearchParams({ t, u, s: '104857600', d: `vip-${u}`, c: '2', f, k });
	const path = `${CDN}/${item.id}/${encodeURIComponent(item.name)}`;
	return `${world.storageOrigin}/${path}?${query.toString()}`;
}

/** cookieFor is the value of COOKIE that a person's URLs with `f=3` want. */
export function cookieFor(account: Account): string {
	return createHmac('sha256', SECRET).update(account.userId).digest('hex').slice(0, 32);
}

/** fileFor finds the file that a request may have; null when its URL is wrong, bound or over. */
export function fileFor(world: World, { path, query, headers }: Exchange): Item | null {
	const id = /^\/(?:cdnfhnfile\.115cdn\.net\/)?(\d+)\/[^/]*$/.exec(path)?.[1] ?? '';
	const [t, u, f] = [query.get('t') ?? '', query.get('u') ?? '', query.get('f') ?? ''];
	const account = ACCOUNTS.find(({ userId }) => userId === u);
	const agent = headers['user-agent'] ?? '';
	if (!account || query.get('k') !== signatureOf({ id, t, u, f, agent })) return null;
	if (Number(t) <= world.time.seconds()) return null;
	const cookie = `${COOKIE}=${cookieFor(account)}`;
	if (f === BINDINGS.cookie && !(headers.cookie ?? '').split(/;\s*/).includes(cookie)) return null;
	return world.tree(account).get(id) ?? null;
}

interface Signed {
	readonly id: string;
	readonly t: string;
	readonly u: string;
	readonly f: string;
	readonly agent: string;
}

function signatureOf({ id, t, u, f, agent }: Signed): string {
	const text = JSON.stringify([id, t, u, f, f === BINDINGS.none ? '' : agent]);
	return createHmac('sha256', SECRET).update(text).digest('hex').slice(0, 32);
}
