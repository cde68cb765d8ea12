/** SettingsView: the engine's settings as the page shows them, with what the person has just chosen. */
import type { EngineSettings } from '../engine/engine-api';

type Change = Partial<EngineSettings>;

export class SettingsView {
	readonly #send: (change: Change) => Promise<void>;
	#now = $state.raw<EngineSettings | undefined>();
	/** What the engine has not answered for yet. */
	readonly #wishes = new Set<Change>();

	/** `send` resolves when the engine has the change and all that it said before has been taken. */
	constructor(send: (change: Change) => Promise<void>) {
		this.#send = send;
	}

	/** undefined until the engine has told them. */
	get now(): EngineSettings | undefined {
		return this.#now;
	}

	/** take: an older answer may still be on its way, but what a person has chosen does not jump back. */
	take(settings: EngineSettings): void {
		this.#now = [...this.#wishes].reduce<EngineSettings>(merge, settings);
	}

	/** change holds at once: a file that is dropped right after a choice goes where the choice says. */
	async change(change: Change): Promise<void> {
		this.#wishes.add(change);
		if (this.#now) this.#now = merge(this.#now, change);
		try {
			await this.#send(change);
		} finally {
			this.#wishes.delete(change);
		}
	}
}

function merge(settings: EngineSettings, change: Change): EngineSettings {
	return { ...settings, ...change };
}
