import { contentOf, readContent } from '../../content';
import { json, type Exchange, type Handler, type Reply } from '../../http/exchange';
import { parseRange } from '../../s3/range';
import type { Item } from '../tree';
import type { World } from '../world';
import { fileFor, HOSTS, stepUrl, type Step } from './url';

/** isDownload says whether a request on storage's origin is one of 123Pan's download steps. */
export function isDownload({ host, path }: Pick<Exchange, 'host' | 'path'>): boolean {
	return stepOf({ host, path }) !== undefined;
}

/** downloadHandler is the relay page, the inner URL that leads on, and the CDN (123pan.md §10.1). */
export function downloadHandler(world: World): Handler {
	return async (exchange) => {
		if (exchange.method !== 'GET' && exchange.method !== 'HEAD')
			return text(405, 'Method Not Allowed');
		const step = stepOf(exchange);
		if (step === 'relay') return relayPage(exchange);
		if (step === 'inner') return leadOn(world, exchange);
		const asked = fileFor(world, 'final', exchange);
		return asked ? serveFile(exchange, asked.item) : text(403, 'Forbidden');
	};
}

function stepOf({ host, path }: Pick<Exchange, 'host' | 'path'>): Step | undefined {
	const named = host.replace(/:\d+$/, '');
	const steps = Object.keys(HOSTS) as Step[];
	return steps.find((step) => named === HOSTS[step] || path.startsWith(`/${HOSTS[step]}/`));
}

/** What a browser that opens it comes to. */
function relayPage({ rawQuery }: Exchange): Reply {
	const params = decodeURIComponent(/(?:^|&)params=([^&]*)/.exec(rawQuery)?.[1] ?? '');
	const inner = Buffer.from(params, 'base64').toString();
	if (!URL.canParse(inner)) return text(400, 'Bad Request');
	return text(302, '', { location: inner });
}

function leadOn(world: World, exchange: Exchange): Reply {
	const asked = fileFor(world, 'inner', exchange);
	if (!asked) return text(403, 'Forbidden');
	const url = stepUrl(world, 'final', asked.account, asked.item);
	const { downloadRedirect: status } = world.config.current;
	if (status === 302) return text(302, '', { location: url });
	return json({ code: 0, message: 'ok', data: { redirect_url: url } }, status);
}

/** Whole or one range. */
function serveFile({ method, headers: { range: asked } }: Exchange, item: Item): Reply {
	const range = parseRange(asked, item.size);
	if (range === 'unsatisfiable') return text(416, '', { 'content-range': `bytes */${item.size}` });
	const { start, end } = range ?? { start: 0, end: item.size };
	const headers = {
		'content-type': 'application/octet-stream',
		'content-length': String(end - start),
		'accept-ranges': 'bytes',
		etag: `"${item.etag}"`,
		'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
		...(range && { 'content-range': `bytes ${start}-${end - 1}/${item.size}` })
	};
	const status = range ? 206 : 200;
	if (method === 'HEAD') return { status, headers };
	return { status, headers, body: readContent(item.content ?? contentOf([]), { start, end }) };
}

function text(status: number, body: string, headers: Record<string, string> = {}): Reply {
	return { status, headers: { 'content-type': 'text/html', ...headers }, body };
}
