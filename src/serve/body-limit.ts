import type { IncomingMessage } from 'node:http';

/** The one route that takes bodies of any size: parts that pass through. */
const UNLIMITED = '/api/relay';
const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** bytesOf reads a size as BODY_SIZE_LIMIT states it: bytes, or `512K`, `2M`, `1G`. */
export function bytesOf(setting: string): number {
	const [, number, unit = ''] = /^(\d+|Infinity)([KMG]?)$/i.exec(setting.trim()) ?? [];
	if (number === undefined) {
		throw new Error(`BODY_SIZE_LIMIT must be a number of bytes like 512K or 2M, not "${setting}".`);
	}
	return Number(number) * (UNITS[unit.toUpperCase()] ?? 1);
}

/**
 * bodyRefusal gives the status that refuses a request for its body, before any of it is read. A body
 * that does not say its length (411) is none that a browser sends.
 */
export function bodyRefusal(
	{ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
	limit: number
): 411 | 413 | undefined {
	if (url.split('?')[0] === UNLIMITED) return undefined;
	if (headers['transfer-encoding'] !== undefined) return 411;
	return Number(headers['content-length'] ?? 0) > limit ? 413 : undefined;
}
