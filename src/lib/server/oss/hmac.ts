/** hmac gives the HMAC of a text's UTF-8; a key that is a text is its UTF-8 too. */
export async function hmac(
	hash: 'SHA-1' | 'SHA-256',
	key: string | Uint8Array<ArrayBuffer>,
	text: string
): Promise<Uint8Array<ArrayBuffer>> {
	const utf8 = new TextEncoder();
	const raw = typeof key === 'string' ? utf8.encode(key) : key;
	const opened = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash }, false, ['sign']);
	return new Uint8Array(await crypto.subtle.sign('HMAC', opened, utf8.encode(text)));
}
