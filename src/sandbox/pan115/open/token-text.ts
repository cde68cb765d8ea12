import { createHmac } from 'node:crypto';

/** TokenClaims is what a token of the Open Platform says of itself. Times in Unix seconds. */
export interface TokenClaims {
	readonly kind: 'access' | 'refresh';
	readonly client: string;
	readonly user: string;
	/** The authorization that it belongs to. */
	readonly grant: string;
	/** How many refreshes came before it in that authorization; -1 is a standing token. */
	readonly turn: number;
	/** When the person agreed. */
	readonly since: number;
	readonly endsAt: number;
}

// Fixed, so that a restarted sandbox still knows its tokens. It guards nothing real.
const SECRET = 'sandbox: the Open Platform of 115';

/** writeToken makes the text of a token: claims and their signature. */
export function writeToken(claims: TokenClaims): string {
	const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
	return `${text}.${sign(text)}`;
}

/** readToken gives the claims of a token, whatever has become of it since, or what is wrong with it. */
export function readToken(token: string): TokenClaims | 'format' | 'signature' {
	const [text, signature, ...rest] = token.split('.');
	if (!text || !signature || rest.length > 0) return 'format';
	if (!/^[\w-]+$/.test(text) || !/^[\w-]{43}$/.test(signature)) return 'format';
	if (signature !== sign(text)) return 'signature';
	return JSON.parse(Buffer.from(text, 'base64url').toString()) as TokenClaims;
}

function sign(text: string): string {
	return createHmac('sha256', SECRET).update(text).digest('base64url');
}
