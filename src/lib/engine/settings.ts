/** Settings of the engine, with their limits. */
import { CONFLICT_POLICIES, type PartWish } from '../drives/drive';
import { GiB, MiB } from '../kernel/bytes';
import type { SessionStore } from '../sessions/session-store';
import { DEFAULT_FILTERS, isFilters } from '../sources/filter';
import type { EngineSettings } from './engine-api';

const KEY = 'engine';
/** The browser opens no more than six connections to one host. */
const MOST_AT_ONCE = 6;
const MOST_DAYS = 90;
/** The largest part, and the largest single PUT, of OSS. object-storage.md §6.1 */
const MOST_BYTES = 5 * GiB;
/** Rates that anybody can mean, bytes per second; the same as of a timetable. */
const [LEAST_RATE, MOST_RATE] = [16 * 1024, 10 * GiB];

export const DEFAULT_SETTINGS: EngineSettings = {
	filesAtOnce: 3,
	filesPerAccount: 6,
	partsPerFile: 5,
	parallelParts: false,
	partSize: 'auto',
	singlePut: 'auto',
	sessionDays: 7,
	bandwidth: 'off',
	bandwidthRate: MiB,
	timetable: '',
	conflict: 'ask',
	filters: DEFAULT_FILTERS,
	previewFolders: false
};

/** Preferences: the settings that mean the same in every browser. */
export type Preferences = Omit<EngineSettings, 'target' | 'alsoTo' | 'recent'>;

const isWhole = (value: unknown, least: number, most: number) =>
	Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const isSwitch = (value: unknown) => typeof value === 'boolean';
const isCount = (value: unknown) => isWhole(value, 1, MOST_AT_ONCE);

/** ALLOWED tells of every preference whether a value from outside may be its. */
export const ALLOWED: Readonly<Record<keyof Preferences, (value: unknown) => boolean>> = {
	filesAtOnce: isCount,
	filesPerAccount: isCount,
	partsPerFile: isCount,
	parallelParts: isSwitch,
	partSize: (value) => value === 'auto' || isWhole(value, MiB, MOST_BYTES),
	singlePut: (value) => value === 'auto' || isWhole(value, 0, MOST_BYTES),
	sessionDays: (value) => value === 'never' || isWhole(value, 1, MOST_DAYS),
	bandwidth: (value) => ['off', 'rate', 'timetable'].includes(value as string),
	bandwidthRate: (value) => isWhole(value, LEAST_RATE, MOST_RATE),
	// Whether it can be read tells whoever lets a person write it.
	timetable: (value) => typeof value === 'string',
	conflict: (value) => (CONFLICT_POLICIES as readonly unknown[]).includes(value),
	filters: isFilters,
	previewFolders: isSwitch
};

/** LiveSettings: the settings as they are now. */
export interface LiveSettings {
	readonly now: EngineSettings;
	/**
	 * change applies what is allowed at once, so that two changes at the same time both count; resolves
	 * when it is stored.
	 */
	change(change: Partial<EngineSettings>): Promise<void>;
}

/** openSettings fills what an earlier version did not know with its default. */
export async function openSettings(store: SessionStore): Promise<LiveSettings> {
	const stored = await store.setting<Partial<EngineSettings>>(KEY);
	let now = sane(stored ?? {}, DEFAULT_SETTINGS);
	return {
		get now() {
			return now;
		},
		change(change) {
			now = sane(change, now);
			return store.saveSetting(KEY, now);
		}
	};
}

/** wishOf is what the person wishes of parts; nothing where it is left to us. */
export function wishOf({ partSize, singlePut }: EngineSettings): PartWish {
	return { ...(partSize !== 'auto' && { partSize }), ...(singlePut !== 'auto' && { singlePut }) };
}

/** daysToKeep is undefined where sessions are never cleaned up. */
export function daysToKeep({ sessionDays }: EngineSettings): number | undefined {
	return sessionDays === 'never' ? undefined : sessionDays;
}

/** sane leaves what is not allowed as it was. */
function sane(change: Partial<EngineSettings>, before: EngineSettings): EngineSettings {
	const wrong = Object.entries(ALLOWED).filter(([name, isAllowed]) => {
		return name in change && !isAllowed(change[name as keyof Preferences]);
	});
	const kept = wrong.map(([name]) => [name, before[name as keyof Preferences]]);
	return { ...before, ...change, ...(Object.fromEntries(kept) as Partial<Preferences>) };
}
