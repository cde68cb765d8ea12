import * as v from 'valibot';
import type { DownloadLink } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import { shape, text } from '../../fields';
import { objectOf } from '../envelope';

const linkSchema = v.looseObject({
	url: v.optional(v.nullable(v.union([v.boolean(), text, v.looseObject({ url: text })])))
});
/** `f` of a URL that wants a cookie besides, which no page can set. 115.md §9.1 */
const WITH_COOKIE = '3';

/**
 * linkOf reads a download answer, files by id, for the only one asked for. Rejects `file-missing`, and
 * `drive-refused` where 115 gives no URL, or one that no browser can follow. 115.md §9.1, §10.3
 */
export function linkOf(files: unknown): DownloadLink {
	const [file] = Object.values(objectOf(files) ?? {});
	if (file === undefined) throw new TransferError('file-missing', { detail: 'no such pick code' });
	const { url: told } = shape(linkSchema, file);
	const address = typeof told === 'object' ? told?.url : told;
	if (typeof address !== 'string') throw refused('115 gives no download link for this');
	const url = parse(address);
	if (!url || !/^https?:$/.test(url.protocol)) throw refused('115 gave a link of no known form');
	if (url.searchParams.get('f') === WITH_COOKIE) throw refused('the link wants a cookie of 115');
	const end = /^\d{9,10}$/.exec(url.searchParams.get('t') ?? '')?.[0];
	return { url: address, ...(end && { expiresAt: Number(end) * 1000 }) };
}

function parse(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}

function refused(detail: string): TransferError {
	return new TransferError('drive-refused', { detail });
}
