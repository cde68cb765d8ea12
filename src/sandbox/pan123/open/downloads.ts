import { createHmac } from 'node:crypto';
import { readContent } from '../../content';
import type { Exchange, Handler, Reply } from '../../http/exchange';
import { parseRange } from '../../s3/range';
import { ACCOUNTS } from '../accounts';
import type { World } from '../world';
import { done, gone, itemFrom, lacking, type BearerCall, type OpenEndpoints } from './call';

/** CDN is the host that download URLs name: here the first segment of a path on storage's origin. */
const CDN = 'download-cdn.cjjd19.com';

// It guards nothing real: whoever may ask the sandbox for a URL may have the file.
const SECRET = 'sandbox: downloads of 123Pan';

/** downloadEndpoints hand out URLs of files (123pan.md §15.4). */
export const downloadEndpoints: OpenEndpoints = {
	'GET /api/v1/file/download_info': { answer: downloadInfo }
};

function downloadInfo(call: BearerCall): Reply {
	const { world, account } = call;
	const item = itemFrom(call, 'fileId');
	if (item.folder) throw lacking('fileId');
	if (!call.tree.isLive(item)) throw gone();
	const t = String(world.time.seconds() + world.config.current.open123UrlLifetime);
	const query = new URLSearchParams({
		t,
		u: String(account.uid),
		k: sign(item.id, t, account.uid)
	});
	const path = `${CDN}/${item.id}/${encodeURIComponent(item.name)}`;
	return done({ downloadUrl: `${world.storageOrigin}/${path}?${query.toString()}` });
}

/** isOpenCdn tells requests for such URLs. */
export function isOpenCdn({ path }: Pick<Exchange, 'path'>): boolean {
	return path.startsWith(`/${CDN}/`);
}

/** openCdnHandler answers them, whole or one range; 403 when a URL is wrong or over. */
export function openCdnHandler(world: World): Handler {
	return (exchange) => Promise.resolve(answer(world, exchange));
}

function answer(world: World, { path, query, method, headers }: Exchange): Reply {
	const id = Number(path.split('/')[2]);
	const [t, u] = [query.get('t') ?? '', Number(query.get('u'))];
	const account = ACCOUNTS.find(({ uid }) => uid === u);
	const isSigned = query.get('k') === sign(id, t, u);
	if (!account || !isSigned || Number(t) <= world.time.seconds()) return { status: 403 };
	const content = world.tree(account).get(id)?.content;
	if (!content) return { status: 404 };
	const range = parseRange(headers.range, content.size);
	if (range === 'unsatisfiable') return { status: 416 };
	const { start, end } = range ?? { start: 0, end: content.size };
	return {
		status: range ? 206 : 200,
		headers: {
			'content-type': 'application/octet-stream',
			'content-length': String(end - start),
			'accept-ranges': 'bytes',
			...(range && { 'content-range': `bytes ${start}-${end - 1}/${content.size}` })
		},
		...(method === 'GET' && { body: readContent(content, { start, end }) })
	};
}

function sign(id: number, t: string, uid: number): string {
	return createHmac('sha256', SECRET)
		.update(JSON.stringify([id, t, uid]))
		.digest('hex')
		.slice(0, 32);
}
