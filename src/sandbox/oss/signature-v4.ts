import { createHash, createHmac } from 'node:crypto';
import { encode, encodePath, type Pair } from '../s3/encoding';
import { headerOf, ossHeaders, type Claim, type SignedRequest, type SigningRules } from './claim';
import { invalidArgument } from './errors';
import { checkSkew, expired, MAX_SKEW_MS, noDate, parseBasicDate, skewed } from './signing-time';

/** ALGORITHM is the name of V4; it is no relation of AWS's (object-storage.md §4). */
export const ALGORITHM = 'OSS4-HMAC-SHA256';
const UNSIGNED = 'UNSIGNED-PAYLOAD';
const WEEK_S = 604_800;

/** readV4Header reads `Authorization: OSS4-HMAC-SHA256 Credential=…` (§4.1). Throws OssError. */
export function readV4Header(request: SignedRequest, rules: SigningRules): Claim {
	const fields = authorizationFields(headerOf(request.headers, 'authorization') ?? '');
	const date = headerOf(request.headers, 'x-oss-date') ?? '';
	const signedAt = parseBasicDate(date);
	if (signedAt === null) throw noDate();
	checkSkew(signedAt, rules.now);
	if (headerOf(request.headers, 'x-oss-content-sha256') !== UNSIGNED)
		throw wrong('x-oss-content-sha256', `must be ${UNSIGNED}`);
	return claim(request, date, {
		...readCredential(fields.get('Credential') ?? '', date, rules),
		signature: fields.get('Signature') ?? '',
		token: headerOf(request.headers, 'x-oss-security-token'),
		additional: fields.get('AdditionalHeaders')
	});
}

/** readV4Query reads `x-oss-credential`, `x-oss-date`, `x-oss-expires` and so on (§4.2). */
export function readV4Query(request: SignedRequest, rules: SigningRules): Claim {
	const query = new Map(request.query);
	if (query.get('x-oss-signature-version') !== ALGORITHM)
		throw wrong('x-oss-signature-version', `must be ${ALGORITHM}`);
	const date = query.get('x-oss-date') ?? '';
	const signedAt = parseBasicDate(date);
	if (signedAt === null) throw noDate();
	const expires = query.get('x-oss-expires') ?? '';
	const life = Number(expires);
	if (!/^\d+$/.test(expires) || life < 1 || life > WEEK_S)
		throw wrong('x-oss-expires', `must be a whole number from 1 to ${WEEK_S}`);
	if (rules.now < signedAt - MAX_SKEW_MS) throw skewed(signedAt, rules.now);
	const end = signedAt + life * 1000;
	if (rules.now > end) throw expired(end, rules.now);
	return claim(request, date, {
		...readCredential(query.get('x-oss-credential') ?? '', date, rules),
		signature: query.get('x-oss-signature') ?? '',
		token: query.get('x-oss-security-token'),
		additional: query.get('x-oss-additional-headers')
	});
}

/** Credential is the key's id and the scope that its signing key is derived for. */
export interface Credential {
	readonly accessKeyId: string;
	readonly scope: string;
}

/** readCredential takes `<id>/<scope>` apart; the scope must be of the date and the bucket's region. */
export function readCredential(text: string, date: string, rules: SigningRules): Credential {
	const slash = text.indexOf('/');
	const [accessKeyId, scope] = [text.slice(0, slash), text.slice(slash + 1)];
	const [day, region] = scope.split('/');
	if (slash < 1 || scope !== `${day}/${region}/oss/aliyun_v4_request`)
		throw wrong('Credential', 'must be <key id>/<day>/<region>/oss/aliyun_v4_request');
	if (day !== date.slice(0, 8)) throw wrong('Credential', 'must have the day of x-oss-date');
	if (region !== rules.region) throw wrong('Credential', `must name the region ${rules.region}`);
	return { accessKeyId, scope };
}

/** signV4 derives the key of `scope` from the secret and signs; lower-case hex. Forms use it too. */
export function signV4(secret: string, scope: string, stringToSign: string): string {
	let key: string | Buffer = `aliyun_v4${secret}`;
	for (const item of scope.split('/')) key = createHmac('sha256', key).update(item).digest();
	return createHmac('sha256', key).update(stringToSign).digest('hex');
}

function claim(
	request: SignedRequest,
	date: string,
	shown: Credential &
		Pick<Claim, 'signature' | 'token'> & { readonly additional: string | undefined }
): Claim {
	const { scope, additional, ...rest } = shown;
	if (shown.signature === '') throw wrong('Signature', 'is missing');
	const canonicalRequest = canonicalRequestOf(request, additionalNames(additional));
	const hash = createHash('sha256').update(canonicalRequest).digest('hex');
	const stringToSign = [ALGORITHM, date, scope, hash].join('\n');
	return {
		version: 'V4',
		...rest,
		stringToSign,
		canonicalRequest,
		expected: (secret) => signV4(secret, scope, stringToSign)
	};
}

function canonicalRequestOf(request: SignedRequest, additional: readonly string[]): string {
	const query = request.query
		.filter(([name]) => name !== 'x-oss-signature')
		.map(([name, value]): Pair => [encode(name), encode(value)])
		.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
		.map(([name, value]) => (value === '' ? name : `${name}=${value}`));
	const always = ['content-md5', 'content-type'].filter((name) => name in request.headers);
	const headers = [
		...ossHeaders(request.headers),
		...[...always, ...additional].map((name): Pair => [name, headerOf(request.headers, name) ?? ''])
	].sort((a, b) => compare(a[0], b[0]));
	return [
		request.method,
		request.bucket === '' ? '/' : encodePath(`/${request.bucket}/${request.key}`),
		query.join('&'),
		...headers.map(([name, value]) => `${name}:${value}`),
		'',
		additional.join(';'),
		UNSIGNED
	].join('\n');
}

/** Names of headers that are signed anyway are dropped, the rest sorted (§4). */
function additionalNames(text: string | undefined): readonly string[] {
	if (text === undefined) return [];
	if (text === '' || text.endsWith(';')) throw wrong('AdditionalHeaders', 'must not end empty');
	const covered = (name: string) => /^(content-md5|content-type|x-oss-.*)$/.test(name);
	const names = text.toLowerCase().split(';').map((name) => name.trim()); // prettier-ignore
	return [...new Set(names)].filter((name) => !covered(name)).sort();
}

function authorizationFields(authorization: string): ReadonlyMap<string, string> {
	const fields = authorization
		.slice(ALGORITHM.length)
		.split(',')
		.map((item): Pair => {
			const at = item.indexOf('=');
			return [item.slice(0, at).trim(), item.slice(at + 1).trim()];
		});
	return new Map(fields);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function wrong(name: string, rule: string) {
	return invalidArgument(name, '', `${name} ${rule}.`);
}
