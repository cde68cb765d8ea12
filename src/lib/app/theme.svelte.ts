/** Theme: light, dark or the system's. static/theme.js applies the same before the first paint. */
const KEY = 'panlift.theme';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** isThemeChoice narrows a value from outside. */
export function isThemeChoice(value: unknown): value is ThemeChoice {
	return value === 'system' || value === 'light' || value === 'dark';
}

class Theme {
	#choice = $state<ThemeChoice>(stored());

	get choice(): ThemeChoice {
		return this.#choice;
	}

	/** choose applies a theme and remembers it in this browser. */
	choose(choice: ThemeChoice): void {
		this.#choice = choice;
		if (choice === 'system') delete document.documentElement.dataset['theme'];
		else document.documentElement.dataset['theme'] = choice;
		try {
			localStorage.setItem(KEY, choice);
		} catch {
			// Storage is blocked: the choice lives as long as the page.
		}
	}
}

function stored(): ThemeChoice {
	try {
		const value = localStorage.getItem(KEY);
		return isThemeChoice(value) ? value : 'system';
	} catch {
		return 'system';
	}
}

/** theme is the page's one theme state. */
export const theme = new Theme();
