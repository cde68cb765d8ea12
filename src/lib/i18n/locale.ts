/** Locale: the languages that Panlift speaks, each with a whole catalogue. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** InBoth: copy that comes in every language at once, with the page or dialog that says it. */
export type InBoth<Copy> = Readonly<Record<Locale, Copy>>;

/** LanguageChoice: a locale, or whatever the browser prefers. */
export type LanguageChoice = Locale | 'auto';

/** negotiate picks the first language of a preference list that Panlift speaks; else English. */
export function negotiate(preferred: readonly string[]): Locale {
	for (const tag of preferred) {
		const language = tag.toLowerCase().split('-')[0];
		if (language === 'zh') return 'zh-CN';
		if (language === 'en') return 'en';
	}
	return 'en';
}

/** isLanguageChoice narrows what was stored. */
export function isLanguageChoice(value: unknown): value is LanguageChoice {
	return value === 'auto' || LOCALES.some((locale) => locale === value);
}
