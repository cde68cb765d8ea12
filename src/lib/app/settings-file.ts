/** Settings file: all settings of this browser as JSON, and such a file read with care. */
import type { EngineSettings } from '../engine/engine-api';
import { ALLOWED, type Preferences } from '../engine/settings';
import { isTimetable, parseTimetable } from '../kernel/timetable';
import { isLanguageChoice, type LanguageChoice } from '../i18n/locale';
import { isThemeChoice, type ThemeChoice } from './theme.svelte';

const FORMAT = 'panlift-settings';
const VERSION = 1;
/** Bytes; ours have some hundred. */
const LARGEST_FILE = 64 * 1024;

/** AllSettings: no account, no folder and no secret is among them. */
export type AllSettings = Preferences & {
	readonly theme: ThemeChoice;
	readonly language: LanguageChoice;
};

/** SettingsRead: what a file says, or why nothing of it is used. */
export type SettingsRead =
	| {
			readonly kind: 'read';
			/** What the file does not name stays as it is. */
			readonly settings: Partial<AllSettings>;
			/** Names that this version does not know. */
			readonly ignored: readonly string[];
	  }
	| { readonly kind: 'wrong'; readonly field: string }
	| { readonly kind: 'refused'; readonly why: 'not-ours' | 'other-version' };

const RULES: Readonly<Record<keyof AllSettings, (value: unknown) => boolean>> = {
	...ALLOWED,
	timetable: (value) =>
		typeof value === 'string' && (value === '' || isTimetable(parseTimetable(value))),
	theme: isThemeChoice,
	language: isLanguageChoice
};

/** writeSettings gives the file's text. */
export function writeSettings(
	engine: EngineSettings,
	theme: ThemeChoice,
	language: LanguageChoice
): string {
	const { target: _, ...preferences } = engine;
	const settings: AllSettings = { ...preferences, theme, language };
	return JSON.stringify({ format: FORMAT, version: VERSION, settings }, undefined, '\t');
}

/** readSettings never gives a value that could not have been chosen by hand. */
export async function readSettings(file: File): Promise<SettingsRead> {
	const found = file.size > LARGEST_FILE ? undefined : parse(await file.text());
	if (!isRecord(found) || found['format'] !== FORMAT) return { kind: 'refused', why: 'not-ours' };
	if (found['version'] !== VERSION) return { kind: 'refused', why: 'other-version' };
	const { settings } = found;
	if (!isRecord(settings)) return { kind: 'wrong', field: 'settings' };
	const known: [string, unknown][] = [];
	const ignored: string[] = [];
	for (const [name, value] of Object.entries(settings)) {
		if (!Object.hasOwn(RULES, name)) ignored.push(name.slice(0, 40));
		else if (RULES[name as keyof AllSettings](value)) known.push([name, value]);
		else return { kind: 'wrong', field: name };
	}
	return { kind: 'read', settings: Object.fromEntries(known) as Partial<AllSettings>, ignored };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
