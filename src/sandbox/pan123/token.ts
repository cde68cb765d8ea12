import { createHmac, randomUUID } from 'node:crypto';
import type { Account } from './accounts';
import { userOf } from './accounts';

/** Claims of a token (123pan.md §5.2); times in Unix seconds. */
export interface Claims {
	readonly id: number;
	readonly iat: number;
	readonly exp: number;
	readonly jti: string;
	readonly platform: string;
}

// Fixed, so that a restarted sandbox still knows the people it signed in. It guards nothing real.
const SECRET = 'sandbox: nothing leaves this machine';

/** issueToken makes an HS256 JWT for an account. `lifetime` is in seconds. */
export function issueToken(
	account: Account,
	options: {
		readonly now: number;
		readonly lifetime: number;
		readonly platform: string;
		readonly remember: boolean;
		readonly loginType: number;
	}
): string {
	const claims = {
		id: account.uid,
		iat: options.now,
		exp: options.now + options.lifetime,
		jti: randomUUID(),
		username: userOf(account),
		nickname: account.nickname,
		mail: account.mail,
		isOauth2Login: false,
		appName: '',
		login_type: options.loginType,
		platform: options.platform,
		deviceId: '',
		clientIP: '127.0.0.1',
		remember: options.remember,
		v: 2
	};
	const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map(encode).join('.');
	return `${text}.${sign(text)}`;
}

/** readToken checks the signature and gives the claims, expired or not; null if it is not ours. */
export function readToken(token: string): Claims | null {
	const [header, payload, signature] = token.split('.');
	if (!header || !payload || signature !== sign(`${header}.${payload}`)) return null;
	return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
}

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sign(text: string): string {
	return createHmac('sha256', SECRET).update(text).digest('base64url');
}
