import { md5 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toHex } from '../../../kernel/bytes';

const SALT = 'Qclm8MGWUv59TnrR0XPg';
const md5Hex = (text: string) => toHex(md5(utf8ToBytes(text)));

/** TokenFields: what `token` covers, each exactly as in the form. 115.md §6.2 */
export interface TokenFields {
	/** SHA-1 of the file, upper-case hex. */
	readonly fileId: string;
	/** Bytes. */
	readonly size: string | number;
	/** Of the second verification; absent in a first request. */
	readonly signKey?: string | undefined;
	readonly signVal?: string | undefined;
	readonly userId: string;
	readonly t: string;
	readonly appVersion: string;
}

/** tokenInput is the text under `token`'s MD5. 115.md §6.2 */
export function tokenInput(of: TokenFields): string {
	const { fileId, size, signKey = '', signVal = '', userId, t, appVersion } = of;
	return `${SALT}${fileId}${size}${signKey}${signVal}${userId}${t}${md5Hex(userId)}${appVersion}`;
}

/** initToken gives init's field `token`, lower-case hex. 115.md §6.2 */
export function initToken(of: TokenFields): string {
	return md5Hex(tokenInput(of));
}
