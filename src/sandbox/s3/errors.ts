import type { Reply } from '../http/exchange';
import { element, xml } from './xml';

/** StorageProfile is the real server that storage imitates; `rgw` is what 123Pan seems to run. */
export type StorageProfile = 'rgw' | 'aws';

const MESSAGES = {
	AccessDenied: [403, 'Access Denied'],
	AuthorizationQueryParametersError: [400, 'Query-string authentication is missing a parameter.'],
	BadDigest: [400, 'The Content-MD5 you specified did not match what we received.'],
	EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
	EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
	IncompleteBody: [400, 'You did not provide the number of bytes specified by Content-Length.'],
	InternalError: [500, 'We encountered an internal error. Please try again.'],
	InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
	InvalidArgument: [400, 'Part number must be an integer between 1 and 10000, inclusive'],
	InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
	InvalidPart: [400, 'One or more of the specified parts could not be found.'],
	InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
	InvalidRange: [416, 'The requested range is not satisfiable'],
	InvalidURI: [400, "Couldn't parse the specified URI."],
	MalformedXML: [400, 'The XML you provided was not well-formed.'],
	MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
	MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
	NoSuchBucket: [404, 'The specified bucket does not exist'],
	NoSuchKey: [404, 'The specified key does not exist.'],
	NoSuchUpload: [404, 'The specified upload does not exist.'],
	SignatureDoesNotMatch: [
		403,
		'The request signature we calculated does not match the signature you provided.'
	]
} as const;

/** S3Code is every error that storage answers (object-storage.md §15). */
export type S3Code = keyof typeof MESSAGES;

/** S3Error carries a storage error to where it is answered. */
export class S3Error extends Error {
	readonly code: S3Code;
	readonly status: number;
	/** True for what the signature check refused: radosgw leaves CORS headers out of those. */
	readonly authentication: boolean;
	/** Further elements of the answer, as AWS adds them. */
	readonly details: Readonly<Record<string, string>>;

	constructor(
		code: S3Code,
		options: {
			readonly message?: string;
			readonly status?: number;
			readonly authentication?: boolean;
			readonly details?: Readonly<Record<string, string>>;
		} = {}
	) {
		super(options.message ?? MESSAGES[code][1]);
		this.code = code;
		this.status = options.status ?? MESSAGES[code][0];
		this.authentication = options.authentication ?? false;
		this.details = options.details ?? {};
	}
}

/** errorReply writes an S3Error in a profile's manner: radosgw sends empty messages (§14). */
export function errorReply(error: S3Error, profile: StorageProfile, requestId: string): Reply {
	const aws = profile === 'aws';
	const body = xml(
		element('Error', [
			element('Code', error.code),
			element('Message', aws ? error.message : ''),
			...(aws ? Object.entries(error.details).map(([name, value]) => element(name, value)) : []),
			element('RequestId', requestId),
			element('HostId', 'sandbox')
		])
	);
	return {
		status: error.status,
		headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
		body,
		withoutCors: !aws && error.authentication
	};
}
