/** toBase64 encodes bytes, or a text's UTF-8, with the standard alphabet and padding. */
export function toBase64(data: string | Uint8Array): string {
	let binary = '';
	for (const byte of typeof data === 'string' ? new TextEncoder().encode(data) : data) {
		binary += String.fromCharCode(byte);
	}
	return btoa(binary);
}

/** toBase64Url encodes bytes for URLs and JSON: RFC 4648 section 5, no padding. */
export function toBase64Url(bytes: Uint8Array): string {
	return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** fromBase64Url decodes either alphabet, padded or not; undefined when it is neither. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
	const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
	try {
		const binary = atob(plain + '='.repeat((4 - (plain.length % 4)) % 4));
		return Uint8Array.from(binary, (char) => char.charCodeAt(0));
	} catch {
		return undefined;
	}
}
