import { randomBytes } from 'node:crypto';
import type { SandboxTime } from '../time';
import { OssError } from './errors';
import type { StsToken, TokenIssuer } from './sts';

/** OssKey is a key of OSS; one with a `securityToken` is temporary and of no use without it. */
export interface OssKey {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken?: string;
	/** Milliseconds since the epoch, by the sandbox's clock. */
	readonly expiresAt?: number;
}

/** KEY_MARKS begin each text of every temporary key, so that one that leaked is found. */
export const KEY_MARKS = {
	accessKeyId: 'STS.NSandbox',
	accessKeySecret: 'SandboxSecret',
	securityToken: 'CAISandbox'
} as const;

/** KeyRing holds every key that OSS knows. Expired ones stay, so that it can say they expired. */
export class KeyRing implements TokenIssuer {
	#keys = new Map<string, OssKey>();
	#time: SandboxTime;

	constructor(time: SandboxTime) {
		this.#time = time;
	}

	issue(seconds: number): StsToken {
		const token: StsToken = {
			accessKeyId: KEY_MARKS.accessKeyId + randomBytes(12).toString('base64url'),
			accessKeySecret: KEY_MARKS.accessKeySecret + randomBytes(24).toString('base64url'),
			// Real ones are long and have every character that a careless encoding loses.
			securityToken: `${KEY_MARKS.securityToken}${randomBytes(293).toString('base64')}+/==`,
			expiresAt: this.#time.now() + seconds * 1000
		};
		this.#keys.set(token.accessKeyId, token);
		return token;
	}

	/** add makes a key known; a second one of the same id replaces the first. */
	add(key: OssKey): void {
		this.#keys.set(key.accessKeyId, key);
	}

	find(accessKeyId: string): OssKey | undefined {
		return this.#keys.get(accessKeyId);
	}
}

/** checkToken refuses a key that is unknown, dead, or shown without its token (§8). */
export function checkToken(
	key: OssKey | undefined,
	shown: { readonly accessKeyId: string; readonly token: string | undefined },
	now: number
): OssKey {
	const details = { OSSAccessKeyId: shown.accessKeyId };
	if (!key) throw new OssError('InvalidAccessKeyId', { details });
	if (key.securityToken !== undefined && shown.token === undefined)
		throw new OssError('InvalidAccessKeyId', { details, ec: '0002-00000003' });
	if (key.securityToken !== shown.token)
		throw new OssError('InvalidSecurityToken', { ec: '0002-00000008' });
	if (key.expiresAt !== undefined && now >= key.expiresAt)
		throw new OssError('SecurityTokenExpired', { ec: '0002-00000007' });
	return key;
}
