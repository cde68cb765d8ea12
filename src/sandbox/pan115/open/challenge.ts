import { createHash } from 'node:crypto';

const DIGESTS: Readonly<Record<string, string>> = { sha256: 'sha256', sha1: 'sha1', md5: 'md5' };

/** isMethod says whether a `code_challenge_method` is one of sha256, sha1, md5 (115.md §10.1). */
export function isMethod(method: string): boolean {
	return Object.hasOwn(DIGESTS, method);
}

/** isVerifierLength: 43 to 128 characters, as RFC 7636 has it. */
export function isVerifierLength(verifier: string): boolean {
	return verifier.length >= 43 && verifier.length <= 128;
}

/**
 * answersChallenge says whether `verifier` is the one whose digest was announced. The challenge may
 * be base64url, with padding or without, or standard base64 with padding (§10.1).
 */
export function answersChallenge(verifier: string, challenge: string, method: string): boolean {
	const algorithm = Object.hasOwn(DIGESTS, method) ? DIGESTS[method] : undefined;
	if (!algorithm) return false;
	const standard = createHash(algorithm).update(verifier).digest('base64');
	const urlSafe = standard.replaceAll('+', '-').replaceAll('/', '_');
	return [standard, urlSafe, urlSafe.replace(/=+$/, '')].includes(challenge);
}
