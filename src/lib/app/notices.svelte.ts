/** Notices: short messages about things that have no row, some with Undo. They leave by themselves. */
import type { Clock } from '../kernel/clock';

const LIFE_MS = 8000;
const MOST = 3;

export type NoticeContent =
	| { readonly kind: 'removed'; readonly name: string }
	| { readonly kind: 'cleared'; readonly count: number }
	| { readonly kind: 'continued'; readonly count: number }
	/** Files that are not what their rows had begun with. */
	| { readonly kind: 'restarted'; readonly count: number }
	| { readonly kind: 'signed-out'; readonly name: string }
	| { readonly kind: 'trouble'; readonly error: unknown }
	/** What a part of the page says that is loaded on its own, with what can be done about it. */
	| {
			readonly kind: 'said';
			readonly text: () => string;
			readonly button: () => string;
			readonly act: () => void;
	  };

export interface Notice {
	readonly id: number;
	readonly content: NoticeContent;
	readonly undo?: (() => void) | undefined;
}

export class Notices {
	readonly #clock: Clock;
	#list = $state.raw<readonly Notice[]>([]);
	#nextId = 1;
	/** While a pointer or the focus is on them, none leaves. */
	held = $state(false);

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get list(): readonly Notice[] {
		return this.#list;
	}

	show(content: NoticeContent, undo?: () => void): void {
		const notice: Notice = { id: this.#nextId++, content, undo };
		// Undo brings back the last removal only, so an older offer must not stay.
		const others = undo ? this.#list.filter((one) => !one.undo) : this.#list;
		this.#list = [...others, notice].slice(-MOST);
		void this.#leave(notice.id);
	}

	dismiss(id: number): void {
		this.#list = this.#list.filter((notice) => notice.id !== id);
	}

	async #leave(id: number): Promise<void> {
		do await this.#clock.sleep(LIFE_MS);
		while (this.held && this.#list.some((notice) => notice.id === id));
		this.dismiss(id);
	}
}
