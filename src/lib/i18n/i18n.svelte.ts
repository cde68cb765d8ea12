/** I18n: the language of the page and everything said in it. One per page, never rendered on a server. */
import { en, type Messages } from './en';
import { createFormat, type Format } from './format';
import { isLanguageChoice, negotiate, type LanguageChoice, type Locale } from './locale';
import { zhCn } from './zh-cn';

const KEY = 'panlift.language';
const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, 'zh-CN': zhCn };

class I18n {
	#choice = $state<LanguageChoice>(stored());
	#preferred = $state.raw<readonly string[]>(globalThis.navigator?.languages ?? []);
	readonly locale: Locale = $derived(
		this.#choice === 'auto' ? negotiate(this.#preferred) : this.#choice
	);
	/** t is the catalogue, f the formatters, of the current locale. */
	readonly t: Messages = $derived(CATALOGUES[this.locale]);
	readonly f: Format = $derived(createFormat(this.locale));

	get choice(): LanguageChoice {
		return this.#choice;
	}

	/** choose sets the language and remembers it in this browser. */
	choose(choice: LanguageChoice): void {
		this.#choice = choice;
		try {
			localStorage.setItem(KEY, choice);
		} catch {
			// Storage is blocked: the choice lives as long as the page.
		}
	}

	/** languagesChanged follows the browser's own setting. */
	languagesChanged(): void {
		this.#preferred = navigator.languages;
	}
}

function stored(): LanguageChoice {
	try {
		const value = localStorage.getItem(KEY);
		return isLanguageChoice(value) ? value : 'auto';
	} catch {
		return 'auto';
	}
}

/** i18n is the page's one language state. */
export const i18n = new I18n();
