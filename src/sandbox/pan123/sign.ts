import { crc32 } from './crc32';

/** Signature is the query parameter of a signed request, with every intermediate value. */
export interface Signature {
	/** Civil minute in UTC+8, `YYYYMMDDHHmm`. */
	readonly utc8Minute: string;
	readonly mappedMinute: string;
	readonly signedString: string;
	/** Name of the parameter. */
	readonly key: string;
	/** Value of the parameter. */
	readonly value: string;
}

const LETTERS = 'adefghlmyi';

/**
 * signRequest computes the signature of `path`, the upstream path without host and query, at
 * `timestamp` whole seconds (123pan.md §3.1).
 */
export function signRequest(
	path: string,
	timestamp: number,
	random: number,
	platform = 'web',
	version = '3'
): Signature {
	const shifted = new Date((timestamp + 8 * 3600) * 1000).toISOString();
	const utc8Minute = shifted.slice(0, 16).replace(/[-T:]/g, '');
	const mappedMinute = utc8Minute.replace(/\d/g, (digit) => LETTERS.charAt(Number(digit)));
	const key = String(crc32(mappedMinute));
	const signedString = [timestamp, random, path, platform, version, key].join('|');
	const value = [timestamp, random, crc32(signedString)].join('-');
	return { utc8Minute, mappedMinute, signedString, key, value };
}

/**
 * checkSignature says what is wrong with the signature in a query, or null. A parameter counts as a
 * signature if its name is all digits. `window` is in seconds (§17.14).
 */
export function checkSignature(
	query: URLSearchParams,
	path: string,
	now: number,
	window: number
): 'missing' | 'wrong' | 'too old' | null {
	const found = [...query].find(([name]) => /^\d+$/.test(name));
	if (!found) return 'missing';
	const [key, value] = found;
	const match = /^(\d+)-(\d+)-(\d+)$/.exec(value);
	if (!match) return 'wrong';
	const timestamp = Number(match[1]);
	if (!(timestamp < 1e11)) return 'wrong';
	const expected = signRequest(path, timestamp, Number(match[2]));
	if (expected.key !== key || expected.value !== value) return 'wrong';
	return Math.abs(now - timestamp) > window ? 'too old' : null;
}
