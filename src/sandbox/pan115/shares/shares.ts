import type { Account } from '../accounts';
import { Refusal } from '../envelope';
import { newHex } from '../ids';

/** Share is entries of a drive under a link (115.md §8). Times in Unix seconds. */
export interface Share {
	readonly code: string;
	/** The password; four characters. */
	receiveCode: string;
	readonly account: Account;
	/** Ids of what is shared. */
	readonly items: readonly string[];
	readonly since: number;
	/** Infinity: for ever. */
	endsAt: number;
	cancelled: boolean;
	/** How often anyone saved something from it. */
	received: number;
}

/** Shares are all links of all accounts. */
export class Shares {
	#shares = new Map<string, Share>();

	/** start shares entries for `seconds`. */
	start(account: Account, items: readonly string[], now: number, seconds: number): Share {
		const share: Share = {
			code: `sw${newHex(10)}`,
			receiveCode: newHex(4),
			...{ account, items, since: now, endsAt: now + seconds, cancelled: false, received: 0 }
		};
		this.#shares.set(share.code, share);
		return share;
	}

	/** own finds a link of the account's own; throws Refusal 4100026. */
	own(account: Account, code: string): Share {
		const share = this.#shares.get(code);
		if (share?.account !== account) throw new Refusal(4100026, '分享不存在');
		return share;
	}

	/** ofAccount are an account's links, newest first. */
	ofAccount(account: Account): readonly Share[] {
		return [...this.#shares.values()].filter((share) => share.account === account).reverse();
	}

	/** look finds a link that is in force, for who knows its password or shares it; throws Refusal. */
	look(code: string, shown: { readonly password: string; readonly by?: Account; now: number }) {
		const share = this.#shares.get(code);
		if (!share) throw new Refusal(4100026, '分享不存在');
		if (share.cancelled) throw new Refusal(4100009, '分享已取消');
		if (share.endsAt <= shown.now) throw new Refusal(4100010, '分享已过期');
		if (share.account === shown.by) return share;
		if (shown.password === '') throw new Refusal(4100012, '请输入访问码');
		if (shown.password !== share.receiveCode) throw new Refusal(4100008, '访问码错误');
		return share;
	}

	/** remove forgets a link. */
	remove({ code }: Share): void {
		this.#shares.delete(code);
	}

	clear(): void {
		this.#shares.clear();
	}
}
