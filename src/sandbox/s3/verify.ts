import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { decodeQuery, type Pair } from './encoding';
import { S3Error, type S3Code, type StorageProfile } from './errors';
import { ALGORITHM, canonicalRequestOf, signatureOf, stringToSignOf } from './sigv4';

/** SignedRequest is what a signature is checked over: everything exactly as it arrived. */
export interface SignedRequest {
	readonly method: string;
	readonly path: string;
	readonly rawQuery: string;
	readonly headers: IncomingHttpHeaders;
}

/** Rules are the server's side of the check. */
export interface Rules {
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
	readonly profile: StorageProfile;
	/** Region that the `aws` profile insists on. */
	readonly region: string;
	/** The secret of an access key, or undefined if there is none such. */
	secretOf(accessKeyId: string): string | undefined;
}

const WEEK_S = 604_800;

/**
 * verifyPresigned checks a SigV4 query signature, its life and its headers, in the order of real
 * servers (object-storage.md §13), and gives the access key. Throws S3Error when anything is wrong.
 */
export function verifyPresigned(request: SignedRequest, rules: Rules): string {
	const pairs = readPairs(request.rawQuery);
	const query = new Map(pairs);
	const [accessKeyId = '', date, region = '', service, terminator] = (
		query.get('X-Amz-Credential') ?? ''
	).split('/');
	const amzDate = query.get('X-Amz-Date') ?? '';
	const signature = query.get('X-Amz-Signature');
	if (!signature && !query.has('X-Amz-Algorithm')) throw refuse('AccessDenied');
	const life = checkShape(query, rules);
	const signedAt = parseAmzDate(amzDate);
	if (!signature || terminator !== 'aws4_request' || service !== 's3' || signedAt === null)
		throw malformed(rules.profile);
	if (date !== amzDate.slice(0, 8)) throw malformed(rules.profile);
	if (rules.profile === 'aws' && region !== rules.region) throw malformed(rules.profile);
	checkLife(signedAt, life, rules);
	const secret = rules.secretOf(accessKeyId);
	if (secret === undefined) throw refuse('InvalidAccessKeyId');

	const signed = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
	if (!signed.includes('host')) throw malformed(rules.profile);
	if (rules.profile === 'aws') refuseUnsignedAmzHeaders(request.headers, signed);
	const headers = signed.map((name): Pair => [name, String(request.headers[name] ?? '')]);
	const canonicalRequest = canonicalRequestOf(
		request.method,
		decodePath(request.path),
		pairs.filter(([name]) => name !== 'X-Amz-Signature'),
		headers
	);
	const scope = `${date}/${region}/s3/aws4_request`;
	const stringToSign = stringToSignOf(amzDate, scope, canonicalRequest);
	const expected = signatureOf(secret, scope, stringToSign);
	if (!sameText(signature, expected))
		throw refuse('SignatureDoesNotMatch', undefined, {
			StringToSign: stringToSign,
			CanonicalRequest: canonicalRequest
		});
	return accessKeyId;
}

/** decodePath undoes percent-encoding; throws S3Error where that is impossible. */
export function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		throw new S3Error('InvalidURI');
	}
}

function checkShape(query: ReadonlyMap<string, string>, rules: Rules): number {
	const required = ['X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders'];
	if (query.get('X-Amz-Algorithm') !== ALGORITHM) throw malformed(rules.profile);
	if (required.some((name) => !query.get(name))) throw malformed(rules.profile);
	const expires = query.get('X-Amz-Expires') ?? '';
	const life = Number(expires);
	if (!/^\d+$/.test(expires) || life < 1 || life > WEEK_S) throw malformed(rules.profile);
	return life;
}

function checkLife(signedAt: number, life: number, rules: Rules): void {
	const end = signedAt + life * 1000;
	if (rules.now > end)
		throw refuse('AccessDenied', 'Request has expired', {
			'X-Amz-Expires': String(life),
			Expires: new Date(end).toISOString(),
			ServerTime: new Date(rules.now).toISOString()
		});
	if (rules.profile === 'aws' && signedAt > rules.now + 15 * 60_000)
		throw refuse('AccessDenied', 'Request is not yet valid');
}

function refuseUnsignedAmzHeaders(headers: IncomingHttpHeaders, signed: readonly string[]): void {
	const unsigned = Object.keys(headers).filter(
		(name) => name.startsWith('x-amz-') && !signed.includes(name)
	);
	if (unsigned.length > 0)
		throw refuse(
			'AccessDenied',
			'There were headers present in the request which were not signed',
			{ HeadersNotSigned: unsigned.join(', ') }
		);
}

function readPairs(rawQuery: string): readonly Pair[] {
	try {
		return decodeQuery(rawQuery);
	} catch {
		throw new S3Error('InvalidURI');
	}
}

function parseAmzDate(text: string): number | null {
	const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
	if (!match) return null;
	const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
	return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

/** radosgw answers every malformed query signature 403 AccessDenied, AWS a 400 (§13, measured). */
function malformed(profile: StorageProfile): S3Error {
	return refuse(profile === 'rgw' ? 'AccessDenied' : 'AuthorizationQueryParametersError');
}

function refuse(code: S3Code, message?: string, details?: Record<string, string>): S3Error {
	return new S3Error(code, {
		authentication: true,
		...(message && { message }),
		...(details && { details })
	});
}

function sameText(a: string, b: string): boolean {
	const [x, y] = [Buffer.from(a), Buffer.from(b)];
	return x.length === y.length && timingSafeEqual(x, y);
}
