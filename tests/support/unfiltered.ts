import { createFilter } from '../../src/lib/sources/ignore-filter';
import type { FilterRules } from '../../src/lib/sources/filter';
import { MEMORY_TRAITS } from './memory-drive';

/** What the intake needs to leave nothing out, and to know what names a MemoryDrive takes. */
export const unfiltered = {
	rules: (): FilterRules | undefined => undefined,
	filter: async (rules: FilterRules) => createFilter(rules, 0),
	names: () => MEMORY_TRAITS.names
};
