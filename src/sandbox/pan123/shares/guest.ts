import { MiB } from '../../../lib/kernel/bytes';
import type { Reply } from '../../http/exchange';
import type { Call, Endpoint } from '../call';
import { missing, ok, Refusal } from '../envelope';
import { downloadUrl, refuseOther } from '../download/endpoints';
import { noFile } from '../files/operations';
import { viewItem } from '../item-view';
import { readToken } from '../token';
import { ROOT, type Item } from '../tree';
import type { World } from '../world';
import type { Share } from './shares';

const PAGE_LIMIT = 100;
/** Largest file that may be downloaded without signing in, about (123pan.md §12). */
const FREE_BYTES = 100 * MiB;

/** guestEndpoints show shares to whoever has the link (123pan.md §12). */
export const guestEndpoints: Readonly<Record<string, Endpoint>> = {
	'/share/get': { method: 'GET', guest: true, answer: show },
	'/share/download/info': { method: 'POST', guest: true, answer: download }
};

/** sharedWith finds the share that a request names; its password is asked for. */
export function sharedWith({ world, fields }: Call, key = 'ShareKey', pwd = 'SharePwd'): Share {
	return world.shares.look(fields.text(key) ?? '', fields.text(pwd) ?? '', world.time.now());
}

/** sharedItem finds an entry under a share; 5066 for any other. */
export function sharedItem(world: World, { account, items }: Share, id: number): Item {
	const tree = world.tree(account);
	const item = tree.get(id);
	if (!item || !tree.isLive(item)) throw noFile();
	if (!tree.lineage(item).some((above) => items.includes(above.id))) throw noFile();
	return item;
}

/** Pages go by `Page`; `next` is ignored. */
function show(call: Call): Reply {
	const { world, fields } = call;
	const share = sharedWith(call);
	const tree = world.tree(share.account);
	const parent = fields.whole('parentFileId') ?? ROOT;
	const tops = share.items.map((id) => tree.get(id)).filter((item) => item && tree.isLive(item));
	const found =
		parent === ROOT
			? (tops as Item[])
			: [...tree.children(sharedItem(world, share, parent).id)].sort((a, b) =>
					a.name < b.name ? -1 : 1
				);
	const all = fields.text('orderDirection') === 'desc' ? found.reverse() : found;
	const limit = Math.min(PAGE_LIMIT, fields.whole('limit') || PAGE_LIMIT);
	const page = Math.max(1, fields.whole('Page') ?? 1);
	const items = all.slice((page - 1) * limit, page * limit);
	return ok({
		Next: all.length > page * limit ? String(items.at(-1)?.id) : '-1',
		Len: items.length,
		IsFirst: page === 1,
		Total: all.length,
		InfoList: items.map((item) => viewItem(share.account, item))
	});
}

/** Small files need no sign-in. `DownloadURL` is spelled otherwise than one's own `DownloadUrl`. */
function download(call: Call): Reply {
	const { world, fields, exchange } = call;
	const share = sharedWith(call);
	const id = fields.whole('fileId');
	if (id === undefined) throw missing('fileId');
	const item = sharedItem(world, share, id);
	refuseOther(fields, share.account, item);
	const token = /^Bearer\s+(.+)$/i.exec(exchange.headers.authorization ?? '')?.[1];
	if (item.size > FREE_BYTES && !(token && readToken(token)))
		throw new Refusal(401, 'Please Login');
	return ok({ DownloadURL: downloadUrl(world, share.account, item) });
}
