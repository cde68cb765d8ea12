import { createHmac } from 'node:crypto';
import type { Exchange } from '../../http/exchange';
import { ACCOUNTS, type Account } from '../accounts';
import type { Item } from '../tree';
import type { World } from '../world';

/** Hosts of a download's three steps: here first segments of paths on storage's origin (§2, §10.1). */
export const HOSTS = {
	relay: 'web-pro2.123952.com',
	inner: 'download-cdn.123295.com',
	final: 'download-cdn.cjjd19.com'
} as const;
export type Step = keyof typeof HOSTS;

// It guards nothing real: whoever may ask the sandbox for a URL may have the file.
const SECRET = 'sandbox: downloads of 123Pan';

/** relayUrl is what `DownloadUrl` holds: a page of the provider's with the inner URL in `params`. */
export function relayUrl(world: World, inner: string): string {
	// As the real one sends it: standard base64, not percent-encoded.
	const params = Buffer.from(inner).toString('base64');
	return `${world.storageOrigin}/${HOSTS.relay}/download-v2/?params=${params}&is_s3=0`;
}

/** stepUrl makes the inner or the final URL of a file; it ends when the switch says. */
export function stepUrl(
	world: World,
	step: Exclude<Step, 'relay'>,
	account: Account,
	item: Item
): string {
	const t = String(world.time.seconds() + world.config.current.linkLifetime);
	const s = `${t}${signatureOf(step, account.uid, item, t)}`;
	const query = new URLSearchParams({ v: '5', t, s, r: 'SANDBX', filename: item.name });
	const path = `123-681/${item.etag.slice(0, 8)}/${account.uid}-0/${item.etag}/${item.id}`;
	return `${world.storageOrigin}/${HOSTS[step]}/${path}?${query.toString()}`;
}

/** Asked: the file that a URL of a step is for. */
export interface Asked {
	readonly account: Account;
	readonly item: Item;
}

/** fileFor finds the file of an inner or final URL; null when the URL is wrong or over. */
export function fileFor(
	world: World,
	step: Exclude<Step, 'relay'>,
	{ path, query }: Pick<Exchange, 'path' | 'query'>
): Asked | null {
	const [, uid, etag, id] = /\/(\d+)-0\/([0-9a-f]{32})\/(\d+)$/.exec(path) ?? [];
	const account = ACCOUNTS.find((one) => String(one.uid) === uid);
	const item = account && world.tree(account).get(Number(id));
	const t = query.get('t') ?? '';
	if (!account || !item || item.folder || item.etag !== etag) return null;
	if (query.get('s') !== `${t}${signatureOf(step, account.uid, item, t)}`) return null;
	return Number(t) > world.time.seconds() ? { account, item } : null;
}

function signatureOf(step: Step, uid: number, { id, etag }: Item, t: string): string {
	const text = JSON.stringify([step, uid, id, etag, t]);
	return createHmac('sha256', SECRET).update(text).digest('hex').slice(0, 32);
}
