/** I18n: the language of the page and everything said in it. One per page, never rendered on a server. */
import { en, type Messages } from './en';
import { createFormat, type Format } from './format';
import {
	isLanguageChoice,
	negotiate,
	type InBoth,
	type LanguageChoice,
	type Locale
} from './locale';

const KEY = 'panlift.language';

class I18n {
	#choice = $state<LanguageChoice>(stored());
	#preferred = $state.raw<readonly string[]>(globalThis.navigator?.languages ?? []);
	#zhCn = $state.raw<Messages | undefined>();
	readonly #wanted: Locale = $derived(
		this.#choice === 'auto' ? negotiate(this.#preferred) : this.#choice
	);
	/** The language that is spoken; English until `load` has brought another one. */
	readonly locale: Locale = $derived(this.#wanted === 'zh-CN' && this.#zhCn ? 'zh-CN' : 'en');
	/** t is the catalogue, f the formatters, of the current locale. */
	readonly t: Messages = $derived((this.locale === 'zh-CN' && this.#zhCn) || en);
	readonly f: Format = $derived(createFormat(this.locale));

	get choice(): LanguageChoice {
		return this.#choice;
	}

	/** of picks the language of what a page or dialog of its own brings along. */
	of<Copy>(copy: InBoth<Copy>): Copy {
		return copy[this.locale];
	}

	/** load brings the wanted language: readers of English need not wait for Chinese. */
	async load(): Promise<void> {
		if (this.#wanted !== 'zh-CN' || this.#zhCn) return;
		try {
			this.#zhCn = (await import('./zh-cn')).zhCn;
		} catch {
			// It can't be reached now: English it is, until the page opens again.
		}
	}

	/** choose sets the language and remembers it in this browser. */
	choose(choice: LanguageChoice): void {
		this.#choice = choice;
		void this.load();
		try {
			localStorage.setItem(KEY, choice);
		} catch {
			// Storage is blocked: the choice lives as long as the page.
		}
	}

	/** languagesChanged follows the browser's own setting. */
	languagesChanged(): void {
		this.#preferred = navigator.languages;
		void this.load();
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
