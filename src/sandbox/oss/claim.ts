import type { IncomingHttpHeaders } from 'node:http';
import type { Pair } from '../s3/encoding';
import type { Address } from './address';

/** SignedRequest is what a signature is checked over. `query` is decoded and in its order. */
export interface SignedRequest extends Address {
	readonly method: string;
	readonly query: readonly Pair[];
	readonly headers: IncomingHttpHeaders;
}

/** SigningRules are the server's side of the check. */
export interface SigningRules {
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
	readonly region: string;
}

/** Claim is a signature as a request carries it, with what it should have been made over. */
export interface Claim {
	readonly version: 'V1' | 'V4';
	readonly accessKeyId: string;
	readonly signature: string;
	readonly token: string | undefined;
	readonly stringToSign: string;
	readonly canonicalRequest?: string;
	/** The right signature, given the key's secret. */
	expected(secret: string): string;
}

/** headerOf gives a header as one trimmed text. Node hands bytes over as Latin-1; signers mean UTF-8. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
	const value = headers[name];
	if (value === undefined) return undefined;
	const text = Array.isArray(value) ? value.join(',') : value;
	return Buffer.from(text, 'latin1').toString('utf8').trim();
}

/** ossHeaders are all headers whose name starts with `x-oss-`, sorted by bytes. */
export function ossHeaders(headers: IncomingHttpHeaders): readonly Pair[] {
	return Object.keys(headers)
		.filter((name) => name.startsWith('x-oss-'))
		.sort()
		.map((name): Pair => [name, headerOf(headers, name) ?? '']);
}
