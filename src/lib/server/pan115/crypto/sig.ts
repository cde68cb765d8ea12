import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toHex } from '../../../kernel/bytes';

const sha1Hex = (text: string) => toHex(sha1(utf8ToBytes(text)));

/** sigInner is the digest inside `sig`, lower-case hex. 115.md §6.1 */
export function sigInner(userId: string, fileId: string, target: string): string {
	return sha1Hex(`${userId}${fileId}${target}0`);
}

/**
 * initSig gives init's field `sig`, upper-case hex. `userKey` as received; `fileId` is the file's
 * SHA-1, upper-case hex; `target` as in the form. 115.md §6.1
 */
export function initSig(
	user: { readonly userId: string; readonly userKey: string },
	fileId: string,
	target: string
): string {
	const inner = sigInner(user.userId, fileId, target);
	return sha1Hex(`${user.userKey}${inner}000000`).toUpperCase();
}
