import { GiB, MiB } from '../../lib/kernel/bytes';

/** Account is one person of the emulated 115 (115.md §4.4, §5.8). Sizes in bytes. */
export interface Account {
	/** Decimal string. */
	readonly userId: string;
	readonly name: string;
	/** 32 hex digits, lower case; stable for the account. */
	readonly userKey: string;
	readonly vip: boolean;
	/** Largest single file: 115 GiB, and 5 GiB without VIP. */
	readonly sizeLimit: number;
	/** What fits in all. */
	readonly capacity: number;
}

/** ACCOUNTS are always there; the first is the one that an app connects by itself. */
export const ACCOUNTS: readonly [Account, ...Account[]] = [
	{
		userId: '100200300',
		name: 'Sandbox 115',
		userKey: '5f1d7a9ab4b54bd1a0dbf3c41b0b6a11',
		vip: true,
		sizeLimit: 115 * GiB,
		capacity: 8192 * GiB
	},
	{
		userId: '100200301',
		name: 'Sandbox 115 free',
		userKey: '0c9e62f3d05a4f0fb8f4a86b3e1c7d22',
		vip: false,
		sizeLimit: 5 * GiB,
		capacity: 1024 * GiB
	},
	{
		userId: '4400200302',
		name: 'Sandbox 115 almost full',
		userKey: '9be0457a68c14c6d9f27c05d1a3e8f33',
		vip: true,
		sizeLimit: 115 * GiB,
		capacity: 1 * MiB
	},
	{
		userId: '100200310',
		name: 'Sandbox Open 115',
		userKey: '1c7f4e9a03d84b0e9d55a6b2f8e04d44',
		vip: true,
		sizeLimit: 115 * GiB,
		capacity: 8192 * GiB
	}
];

/** OPEN_ACCOUNT is the one that an app connects by itself through the Open Platform. */
export const OPEN_ACCOUNT = ACCOUNTS.find(({ userId }) => userId === '100200310') ?? ACCOUNTS[0];

/** accountNamed finds an account by name or user id; the first one when nothing is asked. */
export function accountNamed(name: string | null | undefined): Account | undefined {
	if (!name) return ACCOUNTS[0];
	return ACCOUNTS.find((account) => account.name === name || account.userId === name);
}
