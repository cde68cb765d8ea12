import { rulesInUse, type FilterRules, type FilterSettings } from '../sources/filter';

/**
 * rulesOf gives the rules of a watched folder: none for an empty profile, those in use for one that is
 * gone, as more than wanted must not go up because a filter was deleted.
 */
export function rulesOf(filters: FilterSettings, profile: string): FilterRules | undefined {
	if (profile === '') return undefined;
	return filters.profiles.find(({ id }) => id === profile)?.rules ?? rulesInUse(filters);
}
