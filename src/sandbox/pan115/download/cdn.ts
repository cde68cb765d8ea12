import { contentOf, readContent } from '../../content';
import type { Exchange, Handler, Reply } from '../../http/exchange';
import { parseRange } from '../../s3/range';
import type { World } from '../world';
import { CDN, fileFor } from './url';

/** isCdn says whether a request on storage's origin is a download from 115's CDN. */
export function isCdn({ host, path }: Pick<Exchange, 'host' | 'path'>): boolean {
	return host.replace(/:\d+$/, '').endsWith('.115cdn.net') || path.startsWith(`/${CDN}/`);
}

/** cdnHandler serves files by download URL, whole or one range; 403 for any other (115.md §9.1). */
export function cdnHandler(world: World): Handler {
	return async (exchange) => {
		if (exchange.method !== 'GET' && exchange.method !== 'HEAD') return text(405, 'Not Allowed');
		const item = fileFor(world, exchange);
		if (!item || item.folder) return text(403, 'Forbidden');
		const range = parseRange(exchange.headers.range, item.size);
		if (range === 'unsatisfiable')
			return text(416, '', { 'content-range': `bytes */${item.size}` });
		const { start, end } = range ?? { start: 0, end: item.size };
		const headers = {
			'content-type': 'application/octet-stream',
			'content-length': String(end - start),
			'accept-ranges': 'bytes',
			etag: `"${item.sha1}"`,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
			...(range && { 'content-range': `bytes ${start}-${end - 1}/${item.size}` })
		};
		const status = range ? 206 : 200;
		if (exchange.method === 'HEAD') return { status, headers };
		return { status, headers, body: readContent(item.content ?? contentOf([]), { start, end }) };
	};
}

function text(status: number, body: string, headers: Record<string, string> = {}): Reply {
	return { status, headers: { 'content-type': 'text/html', ...headers }, body };
}
