/** Install: keeps the browser's offer to install, until a person takes it up. */

/** Not in TypeScript's own libraries: Chromium alone has it. */
interface InstallOffer extends Event {
	prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const APP_MODES = ['standalone', 'minimal-ui', 'window-controls-overlay'];
const KEY = 'panlift.install-hint';

export class Install {
	#offer = $state.raw<InstallOffer | undefined>();
	#isInstalled = $state(false);
	#wantsHint = $state(false);

	/** Whether `ask` would open the browser's dialog. */
	get canAsk(): boolean {
		return this.#offer !== undefined;
	}
	get isInstalled(): boolean {
		return this.#isInstalled;
	}
	/** Whether a hint would help, and nobody has said no to it. */
	get wantsHint(): boolean {
		return this.#wantsHint && this.canAsk && !this.#isInstalled;
	}

	/** start listens until `signal` aborts. */
	start(signal: AbortSignal): void {
		this.#isInstalled = APP_MODES.some((mode) => matchMedia(`(display-mode: ${mode})`).matches);
		this.#wantsHint = stored() !== 'no';
		const offered = (event: Event) => {
			// Keeps the browser's own banner away: the hint comes where it helps.
			event.preventDefault();
			this.#offer = event as InstallOffer;
		};
		const installed = () => {
			this.#offer = undefined;
			this.#isInstalled = true;
		};
		window.addEventListener('beforeinstallprompt', offered, { signal });
		window.addEventListener('appinstalled', installed, { signal });
	}

	/** ask must be called within a click. An offer can be used once; the browser makes another. */
	async ask(): Promise<void> {
		const offer = this.#offer;
		this.#offer = undefined;
		await offer?.prompt();
	}

	/** refuseHint remembers in this browser that nobody wants the hint. */
	refuseHint(): void {
		this.#wantsHint = false;
		try {
			localStorage.setItem(KEY, 'no');
		} catch {
			// Storage is blocked: it is gone for as long as the page lives.
		}
	}
}

function stored(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}
