import * as v from 'valibot';
import type { SignInRequest } from '../../drives/wire';
import { toHex } from '../../kernel/bytes';
import { TransferError } from '../../kernel/errors';
import type { Doors, Entry } from '../backend';
import { fromBase64Url } from '../base64';
import { readAccount } from './account';
import { createApi, read, webHeaders } from './call';
import { shape } from '../fields';
import { errorOf, signInErrorOf } from './errors';
import { discoverHosts } from './hosts';
import type { Secret } from './secret';

/** The API says 200 where every other call says 0. 123pan.md §4.2 */
export const SIGNED_IN = 200;

const tokenSchema = v.looseObject({ token: v.pipe(v.string(), v.minLength(1)) });

/**
 * signIn enters by password or by a token taken from the official page. The token is proven with
 * `user/info`. Rejects `wrong-password`, `risk-challenge`, `signed-out` (token dead). 123pan.md §5
 */
export async function signIn(request: SignInRequest, doors: Doors): Promise<Entry> {
	const start: Secret = {
		token: '',
		uid: '',
		hosts: await discoverHosts(doors),
		loginUuid: toHex(crypto.getRandomValues(new Uint8Array(16)))
	};
	if (request.way === 'token') return enter({ ...start, token: bare(request.token) }, doors);
	if (request.way !== 'password') {
		throw new TransferError('bad-request', { detail: 'no such way in' });
	}
	const { user, password, keep } = request;
	const token = await passwordToken(start, user.trim(), password, doors);
	return enter(
		{ ...start, token, ...(keep ? { keep: { user: user.trim(), password } } : {}) },
		doors
	);
}

/** renew signs in once more with the kept password; without one the person must. §5.2 */
export async function renew(secret: Secret, doors: Doors): Promise<Entry> {
	if (!secret.keep) throw new TransferError('signed-out', { detail: 'no password kept' });
	const { user, password } = secret.keep;
	const hosts = await discoverHosts(doors);
	const token = await passwordToken({ ...secret, hosts }, user, password, doors);
	const entry = await enter({ ...secret, hosts, token }, doors);
	if (entry.account.uid === secret.uid) return entry;
	throw new TransferError('signed-out', { detail: 'the sign-in belongs to another user now' });
}

async function passwordToken(
	secret: Secret,
	user: string,
	password: string,
	doors: Doors
): Promise<string> {
	const body = user.includes('@')
		? { mail: user, password, type: 2 }
		: { passport: user, password, remember: true };
	const answer = await doors.egress.call(doors.realm, secret.hosts.login, '/api/user/sign_in', {
		method: 'POST',
		headers: webHeaders(secret.loginUuid),
		body: JSON.stringify(body)
	});
	const envelope = read(answer, doors);
	if (envelope.code !== SIGNED_IN && envelope.code !== 0) throw signInErrorOf(envelope);
	return shape(tokenSchema, envelope.data).token;
}

/** enter proves a token with `user/info` and gives the account behind it. */
export async function enter(secret: Secret, doors: Doors): Promise<Entry> {
	const claims = readClaims(secret.token);
	if (!claims) {
		throw errorOf({ code: 401, message: 'this is not a token of the web page', data: null });
	}
	const api = createApi(secret, doors);
	const account = await readAccount(api);
	return {
		account,
		secret: { ...secret, uid: account.uid, hosts: api.hosts } satisfies Secret,
		renewable: secret.keep !== undefined,
		expiresAt: claims.exp === undefined ? undefined : claims.exp * 1000
	};
}

const claimsSchema = v.looseObject({ exp: v.optional(v.number()) });

/** readClaims reads a JWT's claims unchecked: the service checks them. undefined for other texts. */
export function readClaims(token: string): { readonly exp?: number | undefined } | undefined {
	const bytes = fromBase64Url(token.split('.')[1] ?? '');
	try {
		return v.parse(claimsSchema, JSON.parse(new TextDecoder().decode(bytes)));
	} catch {
		return undefined;
	}
}

/** People paste what they see: with "Bearer", with the quotes of local storage. */
function bare(token: string): string {
	return token
		.trim()
		.replace(/^["']|["']$/g, '')
		.replace(/^Bearer\s+/i, '');
}
