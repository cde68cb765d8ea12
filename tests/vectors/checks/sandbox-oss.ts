import { expect } from 'vitest';
import type { Claim, SignedRequest, SigningRules } from '../../../src/sandbox/oss/claim';

/** Sent is a signed request as a vector describes it, on its way to the sandbox's OSS. */
export interface Sent {
	readonly method: string;
	readonly bucket: string;
	readonly object: string;
	readonly query: Readonly<Record<string, string | null>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly now: number;
	readonly region: string;
	readonly secret: string;
}

/** Found is what the sandbox's OSS makes of it. */
export interface Found {
	readonly request: SignedRequest;
	readonly claim: Claim;
	readonly stringToSign: string;
	readonly signature: string;
}

/**
 * readBySandbox has one of the sandbox's readers look at a signed request: the second implementation
 * of every signature, written from the other side. It must find the signature that was sent right.
 */
export function readBySandbox(
	sent: Sent,
	read: (request: SignedRequest, rules: SigningRules) => Claim
): Found {
	const headers: Record<string, string> = {};
	// Node hands a header's bytes over as Latin-1.
	for (const [name, value] of Object.entries(sent.headers))
		headers[name] = Buffer.from(value).toString('latin1');
	const request: SignedRequest = {
		...{ method: sent.method, bucket: sent.bucket, key: sent.object, headers },
		query: Object.entries(sent.query).map(([name, value]) => [name, value ?? ''])
	};
	const claim = read(request, { now: sent.now, region: sent.region });
	const signature = claim.expected(sent.secret);
	expect(claim.signature).toBe(signature);
	return { request, claim, stringToSign: claim.stringToSign, signature };
}
