import * as v from 'valibot';
import type { DownloadLink, FileEntry } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import type { Leading } from '../../leading';
import { shape, text } from '../../fields';
import { webHeaders, type Api } from '../call';
import { innerUrl } from '../download-url';
import { isFolder, type Item } from '../items';
import { liveItem } from './lookups';

/** A link that is over when it is followed is asked for anew, once. 123pan.md §10.1 */
const TRIES = 2;
const OVER = 403;

/**
 * link gives a URL that downloads a file, without any sign-in of the browser's. Rejects
 * `file-missing`, `traffic-exceeded`, `drive-refused` for folders. 123pan.md §10
 */
export async function link(api: Api, doors: Doors, { id }: FileEntry): Promise<DownloadLink> {
	const item = await liveItem(api, id);
	if (isFolder(item)) throw new TransferError('drive-refused', { detail: 'a folder has no link' });
	for (let tries = 1; ; tries++) {
		const told = await downloadUrl(api, item);
		const inner = innerUrl(told);
		const leading = await follow(doors, inner);
		if (leading?.status === OVER && tries < TRIES) continue;
		const url = leading && nextUrl(leading, inner);
		// Where the proxy may not follow, or can't: the page that the service's own web app opens.
		return withEnd(url ?? told, inner, doors.clock.now());
	}
}

const infoSchema = v.looseObject({ DownloadUrl: text });

async function downloadUrl(api: Api, item: Item): Promise<string> {
	const data = await api.call('POST', 'file/download_info', {
		driveId: 0,
		etag: item.Etag ?? '',
		fileId: Number(item.FileId),
		s3keyFlag: item.S3KeyFlag ?? '',
		type: 0,
		fileName: item.FileName,
		size: item.Size
	});
	const { DownloadUrl } = shape(infoSchema, data);
	if (!isWebUrl(DownloadUrl))
		throw new TransferError('unreadable-answer', { detail: 'a download without a URL' });
	return DownloadUrl;
}

/** undefined: the browser may get further than the proxy does. */
async function follow({ egress, realm }: Doors, inner: string): Promise<Leading | undefined> {
	const { referer = '', 'user-agent': agent = '' } = webHeaders('');
	try {
		return await egress.lead(realm, inner, { referer, 'user-agent': agent });
	} catch (error) {
		if (error instanceof TransferError) return undefined;
		throw error;
	}
}

const leadSchema = v.object({ data: v.object({ redirect_url: text }) });

/** nextUrl is what the inner URL leads to: by 302, by JSON, or itself when it is the file. */
function nextUrl({ status, location, type, text }: Leading, inner: string): string | undefined {
	if (status >= 400) return undefined;
	if (location !== undefined) return isWebUrl(location) ? location : undefined;
	if (type === 'json') {
		const read = v.safeParse(leadSchema, parsed(text));
		const url = read.success ? read.output.data.redirect_url : '';
		return isWebUrl(url) ? url : undefined;
	}
	return type === 'other' ? inner : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** URLs of the CDN tell their end as `t`, in Unix seconds. */
function withEnd(url: string, inner: string, now: number): DownloadLink {
	for (const one of [url, inner]) {
		const seconds = /[?&]t=(\d{10})(?:&|$)/.exec(one)?.[1];
		if (seconds && Number(seconds) * 1000 > now) return { url, expiresAt: Number(seconds) * 1000 };
	}
	return { url };
}

function isWebUrl(url: string): boolean {
	return /^https?:\/\//i.test(url) && URL.canParse(url);
}
