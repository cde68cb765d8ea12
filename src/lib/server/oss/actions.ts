/** OssAction is what a client does next (object-storage.md §16.1); `ok` carries on. */
export type OssAction =
	| 'ok'
	| 'retry'
	| 'refresh-credentials'
	| 'resync-clock'
	/** Storage has this part already: equal etags are success, others need a new upload. */
	| 'reconcile-part'
	| 'resume-from-list'
	| 'restart-upload'
	/** The object is stored, but the drive did not take it: look there, else submit again. */
	| 'callback-failed'
	| 'fatal'
	| 'probe-then-decide';

/** Codes of §8; those that are missing follow from the status. */
const ACTIONS: Readonly<Record<string, OssAction>> = {
	SecurityTokenExpired: 'refresh-credentials',
	InvalidSecurityToken: 'refresh-credentials',
	InvalidAccessKeyId: 'refresh-credentials',
	RequestTimeTooSkewed: 'resync-clock',
	SignatureDoesNotMatch: 'fatal',
	AccessForbidden: 'fatal',
	NoSuchUpload: 'restart-upload',
	NoSuchBucket: 'fatal',
	NoSuchKey: 'fatal',
	PartAlreadyExist: 'reconcile-part',
	FileAlreadyExists: 'fatal',
	PartNotSequential: 'resume-from-list',
	InvalidPart: 'resume-from-list',
	InvalidPartOrder: 'fatal',
	EntityTooSmall: 'fatal',
	EntityTooLarge: 'fatal',
	MalformedXML: 'fatal',
	InvalidArgument: 'fatal',
	MethodNotAllowed: 'fatal',
	MissingContentLength: 'fatal',
	InvalidDigest: 'retry',
	BadDigest: 'retry',
	BadRequest: 'retry',
	RequestTimeout: 'retry',
	InternalError: 'retry',
	ServiceUnavailable: 'retry',
	CallbackFailed: 'callback-failed'
};

/** actionOfCode: `expired` tells a URL at its end from one that may not do this. §8 */
export function actionOfCode(code: string | null, expired: boolean): OssAction | undefined {
	if (code === null) return undefined;
	if (code === 'AccessDenied') return expired ? 'refresh-credentials' : 'fatal';
	return Object.hasOwn(ACTIONS, code) ? ACTIONS[code] : undefined;
}

/** actionOfStatus is for answers without a code, as the vendor's own clients see them. §8 */
export function actionOfStatus(status: number): OssAction {
	if (status === 401 || status === 408 || status === 429) return 'retry';
	if (status >= 500 && status !== 501) return 'retry';
	if (status === 403) return 'refresh-credentials';
	return 'fatal';
}
