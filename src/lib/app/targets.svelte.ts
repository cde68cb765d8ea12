/** Targets: where new files go, and where the same files go besides. */
import type { AccountView, EngineApi, EngineSettings, Target } from '../engine/engine-api';
import { asTransferError, type TransferError } from '../kernel/errors';
import { namesOf, sameTarget, targetOf } from './target';

/** TargetDoors: what targets are made of, and how a choice is kept. */
export interface TargetDoors {
	readonly settings: () => EngineSettings | undefined;
	readonly accounts: () => readonly AccountView[];
	readonly keep: (settings: Pick<EngineSettings, 'target' | 'alsoTo'>) => void;
	readonly engine: Pick<EngineApi, 'folderAt'>;
}

export class Targets {
	readonly #doors: TargetDoors;
	readonly main: Target | undefined = $derived.by(() =>
		targetOf(this.#doors.accounts(), this.#doors.settings()?.target)
	);

	/** The folder that a page shows: while it does, new files go there and nowhere else. */
	shown = $state.raw<Target | undefined>();

	constructor(doors: TargetDoors) {
		this.#doors = doors;
	}

	/** Where new files go now. */
	get now(): Target | undefined {
		return this.shown ?? this.main;
	}
	/** Where they go besides. */
	get besides(): readonly Target[] {
		return this.shown ? [] : this.also;
	}

	/** Further targets, of accounts that are there. */
	get also(): readonly Target[] {
		const { main } = this;
		const { accounts, settings } = this.#doors;
		const isThere = ({ accountId }: Target) => accounts().some(({ id }) => id === accountId);
		const all = settings()?.alsoTo ?? [];
		return all.filter((one) => isThere(one) && !(main && sameTarget(one, main)));
	}

	/** Targets used lately, the last one first. */
	get recent(): readonly Target[] {
		return this.#doors.settings()?.recent ?? [];
	}

	choose(target: Target): void {
		this.#doors.keep({ target });
	}
	add(target: Target): void {
		this.remove(target);
		this.#doors.keep({ alsoTo: [...this.also, target] });
	}
	remove(target: Target): void {
		this.#doors.keep({ alsoTo: this.also.filter((one) => !sameTarget(one, target)) });
	}

	/** at gives the folder of a typed path, made if it is missing, or why it can't be. */
	async at(accountId: string, path: string): Promise<Target | TransferError> {
		try {
			return await this.#doors.engine.folderAt(accountId, namesOf(path));
		} catch (error) {
			return asTransferError(error);
		}
	}
}
