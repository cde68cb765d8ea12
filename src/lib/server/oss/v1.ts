import { toBase64 } from '../base64';
import { ossUrl } from './address';
import type { StsSet } from './credentials';
import { hmac } from './hmac';
import type { OssRequest } from './signer';

/** V1Signature: the signature and what it was made of. object-storage.md §3.1 */
export interface V1Signature {
	readonly canonicalResource: string;
	readonly stringToSign: string;
	/** Base64. */
	readonly signature: string;
}

/** Query names that are signed, besides all that start with `x-oss-`. §3.1 */
const SIGNED = new Set(
	`acl append asyncFetch bucketInfo callback callback-var cname comp continuation-token cors delete
	encryption endTime img inventory inventoryId lifecycle live location logging metaQuery objectMeta
	partNumber policy position qos qosInfo referer regionList replication replicationLocation
	replicationProgress requestPayment resourceGroup response-cache-control
	response-content-disposition response-content-encoding response-content-language
	response-content-type response-expires restore rtc security-token sequential startTime stat status
	style styleName symlink tagging transferAcceleration uploadId uploads versionId versioning versions
	vod website withHashContext worm wormExtend wormId`.split(/\s+/)
);

/**
 * signV1 signs a request with HMAC-SHA1. `date` is the Date line: the value of `date` or
 * `x-oss-date`, in a URL that of `Expires`. §3.1
 */
export async function signV1(
	request: OssRequest,
	secret: string,
	date: string
): Promise<V1Signature> {
	const { method, headers = {} } = request;
	const canonicalResource = resourceOf(request);
	const stringToSign = [
		method,
		headers['content-md5'] ?? '',
		headers['content-type'] ?? '',
		date,
		...Object.keys(headers)
			.filter((name) => name.startsWith('x-oss-'))
			.sort()
			.map((name) => `${name}:${(headers[name] as string).trim()}`),
		canonicalResource
	].join('\n');
	const signature = toBase64(await hmac('SHA-1', secret, stringToSign));
	return { canonicalResource, stringToSign, signature };
}

/** v1Headers signs with headers; `added` is what the request's own headers lack. §3.1 */
export async function v1Headers(
	request: OssRequest,
	keys: StsSet,
	now: number
): Promise<V1Signature & { readonly added: Readonly<Record<string, string>> }> {
	// Pages can't set `Date`, and some runtimes can't either.
	const date = new Date(now).toUTCString();
	const added = {
		'x-oss-date': date,
		...(keys.securityToken && { 'x-oss-security-token': keys.securityToken })
	};
	const headers = { ...request.headers, ...added };
	const signed = await signV1({ ...request, headers }, keys.accessKeySecret, date);
	const authorization = `OSS ${keys.accessKeyId}:${signed.signature}`;
	return { ...signed, added: { ...added, authorization } };
}

/** presignV1 signs with the query. `expires` is in Unix seconds. §3.2 */
export async function presignV1(
	request: OssRequest,
	keys: StsSet,
	now: number,
	lifeSeconds: number
): Promise<V1Signature & { readonly expires: number; readonly url: string }> {
	const expires = Math.floor(now / 1000 + lifeSeconds);
	const query = {
		...request.query,
		...(keys.securityToken && { 'security-token': keys.securityToken })
	};
	const signed = await signV1({ ...request, query }, keys.accessKeySecret, String(expires));
	const url = ossUrl(request.target, {
		...query,
		OSSAccessKeyId: keys.accessKeyId,
		Expires: String(expires),
		Signature: signed.signature
	});
	return { ...signed, expires, url };
}

function resourceOf({ target, query = {} }: OssRequest): string {
	const signed = Object.keys(query)
		.filter((name) => SIGNED.has(name) || name.startsWith('x-oss-'))
		.sort()
		.map((name) => (query[name] ? `${name}=${query[name]}` : name));
	const resource = `/${target.bucket}/${target.object}`;
	return signed.length === 0 ? resource : `${resource}?${signed.join('&')}`;
}
