import { GiB, MiB } from '../../lib/kernel/bytes';

/** Account is one person of the sandbox. A person signs in with `passport` or `mail`. */
export interface Account {
	readonly uid: number;
	readonly nickname: string;
	/** Phone number, or empty. */
	readonly passport: string;
	readonly mail: string;
	readonly password: string;
	/** Bytes that fit in all. */
	readonly capacity: number;
	readonly vip: boolean;
}

/** ACCOUNTS are always there; the first is the one that an app connects by itself. */
export const ACCOUNTS: readonly Account[] = [
	{
		uid: 1800000,
		nickname: 'Sandbox 123Pan',
		passport: '13800000001',
		mail: '',
		password: 'sandbox-123',
		capacity: 2048 * GiB,
		vip: false
	},
	{
		uid: 1800001,
		nickname: 'Sandbox 123Pan by mail',
		passport: '',
		mail: 'second@sandbox.test',
		password: 'sandbox-456',
		capacity: 2048 * GiB,
		vip: true
	},
	{
		uid: 1800002,
		nickname: 'Sandbox 123Pan almost full',
		passport: '13800000003',
		mail: '',
		password: 'sandbox-789',
		capacity: 1 * MiB,
		vip: false
	},
	{
		uid: 1800010,
		nickname: 'Sandbox Open 123Pan',
		passport: '13800000010',
		mail: '',
		password: 'sandbox-open-123',
		capacity: 2048 * GiB,
		vip: true
	}
];

/** userOf is what a person types to sign in. */
export function userOf(account: Account): string {
	return account.passport || account.mail;
}

/** accountNamed finds an account by nickname, user name or uid; the first one when nothing is asked. */
export function accountNamed(name: string | null | undefined): Account | undefined {
	if (!name) return ACCOUNTS[0];
	return ACCOUNTS.find(
		(account) =>
			account.nickname === name || userOf(account) === name || String(account.uid) === name
	);
}
