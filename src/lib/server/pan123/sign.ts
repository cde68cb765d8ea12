import { crc32 } from '../crc32';

const DIGITS = 'adefghlmyi';
const UTC8_S = 8 * 60 * 60;
const PLATFORM = 'web';
const VERSION = '3';

/**
 * signParameter gives the query parameter that signs a call: its name (`key`) and its value. `path`
 * is the one sent upstream, with `/b/api`, without host and query; `timestamp` is Unix time in whole
 * seconds; `random` an integer up to 10,000,000. The name changes every minute of UTC+8, whatever
 * the local zone, so a signed URL is never kept. 123pan.md §3.1
 */
export function signParameter(
	path: string,
	timestamp: number,
	random: number
): { readonly key: string; readonly value: string } {
	const minute = new Date((timestamp + UTC8_S) * 1000)
		.toISOString()
		.replace(/\D/g, '')
		.slice(0, 12);
	const mapped = minute.replace(/\d/g, (digit) => DIGITS[Number(digit)] as string);
	const key = String(crc32(mapped));
	const check = crc32([timestamp, random, path, PLATFORM, VERSION, key].join('|'));
	return { key, value: `${timestamp}-${random}-${check}` };
}
