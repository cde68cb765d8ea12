import { createHmac } from 'node:crypto';
import { ACCOUNTS, type Account } from './accounts';
import { OWN_SLOT } from './slots';

/** CookieSet is a session as its client keeps it (115.md §4.1). */
export interface CookieSet {
	readonly UID: string;
	readonly CID: string;
	readonly SEID: string;
	readonly KID: string;
}

/** SignIn is one session in one client slot. */
export interface SignIn {
	readonly account: Account;
	readonly slot: string;
	readonly cookies: CookieSet;
	/** Milliseconds since the epoch; of a session from before a restart: when it was seen again. */
	readonly since: number;
	/** Why it is worth nothing any more. */
	ended: 'replaced' | 'revoked' | null;
}

/** CookieFault says why cookies are refused. */
export type CookieFault = 'missing' | 'wrong' | 'expired' | 'replaced' | 'revoked';

// Fixed, so that a restarted sandbox still knows the people it signed in. It guards nothing real.
const SECRET = 'sandbox 115: nothing leaves this machine';
const OWN_SINCE = 1735689600;

/**
 * SignIns keeps who is signed in where. A session's cookies follow from its UID, so that one from
 * before a restart is still good unless its slot was taken since.
 */
export class SignIns {
	#byUid = new Map<string, SignIn>();
	#bySlot = new Map<string, SignIn>();
	#allEnded = false;

	/** start signs an account in at `now` milliseconds; whoever had the slot is out. */
	start(account: Account, slot: string, now: number): SignIn {
		let second = Math.floor(now / 1000);
		while (this.#byUid.has(uidOf(account, slot, second))) second += 1;
		return this.#enter(account, slot, uidOf(account, slot, second), now);
	}

	/** own is the live session that `/_sandbox/accounts` shows; a new one if the last was ended. */
	own(account: Account, now: number, lifetime: number): SignIn {
		const last = this.#bySlot.get(slotKey(account, OWN_SLOT));
		if (last && !last.ended && last.since + lifetime * 1000 > now) return last;
		return last
			? this.start(account, OWN_SLOT, now)
			: this.#enter(account, OWN_SLOT, uidOf(account, OWN_SLOT, OWN_SINCE), now);
	}

	/** find gives the session of a Cookie header, or why there is none. `lifetime` in seconds. */
	find(
		header: string | undefined,
		options: { readonly now: number; readonly lifetime: number; readonly requireKid: boolean }
	): SignIn | CookieFault {
		const { UID, CID, SEID, KID } = parseCookies(header);
		if (!UID || !CID || !SEID || (options.requireKid && !KID)) return 'missing';
		const signIn = this.#byUid.get(UID) ?? this.#remember(UID, options.now);
		const { cookies } = signIn ?? {};
		const fits = cookies?.CID === CID && cookies.SEID === SEID && (!KID || cookies.KID === KID);
		if (!signIn || !fits) return 'wrong';
		if (signIn.ended) return signIn.ended;
		return signIn.since + options.lifetime * 1000 > options.now ? signIn : 'expired';
	}

	/** endAll ends every session, known or from before a restart (switch `revokeCookies`). */
	endAll(now: number): void {
		for (const account of ACCOUNTS) this.own(account, now, Infinity);
		this.#allEnded = true;
		for (const signIn of this.#byUid.values()) signIn.ended ??= 'revoked';
	}

	#remember(uid: string, now: number): SignIn | undefined {
		const [userId, slot, second] = uid.split('_');
		const account = ACCOUNTS.find((known) => known.userId === userId);
		if (!account || !slot || !/^\d+$/.test(second ?? '')) return undefined;
		// A slot that someone took since the start has replaced whatever came before.
		if (this.#allEnded || this.#bySlot.has(slotKey(account, slot))) return undefined;
		return this.#enter(account, slot, uid, now);
	}

	#enter(account: Account, slot: string, uid: string, now: number): SignIn {
		const key = slotKey(account, slot);
		const older = this.#bySlot.get(key);
		if (older) older.ended ??= 'replaced';
		const signIn: SignIn = { account, slot, cookies: cookiesOf(uid), since: now, ended: null };
		this.#bySlot.set(key, signIn);
		this.#byUid.set(uid, signIn);
		return signIn;
	}
}

/** cookieText writes cookies as a browser shows them. */
export function cookieText(cookies: CookieSet): string {
	return Object.entries(cookies)
		.map(([name, value]) => `${name}=${value}`)
		.join('; ');
}

function parseCookies(header = ''): Partial<Record<string, string>> {
	return Object.fromEntries(
		header.split(';').map((pair) => {
			const at = pair.indexOf('=');
			return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
		})
	);
}

function cookiesOf(uid: string): CookieSet {
	const hex = (name: string) => createHmac('sha512', SECRET).update(`${name} ${uid}`).digest('hex');
	return {
		UID: uid,
		CID: hex('CID').slice(0, 32),
		SEID: hex('SEID').slice(0, 120),
		KID: hex('KID').slice(0, 32)
	};
}

const uidOf = (account: Account, slot: string, second: number) =>
	`${account.userId}_${slot}_${second}`;
const slotKey = (account: Account, slot: string) => `${account.userId} ${slot}`;
