/** AddFiles: from a click, drop or paste to the engine; keeps files that have no target yet. */
import type { EnqueueResult, Incoming, Target } from '../engine/engine-api';
import {
	canPick,
	canPickFolder,
	fromFiles,
	fromTransfer,
	pickFiles,
	pickFolder
} from '../sources/collect';
import type { Notices } from './notices.svelte';

/** Thousands of Files can't be handed to the engine at once: the page would stand still. */
const SLICE = 250;

type Some = Iterable<Incoming> | AsyncIterable<Incoming>;

/** Intake: what AddFiles needs of the rest of the page. */
export interface Intake {
	readonly target: () => Target | undefined;
	readonly enqueue: (files: readonly Incoming[], target: Target) => Promise<EnqueueResult>;
	/** Called when files wait because there is no account. */
	readonly needsAccount: () => void;
	readonly notices: Notices;
}

/** What became of files that had a row already. */
type Told = { continued: number; restarted: number };

export class AddFiles {
	readonly #intake: Intake;
	#kept = $state.raw<readonly Incoming[]>([]);
	#persisted = false;

	constructor(intake: Intake) {
		this.#intake = intake;
	}

	/** Files and folders that wait for an account. */
	get kept(): number {
		return this.#kept.length;
	}

	/** pick opens the picker, or clicks the input where there is none. */
	async pick(input: HTMLInputElement | undefined): Promise<void> {
		if (canPick()) await this.#try(async () => this.add(await pickFiles()));
		else input?.click();
	}

	/** pickFolder does the same for a folder. */
	async pickFolder(input: HTMLInputElement | undefined): Promise<void> {
		if (canPickFolder()) await this.#try(async () => this.add(await pickFolder()));
		else input?.click();
	}

	/** take adds what an input holds. */
	take(files: Iterable<File> | null | undefined): Promise<void> {
		return this.add(fromFiles(files));
	}

	/** drop adds what is dropped or pasted; it must be called within the event. */
	drop(transfer: DataTransfer): Promise<void> {
		return this.#try(() => this.add(fromTransfer(transfer)));
	}

	/** add hands over slice by slice, while the rest is still being read. */
	async add(incoming: Some): Promise<void> {
		const target = this.#intake.target();
		const told = { continued: 0, restarted: 0 };
		let slice: Incoming[] = [];
		const flush = async () => {
			const files = slice;
			slice = [];
			if (target) await this.#enqueue(files, target, told);
			else this.#kept = [...this.#kept, ...files];
		};
		for await (const one of incoming) {
			// A whole folder takes the engine a while: it starts at once.
			if (slice.push(one) >= SLICE || 'directory' in one) await flush();
		}
		if (slice.length > 0) await flush();
		this.#tell(told);
		if (this.#kept.length === 0) return;
		await this.send();
		if (this.#kept.length > 0) this.#intake.needsAccount();
	}

	/** send hands kept files to the engine as soon as there is a target. */
	async send(): Promise<void> {
		const target = this.#intake.target();
		if (!target) return;
		const told = { continued: 0, restarted: 0 };
		while (this.#kept.length > 0) {
			const files = this.#kept.slice(0, SLICE);
			this.#kept = this.#kept.slice(SLICE);
			await this.#enqueue(files, target, told);
		}
		this.#tell(told);
	}

	async #enqueue(files: readonly Incoming[], target: Target, told: Told): Promise<void> {
		await this.#try(async () => {
			const { continued, restarted } = await this.#intake.enqueue(files, target);
			told.continued += continued;
			told.restarted += restarted;
			this.#persist();
		});
	}

	#tell(told: Told): void {
		for (const kind of ['restarted', 'continued'] as const) {
			const count = told[kind];
			if (count > 0) this.#intake.notices.show({ kind, count });
		}
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
