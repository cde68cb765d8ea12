/** Base64 with padding, of bytes of any length. */

/** Characters that one call of fromCharCode can take. */
const RUN = 0x8000;

export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let start = 0; start < bytes.length; start += RUN) {
		text += String.fromCharCode(...bytes.subarray(start, start + RUN));
	}
	return btoa(text);
}

/** fromBase64 gives undefined for what is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}
