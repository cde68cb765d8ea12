/** What storage's answer to a part means. object-storage.md §8, §15, §16 */
import { isErrorCode, TransferError, type ErrorCode, type WireError } from '../kernel/errors';

const CODES: Readonly<Record<string, ErrorCode>> = {
	AccessDenied: 'url-expired',
	ExpiredToken: 'url-expired',
	TokenRefreshRequired: 'url-expired',
	InvalidAccessKeyId: 'url-expired',
	SignatureDoesNotMatch: 'url-expired',
	SecurityTokenExpired: 'url-expired',
	InvalidSecurityToken: 'url-expired',
	RequestTimeTooSkewed: 'url-expired',
	NoSuchUpload: 'session-lost',
	PartAlreadyExist: 'part-exists',
	PartNotSequential: 'parts-missing',
	InvalidPart: 'parts-missing',
	CallbackFailed: 'callback-failed',
	BadDigest: 'part-corrupted',
	InvalidDigest: 'part-corrupted',
	RequestTimeout: 'network',
	IncompleteBody: 'network',
	EntityTooLarge: 'storage-refused'
};

/**
 * storageError turns a status of 300 or more, with the XML error body and Retry-After (milliseconds),
 * into a TransferError. The `detail` is the storage's code alone: its messages may quote the URL.
 */
export function storageError(status: number, body: string, retryAfter?: number): TransferError {
	const code = /<Code>\s*([A-Za-z0-9]+)\s*<\/Code>/.exec(body)?.[1];
	const detail =
		code === 'PartAlreadyExist' ? partEtag(body) : code ? `${status} ${code}` : String(status);
	const options = { detail, retryAfter };
	const known = code === undefined ? undefined : CODES[code];
	if (known) return new TransferError(known, options);
	if (status === 203) return new TransferError('callback-failed', options);
	if (status === 403) return new TransferError('url-expired', options);
	if (status === 404) return new TransferError('session-lost', options);
	if (status === 408 || status >= 500) return new TransferError('server-error', options);
	if (status === 429) return new TransferError('server-error', options);
	return new TransferError('storage-refused', options);
}

/** The part that is there already is named by its ETag, which may be written with entities. */
function partEtag(body: string): string | undefined {
	return /<PartEtag>[^<]*?([0-9a-f]{32})[^<]*<\/PartEtag>/i.exec(body)?.[1]?.toLowerCase();
}

/**
 * relayError is storageError for a part that went through our own server: what the server itself
 * refuses it says as JSON, storage's answers it passes on.
 */
export function relayError(status: number, body: string, retryAfter?: number): TransferError {
	const wire = wireError(body);
	if (wire) return TransferError.fromWire(wire);
	// Storage takes parts of this size: it is some server in front of ours that does not.
	if (status === 413) return new TransferError('cors-refused', { detail: '413 on the way' });
	return storageError(status, body, retryAfter);
}

function wireError(body: string): WireError | undefined {
	try {
		const { error } = JSON.parse(body) as { error?: { code?: unknown } };
		return isErrorCode(error?.code) ? (error as WireError) : undefined;
	} catch {
		return undefined;
	}
}

/** bareEtag strips quotes and case, so that ETags compare as digests. */
export function bareEtag(header: string | null): string | undefined {
	const bare = header?.replace(/^W\//, '').replaceAll('"', '').trim().toLowerCase();
	return bare === '' ? undefined : bare;
}
