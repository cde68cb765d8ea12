/** FolderBrowser: walks the folders of one account, for choosing a target. */
import type { EngineApi, Target } from '../engine/engine-api';
import type { RemoteFile } from '../drives/drive';
import { asTransferError, type TransferError } from '../kernel/errors';
import { rootOf } from './target';

type Folders = Pick<EngineApi, 'list' | 'createFolder'>;

/** Step: one folder of the path from the top to where the person looks. */
export interface Step {
	readonly id: string;
	readonly name: string;
}

export class FolderBrowser {
	readonly accountId: string;
	readonly #engine: Folders;
	#steps = $state.raw<readonly Step[]>([]);
	#entries = $state.raw<readonly RemoteFile[]>([]);
	#next = $state<string | undefined>();
	#loading = $state(false);
	#error = $state.raw<TransferError | undefined>();
	#turn = 0;

	/** It begins at the top, or at the folder that these steps lead to. */
	constructor(engine: Folders, accountId: string, steps: readonly Step[] = []) {
		this.#engine = engine;
		this.accountId = accountId;
		void this.#load(steps);
	}

	get steps(): readonly Step[] {
		return this.#steps;
	}
	get folders(): readonly RemoteFile[] {
		return this.#entries;
	}
	get hasMore(): boolean {
		return this.#next !== undefined;
	}
	get loading(): boolean {
		return this.#loading;
	}
	get error(): TransferError | undefined {
		return this.#error;
	}

	/** target is the folder that is open now. */
	get target(): Target {
		const root = rootOf({ id: this.accountId });
		const folderId = this.#steps.at(-1)?.id ?? root.folderId;
		const folderPath = `/${this.#steps.map((step) => step.name).join('/')}`;
		return { ...root, folderId, folderPath };
	}

	/** open goes into a folder. */
	open(folder: Step): Promise<void> {
		return this.#load([...this.#steps, { id: folder.id, name: folder.name }]);
	}

	/** climb goes up to a step of the path; -1 is the top. */
	climb(index: number): Promise<void> {
		return this.#load(this.#steps.slice(0, index + 1));
	}

	/** more loads the next page; again repeats what failed. */
	more(): Promise<void> {
		return this.#load(this.#steps, this.#next);
	}

	/** create makes a folder here and goes into it. Tells whether it worked. */
	async create(name: string): Promise<boolean> {
		this.#error = undefined;
		this.#loading = true;
		try {
			const { folderId } = this.target;
			const folder = await this.#engine.createFolder(this.accountId, folderId, name);
			await this.open(folder);
			return true;
		} catch (error) {
			this.#error = asTransferError(error);
			return false;
		} finally {
			this.#loading = false;
		}
	}

	async #load(steps: readonly Step[], cursor?: string): Promise<void> {
		// Only the answer to the last click counts.
		const turn = ++this.#turn;
		this.#steps = steps;
		if (!cursor) this.#entries = [];
		this.#error = undefined;
		this.#loading = true;
		try {
			const page = await this.#engine.list(this.accountId, this.target.folderId, cursor);
			if (turn !== this.#turn) return;
			const folders = page.entries.filter((entry) => entry.kind === 'folder');
			this.#entries = [...this.#entries, ...folders];
			this.#next = page.next;
		} catch (error) {
			if (turn === this.#turn) this.#error = asTransferError(error);
		} finally {
			if (turn === this.#turn) this.#loading = false;
		}
	}
}
