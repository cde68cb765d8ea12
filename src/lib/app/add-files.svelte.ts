/** AddFiles: from a click, drop or paste to the engine; keeps files that have no target yet. */
import type { EnqueueResult, Target } from '../engine/engine-api';
import { canPick, fromDrop, fromFiles, pickFiles, type Collected } from '../sources/collect';
import type { Notices } from './notices.svelte';

/** Intake: what AddFiles needs of the rest of the page. */
export interface Intake {
	readonly target: () => Target | undefined;
	readonly enqueue: (files: readonly Collected[], target: Target) => Promise<EnqueueResult>;
	/** Called when files wait because there is no account. */
	readonly needsAccount: () => void;
	readonly notices: Notices;
}

export class AddFiles {
	readonly #intake: Intake;
	#kept = $state.raw<readonly Collected[]>([]);
	#persisted = false;

	constructor(intake: Intake) {
		this.#intake = intake;
	}

	/** Files that wait for an account. */
	get kept(): number {
		return this.#kept.length;
	}

	/** pick opens the picker, or clicks the input where there is none. */
	async pick(input: HTMLInputElement | undefined): Promise<void> {
		if (canPick()) await this.#try(async () => this.add(await pickFiles()));
		else input?.click();
	}

	/** take adds what an input or the clipboard holds. */
	take(files: Iterable<File> | null | undefined): Promise<void> {
		return this.add(fromFiles(files));
	}

	/** drop must be called within the drop event. */
	drop(transfer: DataTransfer): Promise<void> {
		return this.#try(async () => {
			const { files, folders } = await fromDrop(transfer);
			if (folders > 0) this.#intake.notices.show({ kind: 'folders-later' });
			await this.add(files);
		});
	}

	async add(files: readonly Collected[]): Promise<void> {
		if (files.length === 0) return;
		this.#kept = [...this.#kept, ...files];
		await this.send();
		if (this.#kept.length > 0) this.#intake.needsAccount();
	}

	/** send hands kept files to the engine as soon as there is a target. */
	async send(): Promise<void> {
		const target = this.#intake.target();
		const files = this.#kept;
		if (!target || files.length === 0) return;
		this.#kept = [];
		await this.#try(async () => {
			const { continued } = await this.#intake.enqueue(files, target);
			if (continued > 0) this.#intake.notices.show({ kind: 'continued', count: continued });
			this.#persist();
		});
	}

	/** The browser may throw the queue away under pressure unless it is asked not to. */
	#persist(): void {
		if (this.#persisted) return;
		this.#persisted = true;
		void navigator.storage?.persist?.().catch(() => false);
	}

	async #try(act: () => Promise<void>): Promise<void> {
		try {
			await act();
		} catch (error) {
			this.#intake.notices.show({ kind: 'trouble', error });
		}
	}
}
