import { randomBytes, randomInt } from 'node:crypto';

/** ROOT is the id of every account's root folder. */
export const ROOT = '0';

const FIRST_ID = 2900000000000000001n;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Ids counts ids up: decimal strings that no JavaScript number can hold (115.md §3). */
export class Ids {
	#next = FIRST_ID;

	next(): string {
		return String(this.#next++);
	}
}

/**
 * newPickCode makes 17 digits of base 36: `a`–`e` first for files, `fa`–`fe` for folders (115.md §3).
 */
export function newPickCode(kind: 'file' | 'folder'): string {
	const start = (kind === 'folder' ? 'f' : '') + letter(5);
	return start + Array.from({ length: 17 - start.length }, () => letter(36)).join('');
}

/** newHex gives random hex digits, lower case. */
export function newHex(digits: number): string {
	return randomBytes(digits / 2).toString('hex');
}

/** cidOf reads `U_1_<cid>`, the own drive as an upload's target; undefined for any other (115.md §3). */
export function cidOf(target: string | undefined): string | undefined {
	return /^U_1_(\d+)$/.exec(target ?? '')?.[1];
}

function letter(of: number): string {
	return DIGITS[randomInt(of)] ?? '';
}

const ID_NAMES =
	'fid|cid|pid|file_id|category_id|user_id|parent_id|area_id|aid|to_cid|rid|id|file_size|fs|s';

/**
 * withNumberIds writes the ids of a JSON text as numbers, as the server sometimes does: they are
 * beyond 2^53, so no JavaScript number may touch them (115.md §3).
 */
export function withNumberIds(text: string): string {
	return text.replace(new RegExp(`"(${ID_NAMES})":"(0|[1-9]\\d*)"`, 'g'), '"$1":$2');
}
