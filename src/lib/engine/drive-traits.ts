/** How an account's drive differs from others, for the page, which knows accounts and no drives. */
import type { Traits } from '../drives/drive';
import { traitsOf } from '../drives/registry';
import type { AccountView } from './engine-api';

/** driveTraits throws `version-mismatch` for a flavour that a newer page stored. */
export function driveTraits({ drive, flavour }: Pick<AccountView, 'drive' | 'flavour'>): Traits {
	return traitsOf(drive, flavour);
}
