/**
 * Filter: what of a dropped folder stays at home. What a person drops or picks by itself always goes
 * up; patterns are about paths below the dropped folder, whose own name is no part of them.
 */
import type { Identity } from './source';

/** FilterRules: what to leave out. A rule that is absent leaves nothing out. */
export interface FilterRules {
	/** In the syntax of .gitignore, one pattern a line; case counts. */
	readonly patterns: string;
	/** Files of fewer bytes. */
	readonly smallerThan?: number | undefined;
	/** Files of more bytes. */
	readonly largerThan?: number | undefined;
	/** Files last changed more than so many days ago. */
	readonly olderThanDays?: number | undefined;
	/** Files changed within so many days. */
	readonly newerThanDays?: number | undefined;
}

/** FilterProfile: rules under a name. */
export interface FilterProfile {
	/** UUID, or `default`. */
	readonly id: string;
	/** As its person calls it; the default one has none until then. */
	readonly name: string;
	readonly rules: FilterRules;
}

/** FilterSettings: the saved profiles, of which one is in use. */
export interface FilterSettings {
	readonly profiles: readonly FilterProfile[];
	/** Id of the profile in use; of none, everything goes up. */
	readonly inUse: string;
}

/** LeftOutWhy: the kind of rule that left something out. */
export type LeftOutWhy = 'pattern' | 'smaller' | 'larger' | 'older' | 'newer';

/** Filter decides by paths below the dropped folder: names, from the top down. */
export interface Filter {
	/** Whether a folder is left out with all that is in it. */
	folder(path: readonly string[]): boolean;
	/** Why a file is left out, by its path alone: it need not be opened to tell. */
	name(path: readonly string[]): LeftOutWhy | undefined;
	/** Why a file is left out that its path lets pass. */
	content(identity: Pick<Identity, 'size' | 'lastModified'>): LeftOutWhy | undefined;
}

/** What a build or an editor makes again, and what a system leaves behind. */
const DEFAULT_PATTERNS = `.git
.svn
node_modules
__pycache__
.pytest_cache
venv
env
.venv
.idea
.vscode
.DS_Store
Thumbs.db`;

/** DEFAULT_FILTERS: one profile, in use. */
export const DEFAULT_FILTERS: FilterSettings = {
	profiles: [{ id: 'default', name: '', rules: { patterns: DEFAULT_PATTERNS } }],
	inUse: 'default'
};

/** Characters of all profiles together, as JSON. */
const MOST_TEXT = 16_000;
const LIMITS = ['smallerThan', 'largerThan', 'olderThanDays', 'newerThanDays'] as const;

/** isFilters tells whether a value from outside may be somebody's FilterSettings. */
export function isFilters(value: unknown): value is FilterSettings {
	const { profiles, inUse } = (value ?? {}) as Partial<FilterSettings>;
	return (
		typeof inUse === 'string' &&
		Array.isArray(profiles) &&
		JSON.stringify(value).length <= MOST_TEXT &&
		new Set(profiles.map((profile: FilterProfile | null) => profile?.id)).size ===
			profiles.length &&
		profiles.every(isProfile)
	);
}

function isProfile(value: unknown): boolean {
	const { id, name, rules } = (value ?? {}) as Partial<FilterProfile>;
	return (
		[id, name, rules?.patterns].every((text) => typeof text === 'string') &&
		LIMITS.every((name) => {
			const limit = rules?.[name];
			return limit === undefined || (Number.isSafeInteger(limit) && limit >= 0);
		})
	);
}

/** rulesInUse are those of the profile in use. */
export function rulesInUse({ profiles, inUse }: FilterSettings): FilterRules | undefined {
	return profiles.find(({ id }) => id === inUse)?.rules;
}
