import type { Config } from '../config';
import type { Claim, SignedRequest, SigningRules } from './claim';
import { OssError } from './errors';
import { checkToken, type OssKey } from './keys';
import { readV1Header, readV1Query } from './signature-v1';
import { ALGORITHM, readV4Header, readV4Query } from './signature-v4';

/** AuthRules are the server's side: time, region, the versions it takes, and its keys. */
export interface AuthRules extends SigningRules {
	readonly signatures: Config['ossSignatures'];
	keyOf(accessKeyId: string): OssKey | undefined;
}

/**
 * authenticate checks the one signature of a request, V1 or V4, header or query, and gives its key.
 * Throws OssError when there is none, more than one, or a wrong one (object-storage.md §3, §4, §8).
 */
export function authenticate(request: SignedRequest, rules: AuthRules): OssKey {
	const claim = readClaim(request, rules);
	const key = checkToken(rules.keyOf(claim.accessKeyId), claim, rules.now);
	if (claim.signature !== claim.expected(key.accessKeySecret)) throw mismatch(claim);
	return key;
}

/** checkVersion refuses a signature version that is switched off, and names it (§5). */
export function checkVersion(version: 'V1' | 'V4', signatures: Config['ossSignatures']): void {
	if (signatures === 'both' || signatures === version.toLowerCase()) return;
	const other = version === 'V1' ? 'V4' : 'V1';
	throw new OssError('AccessDenied', {
		message: `Signature version ${version} is not supported here; use signature version ${other}.`
	});
}

function readClaim(request: SignedRequest, rules: AuthRules): Claim {
	const names = new Set(request.query.map(([name]) => name));
	const { authorization } = request.headers;
	const ways = [
		...(authorization === undefined ? [] : [authorization.startsWith(ALGORITHM) ? 'V4h' : 'V1h']),
		...(names.has('OSSAccessKeyId') || names.has('Signature') ? ['V1q'] : []),
		...(names.has('x-oss-signature-version') || names.has('x-oss-signature') ? ['V4q'] : [])
	] as ('V1h' | 'V4h' | 'V1q' | 'V4q')[];
	const [way, second] = ways;
	if (!way) throw new OssError('AccessDenied', { ec: '0003-00000001' });
	if (second)
		throw new OssError('InvalidArgument', {
			message: 'Only one way of authentication is allowed in a request.'
		});
	checkVersion(way.startsWith('V1') ? 'V1' : 'V4', rules.signatures);
	const read = { V1h: readV1Header, V1q: readV1Query, V4h: readV4Header, V4q: readV4Query }[way];
	return read(request, rules);
}

function mismatch(claim: Claim): OssError {
	const { canonicalRequest } = claim;
	return new OssError('SignatureDoesNotMatch', {
		ec: '0002-00000040',
		details: {
			OSSAccessKeyId: claim.accessKeyId,
			SignatureProvided: claim.signature,
			StringToSign: claim.stringToSign,
			StringToSignBytes: bytesOf(claim.stringToSign),
			...(canonicalRequest !== undefined && {
				CanonicalRequest: canonicalRequest,
				CanonicalRequestBytes: bytesOf(canonicalRequest)
			})
		}
	});
}

function bytesOf(text: string): string {
	return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
