import type { AccountRow } from '../admin/drive-admin';
import { ACCOUNTS } from './accounts';
import { APPROVED } from './open/clients';
import type { World } from './world';

/**
 * openRows are the accounts of `/_sandbox/accounts` with flavour `open`, one for each person. Their
 * refresh token is a standing one: for someone who has just authorised the app.
 */
export function openRows(world: World): readonly AccountRow[] {
	return ACCOUNTS.map(({ name, userId }) => ({
		drive: 'pan115',
		flavour: 'open',
		name,
		credentials: {
			client_id: APPROVED.id,
			refresh_token: world.openTokens.standing({ client: APPROVED.id, user: userId })
		}
	}));
}
