import { OssError } from './errors';

/** MAX_SKEW_MS is how far a request's clock may be off (object-storage.md §12). */
export const MAX_SKEW_MS = 900_000;

/** parseHttpDate reads `Thu, 15 Jan 2026 08:30:00 GMT`; null for anything else. */
export function parseHttpDate(text: string): number | null {
	if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)) return null;
	const ms = Date.parse(text);
	return Number.isNaN(ms) ? null : ms;
}

/** parseBasicDate reads `20260115T083000Z`; null for anything else. */
export function parseBasicDate(text: string): number | null {
	const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
	if (!match) return null;
	const [, year, month, day, hour, minute, second] = match;
	const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(ms) ? null : ms;
}

/** noDate is the refusal of a signed request that does not say when it was signed. */
export function noDate(): OssError {
	return new OssError('AccessDenied', {
		message: 'OSS authentication requires a valid Date.',
		ec: '0002-00000504'
	});
}

/** checkSkew refuses a time more than 15 minutes from the server's, either way, and tells that. */
export function checkSkew(signedAt: number, now: number): void {
	if (Math.abs(now - signedAt) > MAX_SKEW_MS) throw skewed(signedAt, now);
}

/** skewed tells how far off the request is. */
export function skewed(signedAt: number, now: number): OssError {
	return new OssError('RequestTimeTooSkewed', {
		ec: '0002-00000504',
		details: {
			MaxAllowedSkewMilliseconds: MAX_SKEW_MS,
			RequestTime: new Date(signedAt).toISOString(),
			ServerTime: new Date(now).toISOString()
		}
	});
}

/** expired refuses a URL whose time has passed. */
export function expired(end: number, now: number): OssError {
	return new OssError('AccessDenied', {
		message: 'Request has expired.',
		details: { Expires: new Date(end).toISOString(), ServerTime: new Date(now).toISOString() }
	});
}
