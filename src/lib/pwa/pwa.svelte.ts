/** Pwa: the app as something installed: its updates, its presence in the system, its storage. */
import { createContext } from 'svelte';
import { systemClock, type Clock } from '../kernel/clock';
import { Install } from './install.svelte';
import { Presence, type Work } from './presence';
import { register } from './registration';
import { Updates } from './updates';

/** PwaDoors: what Pwa must know of the page. */
export interface PwaDoors {
	/** Whether a reload would lose nothing: no row is unfinished, no file waits for an account. */
	readonly isAtRest: () => boolean;
	readonly clock?: Clock;
}

export class Pwa {
	readonly install = new Install();
	readonly #presence = new Presence();
	readonly #updates: Updates;
	#updateWaits = $state(false);

	constructor({ isAtRest, clock = systemClock() }: PwaDoors) {
		this.#updates = new Updates({
			clock,
			register,
			isQuiet: () => document.hidden && isAtRest(),
			onwaiting: () => (this.#updateWaits = true),
			reload: () => {
				this.#presence.mayLeave();
				location.reload();
			}
		});
	}

	/** A new version is here and waits to be let in. */
	get updateWaits(): boolean {
		return this.#updateWaits;
	}

	/** start gives what stops it. */
	start(): () => void {
		const listening = new AbortController();
		const { signal } = listening;
		this.install.start(signal);
		this.#presence.start();
		void this.#updates.start();
		const seen = () => {
			if (!document.hidden) this.#updates.check();
		};
		document.addEventListener('visibilitychange', seen, { signal });
		return () => {
			listening.abort();
			this.#presence.stop();
			this.#updates.stop();
		};
	}

	/** show tells the system what there is to do. */
	show(work: Work): void {
		this.#presence.show(work);
	}

	restart(): void {
		this.#updates.restart();
	}
}

export const [getPwa, setPwa] = createContext<Pwa>();
