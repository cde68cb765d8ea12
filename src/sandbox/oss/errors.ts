import type { Reply } from '../http/exchange';
import { element, xml } from '../s3/xml';

const CODES = {
	AccessDenied: [403, 'You have no right to access this object.'],
	AccessForbidden: [403, 'CORSResponse: this origin, method or header is not allowed.'],
	CallbackFailed: [203, 'The callback failed.'],
	EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size.'],
	EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size.'],
	FileAlreadyExists: [409, 'The object you specified already exists and can not be overwritten.'],
	IncorrectNumberOfFilesInPOSTRequest: [400, 'POST requires exactly one file upload per request.'],
	InvalidAccessKeyId: [403, 'The OSS Access Key Id you provided does not exist in our records.'],
	InvalidArgument: [400, 'Invalid Argument.'],
	InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
	InvalidObjectName: [400, 'The specified object is not valid.'],
	InvalidPart: [400, 'A specified part could not be found, or its entity tag did not match.'],
	InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
	InvalidPolicyDocument: [400, 'The content of the form does not meet the policy document.'],
	InvalidRange: [416, 'The requested range cannot be satisfied.'],
	InvalidSecurityToken: [403, 'The security token you provided is invalid.'],
	MalformedPOSTRequest: [400, 'The body of your POST request is not well-formed form data.'],
	MalformedXML: [400, 'The XML you provided was not well-formed.'],
	MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
	MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
	NoSuchBucket: [404, 'The specified bucket does not exist.'],
	NoSuchKey: [404, 'The specified key does not exist.'],
	NoSuchUpload: [404, 'The specified upload does not exist; it may be aborted or completed.'],
	NotImplemented: [501, 'A header you provided implies functionality that is not implemented.'],
	PartAlreadyExist: [409, 'A sequential upload does not take a part twice.'],
	PartNotSequential: [400, 'A sequential upload takes its parts in order, one at a time.'],
	RequestTimeTooSkewed: [403, 'The request time is too far from the current time.'],
	SecondLevelDomainForbidden: [403, 'The bucket must be the first part of the host name.'],
	SecurityTokenExpired: [403, 'The security token you provided has expired.'],
	SignatureDoesNotMatch: [403, 'The signature we calculated does not match the one you provided.']
} as const;

/** OssCode is every error that OSS answers (object-storage.md §8). */
export type OssCode = keyof typeof CODES;

/** OssError carries an error of OSS to where it is answered. */
export class OssError extends Error {
	readonly code: OssCode;
	readonly status: number;
	/** The finer number `nnnn-nnnnnnnn`, where it is known. */
	readonly ec: string | undefined;
	/** Further elements of the answer. */
	readonly details: Readonly<Record<string, string | number>>;

	constructor(
		code: OssCode,
		options: {
			readonly message?: string;
			readonly ec?: string;
			readonly details?: Readonly<Record<string, string | number>>;
		} = {}
	) {
		super(options.message ?? CODES[code][1]);
		this.code = code;
		this.status = CODES[code][0];
		this.ec = options.ec;
		this.details = options.details ?? {};
	}
}

/** invalidArgument names the argument that is wrong, as OSS does. */
export function invalidArgument(name: string, value: string, message: string): OssError {
	return new OssError('InvalidArgument', {
		message,
		details: { ArgumentName: name, ArgumentValue: value }
	});
}

/** errorReply writes an OssError: XML, which HEAD carries in base64 in `x-oss-err` (§8). */
export function errorReply(
	error: OssError,
	request: { readonly method: string; readonly host: string; readonly requestId: string }
): Reply {
	const body = xml(
		element('Error', [
			element('Code', error.code),
			element('Message', error.message),
			element('RequestId', request.requestId),
			element('HostId', request.host.replace(/:\d+$/, '')),
			...Object.entries(error.details).map(([name, value]) => element(name, value)),
			...(error.ec ? [element('EC', error.ec)] : [])
		])
	);
	const headers = {
		'content-type': 'application/xml',
		...(error.ec && { 'x-oss-ec': error.ec })
	};
	if (request.method !== 'HEAD') return { status: error.status, headers, body };
	const encoded = Buffer.from(body).toString('base64');
	return { status: error.status, headers: { ...headers, 'x-oss-err': encoded } };
}
