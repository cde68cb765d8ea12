/** Presence: what the system shows and does for uploads: badge, a screen that stays on, a warning. */

/** Work: what there is to do, and whether bytes are moving now. */
export interface Work {
	readonly unfinished: number;
	readonly isMoving: boolean;
}

export class Presence {
	readonly #stopped = new AbortController();
	#work: Work = { unfinished: 0, isMoving: false };
	#lock: WakeLockSentinel | undefined;
	#asking = false;
	#mayLeave = false;

	start(): void {
		const { signal } = this.#stopped;
		document.addEventListener('visibilitychange', () => this.#keepAwake(), { signal });
		window.addEventListener('beforeunload', (event) => this.#warn(event), { signal });
	}

	stop(): void {
		this.#stopped.abort();
		this.show({ unfinished: 0, isMoving: false });
	}

	show(work: Work): void {
		if (work.unfinished !== this.#work.unfinished) badge(work.unfinished);
		this.#work = work;
		this.#keepAwake();
	}

	/** mayLeave: the page is about to reload by itself, and loses nothing. */
	mayLeave(): void {
		this.#mayLeave = true;
	}

	#warn(event: BeforeUnloadEvent): void {
		if (this.#work.isMoving && !this.#mayLeave) event.preventDefault();
	}

	/** The browser takes the lock away from a hidden page; a visible one asks again. */
	#keepAwake(): void {
		if (!this.#work.isMoving || document.hidden) {
			void this.#lock?.release();
			this.#lock = undefined;
		} else if (!this.#asking && (!this.#lock || this.#lock.released)) {
			void this.#askForLock();
		}
	}

	async #askForLock(): Promise<void> {
		this.#asking = true;
		try {
			this.#lock = await navigator.wakeLock?.request('screen');
		} catch {
			// Refused, on a low battery for instance: the screen may go dark, uploads go on.
			return;
		} finally {
			this.#asking = false;
		}
		if (!this.#work.isMoving || document.hidden) this.#keepAwake();
	}
}

/** Only an installed app has a place for a badge; elsewhere nothing happens. */
function badge(count: number): void {
	const told = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
	told?.catch(() => {});
}
