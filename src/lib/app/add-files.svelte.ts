/** AddFiles: from a click, drop or paste to the engine; keeps files that have no target yet. */
import type {
	EngineSettings,
	EnqueueHow,
	EnqueueResult,
	Incoming,
	LeftOut,
	Target
} from '../engine/engine-api';
import {
	canPick,
	canPickFolder,
	fromFiles,
	fromTransfer,
	pickFiles,
	pickFolder
} from '../sources/collect';
import { rulesInUse } from '../sources/filter';
import type { Filters } from './filters.svelte';
import type { Notices } from './notices.svelte';

/** Thousands of Files can't be handed to the engine at once: the page would stand still. */
const SLICE = 250;

type Some = Iterable<Incoming> | AsyncIterable<Incoming>;

/** Intake: what AddFiles needs of the rest of the page. */
export interface Intake {
	readonly target: () => Target | undefined;
	readonly enqueue: (
		files: readonly Incoming[],
		target: Target,
		how: EnqueueHow
	) => Promise<EnqueueResult>;
	/** Undefined until the engine has told them. */
	readonly settings: () => EngineSettings | undefined;
	/** What shows folders before they start, and what was left out of them. */
	readonly filters: () => Promise<Filters>;
	/** Called when files wait because there is no account. */
	readonly needsAccount: () => void;
	readonly notices: Notices;
}

/** LeftOutDrop: what came in, and what of it was left out. */
export interface LeftOutDrop {
	readonly files: readonly Incoming[];
	readonly target: Target;
	readonly how: EnqueueHow;
	readonly leftOut: LeftOut;
}

/** What became of files that had a row already, and of what the filter names. */
type Told = { continued: number; restarted: number; leftOut: LeftOutDrop[] };

const nothing = (): Told => ({ continued: 0, restarted: 0, leftOut: [] });

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
		const { rules } = this.#how();
		const skips = async () => {
			// In a preview the rules may still change.
			if (!rules || this.#intake.settings()?.previewFolders) return undefined;
			return (await this.#intake.filters()).skips(rules);
		};
		return this.#try(() => this.add(fromTransfer(transfer, skips), { rules }));
	}

	/** add hands over slice by slice, while the rest is still being read. */
	async add(incoming: Some, how = this.#how()): Promise<void> {
		const target = this.#intake.target();
		const previews = target && this.#intake.settings()?.previewFolders;
		const told = nothing();
		let held: Incoming[] = [];
		let slice: Incoming[] = [];
		const flush = async () => {
			const files = slice;
			slice = [];
			if (target) await this.#enqueue(files, target, how, told);
			else this.#kept = [...this.#kept, ...files];
		};
		const hold = async () => {
			const files = held;
			held = [];
			await this.#try(async () => (await this.#intake.filters()).preview(files, target!));
		};
		for await (const one of incoming) {
			const whole = 'directory' in one;
			if (previews && (!('file' in one) || one.folders)) {
				if (held.push(one) >= SLICE || whole) await hold();
			}
			// A whole folder takes the engine a while: it starts at once.
			else if (slice.push(one) >= SLICE || whole) await flush();
		}
		if (held.length > 0) await hold();
		if (slice.length > 0) await flush();
		this.#tell(told);
		if (this.#kept.length === 0) return;
		await this.send();
		if (this.#kept.length > 0) this.#intake.needsAccount();
	}

	/** send hands kept files to the engine as soon as there is a target. */
	async send(): Promise<void> {
		if (this.#kept.length === 0 || !this.#intake.target()) return;
		const kept = this.#kept;
		this.#kept = [];
		await this.add(kept);
	}

	/** give hands over what a person has decided about. */
	async give(files: readonly Incoming[], target: Target, how: EnqueueHow): Promise<void> {
		const told = nothing();
		for (let start = 0; start < files.length; start += SLICE) {
			await this.#enqueue(files.slice(start, start + SLICE), target, how, told);
		}
		this.#tell(told);
	}

	/** The rules of the moment: all of one drop goes by the same ones. */
	#how(): EnqueueHow {
		const settings = this.#intake.settings();
		return { rules: settings && (rulesInUse(settings.filters) ?? null) };
	}

	async #enqueue(
		files: readonly Incoming[],
		target: Target,
		how: EnqueueHow,
		told: Told
	): Promise<void> {
		await this.#try(async () => {
			const { continued, restarted, leftOut } = await this.#intake.enqueue(files, target, how);
			told.continued += continued;
			told.restarted += restarted;
			if (leftOut) told.leftOut.push({ files, target, how, leftOut });
			this.#persist();
		});
	}

	#tell({ leftOut, ...told }: Told): void {
		for (const kind of ['restarted', 'continued'] as const) {
			const count = told[kind];
			if (count > 0) this.#intake.notices.show({ kind, count });
		}
		if (leftOut.length > 0) {
			void this.#try(async () => (await this.#intake.filters()).tell(leftOut));
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
