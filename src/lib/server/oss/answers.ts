/**
 * What OSS answers, read strictly: every answer becomes one action of the retry policy
 * (object-storage.md §8, §16.1). Pure: runs on any runtime.
 */
import { fromBase64Url } from '../base64';
import { parseListParts, rootOf, textOf, type XmlNode } from '../storage-xml';
import { actionOfCode, actionOfStatus, type OssAction } from './actions';

export { parseListParts as parseOssListParts };

/** OssOperation is the call that was made. */
export type OssOperation =
	| 'UploadPart'
	| 'PutObject'
	| 'ListParts'
	| 'InitiateMultipartUpload'
	| 'CompleteMultipartUpload'
	| 'AbortMultipartUpload';

/** OssVerdict says what an answer means. What the answer does not tell is absent. */
export interface OssVerdict {
	readonly action: OssAction;
	/** OSS's error code, null where there is none. */
	readonly code: string | null;
	/** OSS's finer code, for example `0042-00000108`. */
	readonly ec?: string;
	/** Worth showing to a person who asks for help. */
	readonly requestId?: string;
	/** OSS's own time, RFC 3339. */
	readonly serverTime?: string;
	/** Milliseconds to add to the time that was signed with, to get OSS's own. */
	readonly clockOffsetMs?: number;
	/** The part that the error is about, and the etag of what OSS holds of it. */
	readonly partNumber?: number;
	readonly partEtag?: string;
	/** The body is the callback's JSON; `applicationCode` is its code when it says no. §7 */
	readonly json?: true;
	readonly applicationCode?: number | string;
	/** A second answer of the same kind is final. */
	readonly once?: true;
	/** OSS minds the signature's version: one try with the other one is worth it. §5 */
	readonly otherVersion?: true;
}

/** parseInitiate reads an answer to InitiateMultipartUpload; null if the body is not one. §6.3 */
export function parseInitiate(
	body: string
): { readonly uploadId: string; readonly bucket: string; readonly key: string } | null {
	const root = rootOf(body, 'InitiateMultipartUploadResult');
	const uploadId = textOf(root?.UploadId);
	return root && uploadId !== ''
		? { uploadId, bucket: textOf(root.Bucket), key: textOf(root.Key) }
		: null;
}

/**
 * parseOssComplete reads the XML answer to CompleteMultipartUpload; null if the body is none: with
 * a callback it is the callback's JSON. `crc64` of the whole object, decimal. §6.6
 */
export function parseOssComplete(
	headers: Readonly<Record<string, string>>,
	body: string
): { readonly etag: string; readonly crc64?: string } | null {
	const root = rootOf(body, 'CompleteMultipartUploadResult');
	const crc64 = headers['x-oss-hash-crc64ecma'];
	return root && { etag: textOf(root.ETag), ...(crc64 !== undefined && { crc64 }) };
}

/**
 * classifyOss gives the action for an answer to `operation`. `status` 0: the browser showed none.
 * `headers` have lower-case names. 203 is no success: the object is there, the drive does not know.
 */
export function classifyOss(
	status: number,
	headers: Readonly<Record<string, string>>,
	body: string,
	operation: OssOperation
): OssVerdict {
	if (status === 0) return { action: 'probe-then-decide', code: null };
	const error = rootOf(body, 'Error') ?? errorOfHead(headers);
	if (error || status < 200 || status >= 300) return failure(status, headers, error);
	if (status === 203) return { action: 'callback-failed', code: null };
	const said = jsonOf(body);
	if (said) return said;
	const unread =
		(operation === 'CompleteMultipartUpload' && !parseOssComplete(headers, body)) ||
		(operation === 'InitiateMultipartUpload' && !parseInitiate(body)) ||
		(operation === 'ListParts' && !parseListParts(body));
	return { action: unread ? 'retry' : 'ok', code: null };
}

function failure(
	status: number,
	headers: Readonly<Record<string, string>>,
	error: XmlNode | null
): OssVerdict {
	const text = (name: string) => textOf(error?.[name]);
	const code = text('Code') || null;
	const message = text('Message');
	const ec = text('EC') || headers['x-oss-ec'];
	const requestId = text('RequestId') || headers['x-oss-request-id'];
	const offset = Date.parse(text('ServerTime')) - Date.parse(text('RequestTime'));
	const expired = text('Expires') !== '' || /expired/i.test(message);
	return {
		action:
			status === 203 ? 'callback-failed' : (actionOfCode(code, expired) ?? actionOfStatus(status)),
		code,
		...(ec && { ec }),
		...(requestId && { requestId }),
		...(text('ServerTime') !== '' && { serverTime: text('ServerTime') }),
		...(!Number.isNaN(offset) && { clockOffsetMs: offset }),
		...(text('PartNumber') !== '' && { partNumber: Number(text('PartNumber')) }),
		...(text('PartEtag') !== '' && { partEtag: text('PartEtag') }),
		...(code === 'InvalidAccessKeyId' && { once: true }),
		...(/signature.?version|\bv[14] signature/i.test(message) && { otherVersion: true })
	};
}

/** An answer without a body, to HEAD for example, carries its XML in a header. §8 */
function errorOfHead(headers: Readonly<Record<string, string>>): XmlNode | null {
	const sealed = headers['x-oss-err'];
	const bytes = sealed === undefined ? undefined : fromBase64Url(sealed);
	return bytes ? rootOf(new TextDecoder().decode(bytes), 'Error') : null;
}

/** The callback's own words, which OSS passes on as they are. 115.md §7.5 */
function jsonOf(body: string): OssVerdict | null {
	if (!body.trimStart().startsWith('{')) return null;
	try {
		const { state, code } = JSON.parse(body) as { readonly state?: unknown; code?: unknown };
		if (state === true || state === 1) return { action: 'ok', code: null, json: true };
		const told = typeof code === 'number' || typeof code === 'string';
		return {
			action: 'callback-failed',
			code: null,
			json: true,
			...(told && { applicationCode: code })
		};
	} catch {
		return null;
	}
}
