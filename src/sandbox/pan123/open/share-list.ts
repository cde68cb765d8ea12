import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts';

/** OpenShare is one share (123pan.md §15.4). Times in milliseconds. */
export interface OpenShare {
	readonly id: number;
	readonly key: string;
	readonly account: Account;
	readonly name: string;
	readonly fileIds: readonly number[];
	readonly password: string;
	/** Null: it lasts for ever. */
	readonly until: number | null;
	trafficSwitch: number;
	trafficLimitSwitch: number;
	trafficLimit: number;
}

/** OpenShares are all people's, oldest first. */
export class OpenShares {
	#all: OpenShare[] = [];
	#nextId = 87187530;

	add(share: Omit<OpenShare, 'id' | 'key'>): OpenShare {
		const key = `Pv${randomBytes(3).toString('hex')}-${randomBytes(3).toString('hex')}`;
		const added = { ...share, id: this.#nextId++, key };
		this.#all.push(added);
		return added;
	}

	of(account: Account): readonly OpenShare[] {
		return this.#all.filter((share) => share.account === account);
	}

	clear(): void {
		this.#all = [];
	}
}
