/**
 * What S3 storage answers, read strictly: XML bodies become plain objects, and every answer becomes
 * one action of the retry policy (object-storage.md §14–16). Pure: runs on any runtime.
 */
import { rootOf, textOf as text } from '../storage-xml';

export { parseListParts, type ListedPart, type PartPage } from '../storage-xml';

/** S3Action is what a client does next (object-storage.md §16.1); `ok` carries on. */
export type S3Action =
	| 'ok'
	| 'retry'
	| 'refresh-credentials'
	| 'resync-clock'
	| 'resume-from-list'
	| 'restart-upload'
	| 'fatal'
	| 'probe-then-decide';

/** S3Operation is the call that was made. */
export type S3Operation =
	| 'UploadPart'
	| 'PutObject'
	| 'ListParts'
	| 'CreateMultipartUpload'
	| 'CompleteMultipartUpload'
	| 'AbortMultipartUpload';

/** S3Verdict says what an answer means. `code` is the S3 error code, null where there is none. */
export interface S3Verdict {
	readonly action: S3Action;
	readonly code: string | null;
	/** The server's own time, RFC 3339, where an error tells it. */
	readonly serverTime?: string;
	/** A second answer of the same kind is final. */
	readonly once?: boolean;
}

/**
 * parseComplete reads a CompleteMultipartUpload answer; null if the body is not one, which is to say
 * that the outcome is unknown. radosgw's first answer has an empty `etag` (§14).
 */
export function parseComplete(body: string): { readonly etag: string } | null {
	const root = rootOf(body, 'CompleteMultipartUploadResult');
	return root && { etag: text(root.ETag) };
}

/**
 * classify gives the action for an answer to `operation`. `status` 0: the browser showed none.
 * `headers` have lower-case names. Completion may fail inside a 200, so its body decides (§14).
 */
export function classify(
	status: number,
	_headers: Readonly<Record<string, string>>,
	body: string,
	operation: S3Operation
): S3Verdict {
	if (status === 0) return { action: 'probe-then-decide', code: null };
	const error = rootOf(body, 'Error');
	const code = error ? text(error.Code) || null : null;
	if (status >= 200 && status < 300) {
		if (error) return { action: actionOfCode(code, text(error.Message)) ?? 'retry', code };
		if (operation === 'CompleteMultipartUpload' && !parseComplete(body))
			return { action: 'retry', code: null };
		return { action: 'ok', code: null };
	}
	const serverTime = error ? text(error.ServerTime) : '';
	return {
		action: actionOfCode(code, error ? text(error.Message) : '') ?? actionOfStatus(status),
		code,
		...(serverTime !== '' && { serverTime }),
		...(code === 'SignatureDoesNotMatch' && { once: true })
	};
}

/** Codes of §15; those that are missing follow from the status. */
const ACTIONS: Readonly<Record<string, S3Action>> = {
	InvalidAccessKeyId: 'refresh-credentials',
	ExpiredToken: 'refresh-credentials',
	TokenRefreshRequired: 'refresh-credentials',
	SignatureDoesNotMatch: 'refresh-credentials',
	RequestTimeTooSkewed: 'resync-clock',
	NoSuchUpload: 'restart-upload',
	NoSuchKey: 'restart-upload',
	NoSuchBucket: 'fatal',
	InvalidPart: 'resume-from-list',
	InvalidPartOrder: 'fatal',
	EntityTooSmall: 'fatal',
	EntityTooLarge: 'fatal',
	MalformedXML: 'fatal',
	InvalidArgument: 'fatal',
	AuthorizationQueryParametersError: 'fatal',
	BadDigest: 'retry',
	InvalidDigest: 'retry',
	RequestTimeout: 'retry',
	IncompleteBody: 'retry',
	InternalError: 'retry',
	SlowDown: 'retry',
	ServiceUnavailable: 'retry'
};

function actionOfCode(code: string | null, message: string): S3Action | undefined {
	if (code === null) return undefined;
	if (code === 'AccessDenied') return /not signed/i.test(message) ? 'fatal' : 'refresh-credentials';
	return Object.hasOwn(ACTIONS, code) ? ACTIONS[code] : undefined;
}

function actionOfStatus(status: number): S3Action {
	if (status === 408 || status === 429 || (status >= 500 && status !== 501)) return 'retry';
	if (status === 403) return 'refresh-credentials';
	return 'fatal';
}
