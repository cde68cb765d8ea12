import type { AccountRow } from '../admin/drive-admin';
import type { World } from './world';

/** openRows are the accounts of `/_sandbox/accounts` with flavour `open`, one for each person. */
export function openRows(_world: World): readonly AccountRow[] {
	return [];
}
