import type { ErrorCode } from '../kernel/errors';
import { TransferError } from '../kernel/errors';
import { redact } from './redact';

/** Statuses by code; what is not listed is 502, trouble upstream. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
	'bad-request': 400,
	'version-mismatch': 409,
	'name-taken': 409,
	'signed-out': 401,
	'wrong-password': 401,
	'risk-challenge': 403,
	'host-not-allowed': 403,
	'url-expired': 403,
	'cors-refused': 403,
	'folder-missing': 404,
	'file-missing': 404,
	'session-lost': 404,
	'too-large': 413,
	'too-many-parts': 413,
	'name-refused': 422,
	'drive-refused': 422,
	'digest-mismatch': 422,
	'parts-missing': 409,
	'not-finalised': 409,
	'part-exists': 409,
	'drive-busy': 409,
	'safe-key-needed': 422,
	'parallel-refused': 409,
	'app-id-refused': 401,
	'captcha-needed': 429,
	'too-many-entries': 422,
	'rate-limited': 429,
	blocked: 429,
	'space-full': 507,
	unexpected: 500
};

/** json answers with JSON that no cache keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }
	});
}

/** refusal answers with an error, redacted. `secrets` are texts that must not get out. */
export function refusal(error: unknown, secrets: readonly (string | undefined)[] = []): Response {
	// An exception nobody foresaw may carry anything in its message: only its name gets out.
	const known =
		error instanceof TransferError
			? error
			: new TransferError('unexpected', {
					detail: error instanceof Error ? error.name : 'not an Error'
				});
	const { code, retryAfter, detail } = known.toWire();
	const clean = detail === undefined ? undefined : redact(detail, secrets);
	const headers: Record<string, string> =
		retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter / 1000)) };
	return json({ error: { code, retryAfter, detail: clean } }, STATUS[code] ?? 502, headers);
}
