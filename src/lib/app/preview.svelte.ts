/** FolderPreview: what dropped folders would do, as it is found out, until a person decides. */
import type { ConflictPolicy } from '../drives/drive';
import type { EngineApi, EngineSettings, EnqueueHow, Incoming, Target } from '../engine/engine-api';
import type { PreviewReport } from '../engine/preview-api';
import { asTransferError, type TransferError } from '../kernel/errors';
import { rulesInUse, type FilterRules } from '../sources/filter';

export interface PreviewDoors {
	readonly engine: Pick<EngineApi, 'preview'>;
	readonly target: Target;
	readonly settings: () => EngineSettings | undefined;
	/** start is told everything that was added, and what was decided about it. */
	readonly start: (files: readonly Incoming[], how: EnqueueHow) => Promise<void>;
}

export class FolderPreview {
	readonly target: Target;
	readonly #doors: PreviewDoors;
	#id = crypto.randomUUID();
	readonly #files: Incoming[] = [];
	/** Only the answer to the last wish counts. */
	#turn = 0;
	#report = $state.raw<PreviewReport | undefined>();
	#error = $state.raw<TransferError | undefined>();
	#names = $state.raw<ReadonlySet<string>>(new Set());
	#rules = $state.raw<FilterRules | undefined>();
	#rename = $state(false);
	#as = $state.raw<string | undefined>();
	/** What happens to names that are taken. */
	conflict = $state.raw<ConflictPolicy>('ask');

	constructor(doors: PreviewDoors) {
		this.#doors = doors;
		this.target = doors.target;
		const settings = doors.settings();
		this.#rules = settings && rulesInUse(settings.filters);
		this.conflict = settings?.conflict ?? 'ask';
	}

	/** Undefined until the first answer. */
	get report(): PreviewReport | undefined {
		return this.#report;
	}
	/** The engine itself could not be asked. */
	get error(): TransferError | undefined {
		return this.#error;
	}
	/** Names of the dropped folders. */
	get names(): ReadonlySet<string> {
		return this.#names;
	}
	get rules(): FilterRules | undefined {
		return this.#rules;
	}
	/** What the folder is called at the drive; only one that came alone can be given another name. */
	get as(): string | undefined {
		return this.names.size === 1 ? this.#as : undefined;
	}
	get rename(): boolean {
		return this.#rename;
	}

	/** add takes more of the drop. */
	async add(files: readonly Incoming[]): Promise<void> {
		this.#files.push(...files);
		this.#names = new Set([...this.#names, ...files.map(nameOf)]);
		await this.#doors.engine.preview({ step: 'add', id: this.#id, files, target: this.target });
		void this.#watch();
	}

	/** change follows what a person wishes now. */
	change({
		rules,
		rename,
		as
	}: {
		rules?: FilterRules | undefined;
		rename?: boolean;
		as?: string;
	}): void {
		if (rules) this.#rules = rules;
		if (rename !== undefined) this.#rename = rename;
		if (as !== undefined) this.#as = as.trim() || undefined;
		void this.#watch();
	}

	/** unfiltered lets everything go up. */
	unfiltered(): void {
		this.#rules = undefined;
		void this.#watch();
	}

	/** again asks the drive for what it did not answer. */
	again(): void {
		void this.#watch(true);
	}

	/** start goes on with what was decided. */
	start(): Promise<void> {
		const { conflict, rename, as } = this;
		return this.#doors.start(this.#files, { rules: this.#rules ?? null, conflict, rename, as });
	}

	end(): void {
		this.#turn += 1;
		void this.#doors.engine.preview({ step: 'end', id: this.#id }).catch(() => {
			// The engine forgets it by itself.
		});
	}

	async #watch(again = false): Promise<void> {
		const turn = ++this.#turn;
		this.#error = undefined;
		try {
			for (let asksAgain = again; ; asksAgain = false) {
				const report = await this.#look(asksAgain);
				if (turn !== this.#turn) return;
				if (!report) await this.#beginAgain();
				else {
					this.#report = report;
					if (report.state === 'finished') return;
				}
			}
		} catch (error) {
			if (turn === this.#turn) this.#error = asTransferError(error);
		}
	}

	#look(again: boolean): Promise<PreviewReport | undefined> {
		return this.#doors.engine.preview({
			step: 'look',
			id: this.#id,
			wish: { rules: this.#rules, rename: this.#rename, as: this.as },
			seen: this.#report?.version,
			...(again && { again })
		});
	}

	/** Another tab leads now, and knows nothing of this. */
	async #beginAgain(): Promise<void> {
		this.#id = crypto.randomUUID();
		this.#report = undefined;
		const { target } = this;
		await this.#doors.engine.preview({ step: 'add', id: this.#id, files: this.#files, target });
	}
}

function nameOf(one: Incoming): string {
	if ('directory' in one) return one.directory.name;
	return ('emptyFolder' in one ? one.emptyFolder[0] : one.folders?.[0]) ?? '';
}
