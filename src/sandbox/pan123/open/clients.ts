import type { AccountRow } from '../../admin/drive-admin';
import { ACCOUNTS, type Account } from '../accounts';

/** OpenClient is a developer's id and secret. It speaks for the developer's own account (§15.2). */
export interface OpenClient {
	readonly id: string;
	readonly secret: string;
	readonly uid: number;
}

/** CLIENTS: every person is a developer, first the one whom an app connects by itself. */
export const CLIENTS: readonly OpenClient[] = [
	{ uid: 1800010, id: '3f1c9a7e5b2d4806', secret: 'sandbox-open-secret-of-1800010' },
	{ uid: 1800000, id: '8a02c4e6d1b34f70', secret: 'sandbox-open-secret-of-1800000' },
	{ uid: 1800001, id: 'b7d5e3f1092c4a68', secret: 'sandbox-open-secret-of-1800001' },
	{ uid: 1800002, id: 'c6e4a2081f3d5b79', secret: 'sandbox-open-secret-of-1800002' }
];

/** accountOf is the person whom a client speaks for. */
export function accountOf({ uid }: Pick<OpenClient, 'uid'>): Account | undefined {
	return ACCOUNTS.find((account) => account.uid === uid);
}

/** clientWith finds a client by what its developer would type; undefined unless both are right. */
export function clientWith(
	id: string | undefined,
	secret: string | undefined
): OpenClient | undefined {
	return CLIENTS.find((client) => client.id === id && client.secret === secret);
}

/** openRows are the accounts of `/_sandbox/accounts` with flavour `open`. */
export function openRows(): readonly AccountRow[] {
	return CLIENTS.map((client) => ({
		drive: 'pan123',
		flavour: 'open',
		name: accountOf(client)?.nickname ?? '',
		credentials: { clientId: client.id, clientSecret: client.secret }
	}));
}
