/** Filter profiles: what the settings page needs to know of them. */
import {
	DEFAULT_FILTERS,
	isFilters,
	type FilterProfile,
	type FilterSettings
} from '../sources/filter';

/** defaultProfile leaves out what a build makes again. */
export const defaultProfile: FilterProfile = DEFAULT_FILTERS.profiles[0]!;

/** canKeepFilters tells whether the engine will take them. */
export function canKeepFilters(filters: FilterSettings): boolean {
	return isFilters(filters);
}
