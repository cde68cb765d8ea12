import { randomBytes } from 'node:crypto';
import { ACCOUNTS, type Account } from '../accounts';
import { issueToken, readToken, type Claims } from '../token';

/** PLATFORM is what every call names, and what tells these tokens from the web page's (§15.1). */
export const PLATFORM = 'open_platform';

/** More tokens of one client at a time end the oldest. 123pan.md §15.2 */
const MOST_TOKENS = 3;
const REFRESH_S = 90 * 86_400;
const CODE_S = 600;

/** Grant is what a person gave an OAuth app; its refresh token works once. */
interface Grant {
	readonly account: Account;
	readonly clientId: string;
	/** The access token that a refresh ends. */
	readonly jti: string;
	/** Unix seconds. */
	readonly until: number;
}

/** Issue says for whom and how long a token is made; seconds. */
export interface Issue {
	readonly account: Account;
	readonly now: number;
	readonly lifetime: number;
}

/** OpenTokens are all tokens of the Open Platform. They survive a reset. */
export class OpenTokens {
	#live = new Map<number, string[]>();
	#evicted = new Set<string>();
	#codes = new Map<string, Omit<Grant, 'jti'>>();
	#grants = new Map<string, Grant>();

	/** issue makes a developer's access token; a fourth one ends the oldest. */
	issue({ account, now, lifetime }: Issue): string {
		const token = make({ account, now, lifetime });
		const live = this.#liveOf(account.uid);
		live.push(jtiOf(token));
		while (live.length > MOST_TOKENS) this.#evicted.add(live.shift() ?? '');
		return token;
	}

	/** who finds the person behind a token; a text says why there is none. */
	who(token: string, now: number): { account: Account; claims: Claims } | string {
		const claims = readToken(token);
		const account = ACCOUNTS.find(({ uid }) => uid === claims?.id);
		if (!claims || !account || claims.platform !== PLATFORM) return 'token is invalid';
		if (this.#evicted.has(claims.jti)) return 'tokens number has exceeded the limit';
		if (claims.exp <= now) return 'token is expired';
		return { account, claims };
	}

	/** authorise gives the code that an OAuth app trades for its first pair. */
	authorise(account: Account, clientId: string, now: number): string {
		const code = randomBytes(24).toString('hex').toUpperCase();
		this.#codes.set(code, { account, clientId, until: now + CODE_S });
		return code;
	}

	/** redeem trades a code for a pair; undefined for one that is used, over or another app's. */
	redeem(code: string, clientId: string, issue: Omit<Issue, 'account'>): Pair | undefined {
		const asked = this.#codes.get(code);
		this.#codes.delete(code);
		if (asked?.clientId !== clientId || asked.until <= issue.now) return undefined;
		return this.#pair(asked, issue);
	}

	/** refresh trades a refresh token for a new pair; the access token before it is dead from then on. */
	refresh(token: string, clientId: string, issue: Omit<Issue, 'account'>): Pair | undefined {
		const grant = this.#grants.get(token);
		if (grant?.clientId !== clientId || grant.until <= issue.now) return undefined;
		this.#grants.delete(token);
		this.#evicted.add(grant.jti);
		return this.#pair(grant, issue);
	}

	#pair({ account, clientId }: Omit<Grant, 'jti'>, issue: Omit<Issue, 'account'>): Pair {
		const access = make({ account, ...issue });
		const refresh = randomBytes(24).toString('hex').toUpperCase();
		const until = issue.now + REFRESH_S;
		this.#grants.set(refresh, { account, clientId, jti: jtiOf(access), until });
		return { access, refresh };
	}

	#liveOf(uid: number): string[] {
		const live = this.#live.get(uid) ?? [];
		this.#live.set(uid, live);
		return live;
	}
}

/** Pair is what an OAuth app gets. */
export interface Pair {
	readonly access: string;
	readonly refresh: string;
}

function make({ account, now, lifetime }: Issue): string {
	return issueToken(account, { now, lifetime, platform: PLATFORM, remember: false, loginType: 0 });
}

function jtiOf(token: string): string {
	return readToken(token)?.jti ?? '';
}
