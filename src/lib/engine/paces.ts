/** Paces: what refusals taught of every account's pace, kept over restarts. */
import { gapOf, type Pace } from '../drives/pacer';
import type { SessionStore } from '../sessions/session-store';

const KEY = 'paces';

type Lessons = Pick<Pace, 'learnt' | 'keep'>;

/** Paces holds them by account. */
export class Paces {
	readonly #store: Pick<SessionStore, 'setting' | 'saveSetting'>;
	#learnt: Record<string, Pace['learnt']> = {};

	constructor(store: Pick<SessionStore, 'setting' | 'saveSetting'>) {
		this.#store = store;
	}

	async load(): Promise<void> {
		this.#learnt = (await this.#store.setting<Record<string, Pace['learnt']>>(KEY)) ?? {};
	}

	of(accountId: string): Lessons {
		const learnt = (this.#learnt[accountId] ??= {});
		// What can't be kept now is kept with the next lesson, or learnt again.
		const keep = () => void this.#store.saveSetting(KEY, this.#learnt).catch(() => {});
		return { learnt, keep };
	}

	/** gap gives the milliseconds between two calls of an operation at a moment. */
	gap(accountId: string, pace: Pick<Pace, 'pacing' | 'realm'>, operation: string, now: number) {
		return gapOf({ ...pace, ...this.of(accountId) }, operation, now);
	}
}
