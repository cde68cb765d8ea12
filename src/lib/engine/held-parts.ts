import { traitsOf } from '../drives/registry';
import type { AccountView } from './engine-api';

/** holdsParts tells whether storage of an account can hold a part to a rate. */
export function holdsParts({ drive, flavour }: Pick<AccountView, 'drive' | 'flavour'>): boolean {
	return traitsOf(drive, flavour).partRate !== undefined;
}
