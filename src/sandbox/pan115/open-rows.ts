import type { AccountRow } from '../admin/drive-admin';
import { ACCOUNTS, OPEN_ACCOUNT } from './accounts';
import { APPROVED } from './open/clients';
import type { World } from './world';

/**
 * openRows are the accounts of `/_sandbox/accounts` with flavour `open`, one for each person, first
 * the one who has no other flavour's name. The refresh token is a standing one: it is for someone who
 * has just authorised the app.
 */
export function openRows(world: World): readonly AccountRow[] {
	const others = ACCOUNTS.filter((account) => account !== OPEN_ACCOUNT);
	return [OPEN_ACCOUNT, ...others].map(({ name, userId }) => ({
		drive: 'pan115',
		flavour: 'open',
		name,
		credentials: {
			client_id: APPROVED.id,
			refresh_token: world.openTokens.standing({ client: APPROVED.id, user: userId })
		}
	}));
}
