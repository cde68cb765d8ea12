import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64, toBase64Url } from '../../base64';

/** ChallengeMethod: the digests that `code_challenge_method` may name. 115.md §10.1 */
export type ChallengeMethod = 'sha256' | 'sha1' | 'md5';

const DIGESTS = { sha256, sha1, md5 } as const;
const VERIFIER_BYTES = 48;

/** newVerifier draws a `code_verifier`: 64 characters of the 43 to 128 allowed. 115.md §10.1 */
export function newVerifier(): string {
	return toBase64Url(crypto.getRandomValues(new Uint8Array(VERIFIER_BYTES)));
}

/**
 * challengeOf gives the `code_challenge` of a verifier. Both alphabets are accepted (115.md §10.1);
 * whether base64url needs its padding is not told, so standard base64 is the default.
 */
export function challengeOf(
	verifier: string,
	method: ChallengeMethod,
	alphabet: 'base64' | 'base64url' = 'base64'
): string {
	const digest = DIGESTS[method](utf8ToBytes(verifier));
	return alphabet === 'base64' ? toBase64(digest) : toBase64Url(digest);
}
