/** Settings of the engine, with their limits. */
import type { SessionStore } from '../sessions/session-store';
import type { EngineSettings } from './engine-api';

const KEY = 'engine';

const DEFAULTS: EngineSettings = {
	filesAtOnce: 3,
	partsPerFile: 5,
	parallelParts: false,
	conflict: 'ask'
};

/** loadSettings fills what an earlier version did not know with its default. */
export async function loadSettings(store: SessionStore): Promise<EngineSettings> {
	return sane({ ...DEFAULTS, ...(await store.setting<Partial<EngineSettings>>(KEY)) });
}

/** saveSettings merges, keeps numbers within 1 to 6, stores, and gives the result. */
export async function saveSettings(
	store: SessionStore,
	before: EngineSettings,
	change: Partial<EngineSettings>
): Promise<EngineSettings> {
	const settings = sane({ ...before, ...change });
	await store.saveSetting(KEY, settings);
	return settings;
}

function sane(settings: EngineSettings): EngineSettings {
	return {
		...settings,
		filesAtOnce: within(settings.filesAtOnce),
		partsPerFile: within(settings.partsPerFile)
	};
}

/** The browser opens no more than six connections to one host. */
function within(count: number): number {
	return Math.min(6, Math.max(1, Math.round(count) || 1));
}
