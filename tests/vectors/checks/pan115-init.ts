import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { challengeOf, type ChallengeMethod } from '../../../src/lib/server/pan115/crypto/pkce';
import { rangeOf } from '../../../src/lib/server/pan115/crypto/range';
import { initSig, sigInner } from '../../../src/lib/server/pan115/crypto/sig';
import { initToken, tokenInput } from '../../../src/lib/server/pan115/crypto/token';
import { sigOf, tokenOf } from '../../../src/sandbox/pan115/crypto/signatures';
import { answersChallenge } from '../../../src/sandbox/pan115/open/challenge';
import { agree, rowsOf, type Implementation, type Vector } from './vector';

interface SigRow {
	readonly user_id: string;
	readonly user_key: string;
	readonly file_sha1: string;
	readonly target: string;
	readonly inner_sha1: string;
	readonly sig: string;
}

const SIGS: readonly Implementation<SigRow, SigRow>[] = [
	({ user_id: userId, user_key: userKey, file_sha1, target }) => ({
		inner_sha1: sigInner(userId, file_sha1, target),
		sig: initSig({ userId, userKey }, file_sha1, target)
	}),
	({ user_id: userId, user_key: userKey, file_sha1: fileId, target }) => ({
		sig: sigOf({ userId, userKey, fileId, target })
	})
];

/** pan115Sig checks 115-sig.json. */
export function pan115Sig(file: unknown): readonly Vector[] {
	return rowsOf<SigRow>(file).map((row, i) => ({
		name: `sig ${i}`,
		run: () => agree(row, row, SIGS, ['user_id', 'user_key', 'file_sha1', 'target'])
	}));
}

interface TokenRow {
	readonly file_sha1: string;
	readonly file_size: string;
	readonly sign_key: string;
	readonly sign_val: string;
	readonly user_id: string;
	readonly t: string;
	readonly app_version: string;
	readonly md5_input: string;
	readonly token: string;
}

const TOKENS: readonly Implementation<TokenRow, TokenRow>[] = [
	(row) => {
		const of = {
			fileId: row.file_sha1,
			size: row.file_size,
			// A first request leaves them out.
			signKey: row.sign_key === '' ? undefined : row.sign_key,
			signVal: row.sign_val === '' ? undefined : row.sign_val,
			userId: row.user_id,
			t: row.t,
			appVersion: row.app_version
		};
		return { md5_input: tokenInput(of), token: initToken(of) };
	},
	(row) => ({
		token: tokenOf({
			...{ userId: row.user_id, fileId: row.file_sha1, fileSize: row.file_size },
			...{ signKey: row.sign_key, signVal: row.sign_val, t: row.t, appVersion: row.app_version }
		})
	})
];

/** pan115Token checks 115-token.json. */
export function pan115Token(file: unknown): readonly Vector[] {
	return rowsOf<TokenRow>(file).map((row, i) => ({
		name: `token ${i}, t ${row.t}`,
		run: () =>
			agree(row, row, TOKENS, [
				...(['file_sha1', 'file_size', 'sign_key', 'sign_val'] as const),
				...(['user_id', 't', 'app_version'] as const)
			])
	}));
}

interface SignValRow {
	readonly size: number;
	readonly gen_a: number;
	readonly gen_b: number;
	readonly fileid: string;
	readonly preid: string;
	readonly sign_check: string;
	readonly range_length: number;
	readonly sign_val: string;
}

const HEAD_BYTES = 131_072;

const SIGN_VALS: readonly Implementation<SignValRow, SignValRow>[] = [
	(row) => {
		const bytes = generated(row);
		const { start, end } = rangeOf(row.sign_check);
		expect(end).toBeLessThanOrEqual(row.size);
		return {
			fileid: sha1Of(bytes),
			preid: sha1Of(bytes.subarray(0, HEAD_BYTES)),
			range_length: end - start,
			sign_val: sha1Of(bytes.subarray(start, end))
		};
	}
];

/** pan115SignVal checks 115-signval.json: what `sign_check` names, and digests of generated files. */
export function pan115SignVal(file: unknown): readonly Vector[] {
	return rowsOf<SignValRow>(file).map((row, i) => ({
		name: `range ${i}: ${row.sign_check} of ${row.size}`,
		run: () => agree(row, row, SIGN_VALS, ['size', 'gen_a', 'gen_b', 'sign_check'])
	}));
}

function generated({ size, gen_a, gen_b }: SignValRow): Uint8Array {
	return Uint8Array.from({ length: size }, (_, j) => {
		const low = j % 65_536;
		return (gen_a * low + gen_b + (low >> 8)) & 0xff;
	});
}

function sha1Of(bytes: Uint8Array): string {
	return createHash('sha1').update(bytes).digest('hex').toUpperCase();
}

interface PkceRow {
	readonly code_verifier: string;
	readonly code_challenge_method: ChallengeMethod;
	readonly code_challenge_base64: string;
	readonly code_challenge_base64url: string;
	readonly code_challenge_base64url_nopad: string;
}

const CHALLENGES: readonly Implementation<PkceRow, PkceRow>[] = [
	({ code_verifier, code_challenge_method }) => {
		const plain = challengeOf(code_verifier, code_challenge_method);
		return {
			code_challenge_base64: plain,
			code_challenge_base64url: plain.replaceAll('+', '-').replaceAll('/', '_'),
			code_challenge_base64url_nopad: challengeOf(code_verifier, code_challenge_method, 'base64url')
		};
	},
	// The sandbox takes every spelling of the right one.
	(row) => {
		const taken = (challenge: string) =>
			answersChallenge(row.code_verifier, challenge, row.code_challenge_method);
		expect(taken(row.code_challenge_base64)).toBe(true);
		expect(taken(row.code_challenge_base64url)).toBe(true);
		expect(taken(row.code_challenge_base64url_nopad)).toBe(true);
		return {};
	}
];

/** pan115Pkce checks 115-pkce.json. */
export function pan115Pkce(file: unknown): readonly Vector[] {
	return rowsOf<PkceRow>(file).map((row, i) => ({
		name: `challenge ${i}, ${row.code_challenge_method}`,
		run: () => agree(row, row, CHALLENGES, ['code_verifier', 'code_challenge_method'])
	}));
}
