import { createHmac } from 'node:crypto';
import type { Pair } from '../s3/encoding';
import { headerOf, ossHeaders, type Claim, type SignedRequest, type SigningRules } from './claim';
import { invalidArgument } from './errors';
import { checkSkew, expired, noDate, parseBasicDate, parseHttpDate } from './signing-time';

/** Query names that are signed, besides all that start with `x-oss-` (object-storage.md §3.1). */
const SUB_RESOURCES = new Set(
	`acl append asyncFetch bucketInfo callback callback-var cname comp continuation-token cors delete
	encryption endTime img inventory inventoryId lifecycle live location logging metaQuery objectMeta
	partNumber policy position qos qosInfo referer regionList replication replicationLocation
	replicationProgress requestPayment resourceGroup response-cache-control
	response-content-disposition response-content-encoding response-content-language
	response-content-type response-expires restore rtc security-token sequential startTime stat status
	style styleName symlink tagging transferAcceleration uploadId uploads versionId versioning versions
	vod website withHashContext worm wormExtend wormId`.split(/\s+/)
);

/** readV1Header reads `Authorization: OSS <id>:<signature>` (§3.1). Throws OssError. */
export function readV1Header(request: SignedRequest, rules: SigningRules): Claim {
	const authorization = headerOf(request.headers, 'authorization') ?? '';
	const match = /^OSS ([^:\s]+):(\S+)$/.exec(authorization);
	if (!match) throw invalidArgument('Authorization', '', 'The Authorization header is malformed.');
	const [, accessKeyId = '', signature = ''] = match;
	const date = headerOf(request.headers, 'x-oss-date') ?? headerOf(request.headers, 'date') ?? '';
	// One client of 2026 is said to send the V4 form; the signature does not care.
	const signedAt = parseHttpDate(date) ?? parseBasicDate(date);
	if (signedAt === null) throw noDate();
	checkSkew(signedAt, rules.now);
	const token = headerOf(request.headers, 'x-oss-security-token');
	return claim(request, date, { accessKeyId, signature, token });
}

/** readV1Query reads `OSSAccessKeyId`, `Expires`, `Signature`, `security-token` (§3.2). */
export function readV1Query(request: SignedRequest, rules: SigningRules): Claim {
	const query = new Map(request.query);
	const [accessKeyId, expires, signature] = ['OSSAccessKeyId', 'Expires', 'Signature'].map((name) =>
		query.get(name)
	);
	if (!accessKeyId || !signature || !expires || !/^\d{1,12}$/.test(expires))
		throw invalidArgument(
			'Signature',
			'',
			'OSSAccessKeyId, Expires and Signature belong together.'
		);
	const end = Number(expires) * 1000;
	if (rules.now > end) throw expired(end, rules.now);
	return claim(request, expires, {
		accessKeyId,
		signature,
		token: query.get('security-token')
	});
}

/** canonicalizedResource names the object and the signed part of the query, nothing encoded. */
export function canonicalizedResource({ bucket, key, query }: SignedRequest): string {
	const signed = query
		.filter(([name]) => SUB_RESOURCES.has(name) || name.startsWith('x-oss-'))
		.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
		.map(([name, value]: Pair) => (value === '' ? name : `${name}=${value}`));
	const resource = bucket === '' ? '/' : `/${bucket}/${key}`;
	return signed.length > 0 ? `${resource}?${signed.join('&')}` : resource;
}

/** signV1 is base64 of an HMAC-SHA1; forms sign their policy with it too (§11). */
export function signV1(secret: string, stringToSign: string): string {
	return createHmac('sha1', secret).update(stringToSign).digest('base64');
}

function claim(
	request: SignedRequest,
	date: string,
	shown: Pick<Claim, 'accessKeyId' | 'signature' | 'token'>
): Claim {
	const stringToSign = [
		request.method,
		headerOf(request.headers, 'content-md5') ?? '',
		headerOf(request.headers, 'content-type') ?? '',
		date,
		...ossHeaders(request.headers).map(([name, value]) => `${name}:${value}`),
		canonicalizedResource(request)
	].join('\n');
	return {
		version: 'V1',
		...shown,
		stringToSign,
		expected: (secret) => signV1(secret, stringToSign)
	};
}
