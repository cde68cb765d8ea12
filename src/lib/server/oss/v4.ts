import { TransferError } from '../../kernel/errors';
import { toHex } from '../../kernel/bytes';
import { encode, encodePath, ossHost, ossUrl, regionOf } from './address';
import type { StsSet } from './credentials';
import { hmac } from './hmac';
import type { OssRequest } from './signer';

/** V4Signature: the signature and what it was made of. object-storage.md §4 */
export interface V4Signature {
	readonly scope: string;
	readonly canonicalRequest: string;
	readonly stringToSign: string;
	/** Lower-case hex. */
	readonly signature: string;
}

/** V4Options: `region` when the endpoint's host does not tell it. */
export interface V4Options {
	readonly region?: string | undefined;
	/** Names of further headers to sign, lower case; `host` may be one. */
	readonly additionalHeaders?: readonly string[] | undefined;
}

const ALGORITHM = 'OSS4-HMAC-SHA256';
const UNSIGNED = 'UNSIGNED-PAYLOAD';
const LONGEST_LIFE_S = 7 * 24 * 60 * 60;

/** v4Headers signs with headers; `added` is what the request's own headers lack. §4.1 */
export async function v4Headers(
	request: OssRequest,
	keys: StsSet,
	now: number,
	options: V4Options = {}
): Promise<V4Signature & { readonly added: Readonly<Record<string, string>> }> {
	const added = {
		'x-oss-date': v4Date(now),
		'x-oss-content-sha256': UNSIGNED,
		...(keys.securityToken && { 'x-oss-security-token': keys.securityToken })
	};
	const headers = { ...request.headers, ...added };
	const signed = await sign({ ...request, headers }, keys, now, options);
	const more = additional(options);
	const authorization = [
		`${ALGORITHM} Credential=${keys.accessKeyId}/${signed.scope}`,
		...(more === '' ? [] : [`AdditionalHeaders=${more}`]),
		`Signature=${signed.signature}`
	].join(',');
	return { ...signed, added: { ...added, authorization } };
}

/** presignV4 signs with the query. `lifeSeconds` is cut to a week. §4.2 */
export async function presignV4(
	request: OssRequest,
	keys: StsSet,
	now: number,
	lifeSeconds: number,
	options: V4Options = {}
): Promise<V4Signature & { readonly url: string }> {
	const more = additional(options);
	const query = {
		...request.query,
		...(more !== '' && { 'x-oss-additional-headers': more }),
		'x-oss-credential': `${keys.accessKeyId}/${v4Scope(now, regionFor(request, options))}`,
		'x-oss-date': v4Date(now),
		'x-oss-expires': String(Math.floor(Math.min(lifeSeconds, LONGEST_LIFE_S))),
		'x-oss-signature-version': ALGORITHM,
		...(keys.securityToken && { 'x-oss-security-token': keys.securityToken })
	};
	const signed = await sign({ ...request, query }, keys, now, options);
	const url = ossUrl(request.target, { ...query, 'x-oss-signature': signed.signature });
	return { ...signed, url };
}

/** v4Date is a time in milliseconds as `20260115T083000Z`. */
function v4Date(now: number): string {
	return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** v4Scope is what a key of a day and a region may sign. §4 */
function v4Scope(now: number, region: string): string {
	return `${v4Date(now).slice(0, 8)}/${region}/oss/aliyun_v4_request`;
}

/** v4Sign signs a text with the key of a scope: lower-case hex. §4 */
async function v4Sign(secret: string, scope: string, text: string): Promise<string> {
	let key = await hmac('SHA-256', `aliyun_v4${secret}`, scope.split('/')[0] as string);
	for (const step of scope.split('/').slice(1)) key = await hmac('SHA-256', key, step);
	return toHex(await hmac('SHA-256', key, text));
}

async function sign(
	request: OssRequest,
	keys: StsSet,
	now: number,
	options: V4Options
): Promise<V4Signature> {
	const scope = v4Scope(now, regionFor(request, options));
	const canonicalRequest = canonical(request, options);
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalRequest));
	const stringToSign = [ALGORITHM, v4Date(now), scope, toHex(new Uint8Array(hash))].join('\n');
	const signature = await v4Sign(keys.accessKeySecret, scope, stringToSign);
	return { scope, canonicalRequest, stringToSign, signature };
}

function canonical({ method, target, query = {}, headers = {} }: OssRequest, options: V4Options) {
	const more = additional(options);
	// The browser or runtime adds `host` by itself.
	const all: Readonly<Record<string, string>> = { ...headers, host: ossHost(target) };
	const lines = Object.keys(all)
		.filter((name) => isDefault(name) || more.split(';').includes(name))
		.sort()
		.map((name) => `${name}:${(all[name] as string).trim()}\n`);
	const pairs = Object.entries(query)
		.map(([name, value]) => [encode(name), encode(value ?? '')] as const)
		// In byte order: encoded names are ASCII.
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => (value === '' ? name : `${name}=${value}`));
	return [
		method,
		`/${target.bucket}/${encodePath(target.object)}`,
		pairs.join('&'),
		lines.join(''),
		more,
		UNSIGNED
	].join('\n');
}

/** isDefault: what the server signs by itself whenever a request carries it. */
function isDefault(name: string): boolean {
	return name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-');
}

function additional({ additionalHeaders = [] }: V4Options): string {
	return [...additionalHeaders]
		.filter((name) => !isDefault(name))
		.sort()
		.join(';');
}

function regionFor(request: OssRequest, options: V4Options): string {
	const region = options.region ?? regionOf(request.target.endpoint);
	if (region) return region;
	throw new TransferError('unexpected', { detail: 'no region known for this OSS endpoint' });
}
