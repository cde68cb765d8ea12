import { fromBase64Url } from '../base64';

/**
 * innerUrl takes a download URL's real address out of its `params` query, given in standard or
 * URL-safe base64; a URL without `params` is the real one already. 123pan.md §10.2
 */
export function innerUrl(url: string): string {
	// Not URLSearchParams: it would read the "+" of base64 as a blank.
	const raw = /[?&]params=([^&#]*)/.exec(url)?.[1] ?? '';
	if (raw === '') return url;
	const bytes = fromBase64Url(decodeURIComponent(raw));
	return bytes ? new TextDecoder().decode(bytes) : url;
}
