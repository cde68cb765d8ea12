import type { CallbackPair } from './dialect';

/** callbackHeaders are a callback for a request whose headers are signed. object-storage.md §7 */
export function callbackHeaders({ callback, callbackVar }: CallbackPair): Record<string, string> {
	return {
		'x-oss-callback': toBase64(callback),
		'x-oss-callback-var': toBase64(callbackVar)
	};
}

/** callbackQuery is a callback for a presigned URL. object-storage.md §7 */
export function callbackQuery({ callback, callbackVar }: CallbackPair): Record<string, string> {
	return { callback: toBase64(callback), 'callback-var': toBase64(callbackVar) };
}

/**
 * withDigest puts the known SHA-1 where OSS would put the one it computed, which it can't when parts
 * come in any order. The rest of the text stays as it is. 115.md §7.3
 */
export function withDigest(callback: string, sha1: string): string {
	return callback.replaceAll('${sha1}', sha1.toUpperCase());
}

function toBase64(text: string): string {
	let binary = '';
	for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
	return btoa(binary);
}
