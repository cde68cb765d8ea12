import { randomUUID } from 'node:crypto';
import { Refusal } from '../envelope';
import { readToken, writeToken, type TokenClaims } from './token-text';

/** TokenPair is what every way to an authorization gives (115.md §10.1). `lifetime` in seconds. */
export interface TokenPair {
	readonly access: string;
	readonly refresh: string;
	readonly lifetime: number;
}

/** TokenRules are the switches in force at a call; times in seconds, `now` in Unix seconds. */
export interface TokenRules {
	readonly now: number;
	/** Life of access tokens issued now. */
	readonly lifetime: number;
	/** A refresh sooner than this after the one before is refused; 0 is no limit. */
	readonly interval: number;
	/** Authorizations that one person may have with one app at a time. */
	readonly most: number;
	/** Apps that one person may have authorized at a time. */
	readonly apps: number;
}

/** Person is who agreed, and to which app. */
export type Person = Pick<TokenClaims, 'client' | 'user'>;

interface Grant extends Person {
	readonly since: number;
	turn: number;
	refreshedAt: number;
	revoked: boolean;
}

const YEAR_S = 365 * 86_400;
const STANDING = -1;

/**
 * Tokens are the authorizations of the Open Platform. A refresh ends the pair before it at once; a
 * refresh token lives a year from the authorization, however often it was renewed; what is over the
 * limit per app and person goes, oldest first (115.md §10.1). Tokens of an authorization that this
 * process has not seen are good if they are signed: a restart signs nobody out.
 */
export class Tokens {
	#grants = new Map<string, Grant>();

	/** authorize starts an authorization and gives its first pair; throws Refusal 40140122. */
	authorize(person: Person, rules: TokenRules): TokenPair {
		const grants = [...this.#grants.values()].filter((grant) => !grant.revoked);
		const apps = grants.filter(({ user }) => user === person.user).map(({ client }) => client);
		if (new Set([...apps, person.client]).size > rules.apps)
			throw new Refusal(40140122, '授权应用已达到上限');
		const id = randomUUID();
		const grant = { ...person, since: rules.now, turn: 0, refreshedAt: -Infinity, revoked: false };
		this.#grants.set(id, grant);
		const live = [...this.#grants.values()].filter(
			({ client, user, revoked }) => client === person.client && user === person.user && !revoked
		);
		for (const old of live.slice(0, -rules.most)) old.revoked = true;
		return pairOf(id, grant, rules);
	}

	/** standing is a refresh token for someone who has just agreed: each use authorizes anew. */
	standing(person: Person): string {
		return writeToken({
			kind: 'refresh',
			client: person.client,
			user: person.user,
			grant: 'standing',
			turn: STANDING,
			since: 0,
			endsAt: Number.MAX_SAFE_INTEGER
		});
	}

	/** holder reads a refresh token without using it up; throws Refusal unless it is in force. */
	holder(token: string, rules: TokenRules): TokenClaims {
		const claims = readToken(token);
		if (claims === 'format') throw new Refusal(40140114, 'refresh_token 格式错误');
		if (claims === 'signature') throw new Refusal(40140115, 'refresh_token 签名校验失败');
		if (claims.kind !== 'refresh') throw new Refusal(40140120, 'refresh_token 检验失败');
		if (claims.turn === STANDING) return claims;
		if (claims.endsAt <= rules.now) throw new Refusal(40140119, 'refresh_token 已过期');
		const grant = this.#grant(claims);
		if (grant.revoked || grant.turn !== claims.turn)
			throw new Refusal(40140116, 'refresh_token 无效(已解除授权)');
		return claims;
	}

	/** refresh trades a refresh token for a new pair; throws Refusal. */
	refresh(token: string, rules: TokenRules): TokenPair {
		const claims = this.holder(token, rules);
		if (claims.turn === STANDING) return this.authorize(claims, rules);
		const grant = this.#grant(claims);
		if (rules.now - grant.refreshedAt < rules.interval)
			throw new Refusal(40140117, 'access_token 刷新太频繁');
		grant.turn += 1;
		grant.refreshedAt = rules.now;
		return pairOf(claims.grant, grant, rules);
	}

	/** check gives the claims of an access token in force; throws Refusal. */
	check(token: string, now: number): TokenClaims {
		const claims = readToken(token);
		if (claims === 'format') throw new Refusal(40140123, 'access_token 格式错误');
		if (claims === 'signature') throw new Refusal(40140124, 'access_token 签名校验失败');
		if (claims.kind !== 'access') throw new Refusal(40140126, 'access_token 校验失败');
		const grant = this.#grant(claims);
		if (grant.revoked || claims.endsAt <= now)
			throw new Refusal(40140125, 'access_token 无效(已过期或者已解除授权)');
		if (grant.turn !== claims.turn) throw new Refusal(40140126, 'access_token 校验失败');
		return claims;
	}

	#grant(claims: TokenClaims): Grant {
		let grant = this.#grants.get(claims.grant);
		if (!grant) {
			grant = { ...claims, refreshedAt: -Infinity, revoked: false };
			this.#grants.set(claims.grant, grant);
		}
		return grant;
	}
}

function pairOf(id: string, grant: Grant, { now, lifetime }: TokenRules): TokenPair {
	const { client, user, turn, since } = grant;
	const claims = { client, user, grant: id, turn, since };
	return {
		access: writeToken({ ...claims, kind: 'access', endsAt: now + lifetime }),
		refresh: writeToken({ ...claims, kind: 'refresh', endsAt: since + YEAR_S }),
		lifetime
	};
}
