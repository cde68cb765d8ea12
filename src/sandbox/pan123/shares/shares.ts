import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts';
import { Refusal } from '../envelope';

/** Share is a link under which a person shows files to others. Times in milliseconds. */
export interface Share {
	readonly id: number;
	readonly key: string;
	readonly account: Account;
	readonly name: string;
	/** Empty: public. */
	readonly password: string;
	readonly items: readonly number[];
	readonly createdAt: number;
	/** Infinity: for ever. */
	readonly endsAt: number;
}

/** What the link of a share that is over, or of none, is answered with; the real codes are unknown. */
const OVER = 5110;
const WRONG_PASSWORD = 5103;

/** Shares are all links that were made and not cancelled. */
export class Shares {
	#shares = new Map<number, Share>();
	#next = 9_100_001;

	add(share: Omit<Share, 'id' | 'key'>): Share {
		const id = this.#next++;
		const key = `${randomBytes(3).toString('hex')}Sb-${randomBytes(3).toString('hex')}`;
		const added = { ...share, id, key };
		this.#shares.set(id, added);
		return added;
	}

	/** own are the shares of an account, newest first. */
	own({ uid }: Account): readonly Share[] {
		return [...this.#shares.values()].filter(({ account }) => account.uid === uid).reverse();
	}

	remove(id: number, { uid }: Account): void {
		if (this.#shares.get(id)?.account.uid === uid) this.#shares.delete(id);
	}

	/** look finds a share for a guest; the password's case does not matter (123pan.md §12). */
	look(key: string, password: string, now: number): Share {
		const share = [...this.#shares.values()].find((one) => one.key === key);
		if (!share || share.endsAt <= now) throw new Refusal(OVER, '分享链接已失效');
		if (share.password.toLowerCase() !== password.toLowerCase())
			throw new Refusal(WRONG_PASSWORD, '提取码错误');
		return share;
	}

	clear(): void {
		this.#shares.clear();
	}
}
