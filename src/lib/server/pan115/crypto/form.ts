import { cbc } from '@noble/ciphers/aes.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Exchange } from './exchange';

/** formText is a form as text: sorted by name, urlencoded with `+` for a space. 115.md §5.1 */
export function formText(fields: Readonly<Record<string, string>>): string {
	const form = new URLSearchParams(fields);
	form.sort();
	return form.toString();
}

/** encryptForm gives init's body: AES-128-CBC of the form's text, PKCS#7 always. 115.md §6.4 */
export function encryptForm(
	fields: Readonly<Record<string, string>>,
	exchange: Pick<Exchange, 'key' | 'iv'>
): Uint8Array<ArrayBuffer> {
	return new Uint8Array(cbc(exchange.key, exchange.iv).encrypt(utf8ToBytes(formText(fields))));
}
