/**
 * FileChanges: what people change on the Files page. What can be undone is shown as done at once, and
 * comes back if the drive refuses.
 */
import type { FileEntry, Share, ShareWish } from '../../drives/files';
import type { TransferError } from '../../kernel/errors';
import { asTransferError, type ErrorCode } from '../../kernel/errors';
import type { FilesDesk } from './files-desk';
import type { PlaceView } from './place-view.svelte';

/** What one entry may be refused for while others are not. */
const OF_AN_ENTRY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'name-taken',
	'name-refused',
	'file-missing',
	'drive-refused',
	'too-deep'
]);
/** So many are tried one by one, to learn which of them it is. */
const ONE_BY_ONE = 50;
/** How often a copy that takes a while is asked about, in milliseconds: sooner at first. */
const COPY_STEPS = [300, 700, 1000, 2000];
/** A folder of so many is not read again only because one thing changed. */
const MANY = 2000;

type Verb = 'trash' | 'move' | 'restore' | 'erase';
type Act = (entries: readonly FileEntry[]) => Promise<unknown>;

export class FileChanges {
	readonly #desk: FilesDesk;
	#working = $state.raw<readonly string[]>([]);
	#undo: (() => void) | undefined;

	constructor(desk: FilesDesk) {
		this.#desk = desk;
	}

	/** What is being done now, in words. */
	get working(): readonly string[] {
		return this.#working;
	}

	/** undoLast undoes the last change that can be; tells whether there was one. */
	undoLast(): boolean {
		const undo = this.#undo;
		this.#undo = undefined;
		undo?.();
		return undo !== undefined;
	}

	/** makeFolder rejects with TransferError, for the dialog to say. */
	async makeFolder(name: string): Promise<void> {
		const { ask, view, target } = this.#desk;
		const folder = await ask('makeFolder', target?.folderId ?? view.place.folderId, name);
		view.listing.put([folder]);
		view.selection.pick(folder.id);
	}

	/** rename rejects with TransferError, for the dialog to say. */
	async rename(entry: FileEntry, name: string): Promise<void> {
		const { ask, view, forgetOthers } = this.#desk;
		const renamed = await ask('rename', entry, name);
		view.listing.drop([entry.id]);
		view.listing.put([renamed]);
		view.selection.pick(renamed.id);
		forgetOthers();
	}

	trash(entries: readonly FileEntry[]): Promise<void> {
		const { ask, copy, view } = this.#desk;
		return this.#take(
			'trash',
			entries,
			(some) => ask('trash', some),
			copy.did.trash,
			async () => {
				await ask('restore', entries);
				this.#back(view, entries);
			}
		);
	}

	/** move takes entries to another folder of the account. */
	move(entries: readonly FileEntry[], folderId: string): Promise<void> {
		const { ask, copy, view } = this.#desk;
		const moving = entries.filter((entry) => entry.folderId !== folderId && entry.id !== folderId);
		if (moving.length === 0) return Promise.resolve();
		return this.#take(
			'move',
			moving,
			(some) => ask('move', some, folderId),
			copy.did.move,
			async () => {
				await this.#moveHome(moving);
				this.#back(view, moving);
			}
		);
	}

	/** bring moves entries of other folders to the one in sight. */
	async bring(entries: readonly FileEntry[], folderId: string): Promise<void> {
		const { ask, copy, view, notices, report, forgetOthers } = this.#desk;
		const coming = entries.filter((entry) => entry.folderId !== folderId && entry.id !== folderId);
		if (coming.length === 0) return;
		const ids = coming.map(({ id }) => id);
		const what = this.#naming(coming);
		view.listing.put(coming.map((entry) => ({ ...entry, folderId })));
		view.selection.choose(ids);
		const act = () => ask('move', coming, folderId);
		const done = this.#while(copy.doing.move(what), act).then(() => undefined, asTransferError);
		const goBack = () =>
			void this.#goBack(done, what, async () => {
				await this.#moveHome(coming);
				view.listing.drop(ids);
			});
		this.#undo = goBack;
		notices.show({ kind: 'said', text: () => copy.did.move(what) }, () => this.undoLast());
		const error = await done;
		forgetOthers();
		if (!error) return;
		if (this.#undo === goBack) this.#undo = undefined;
		// Earlier lots may have been moved before one was refused.
		await view.listing.refresh();
		const retry = () => void this.bring(entries, folderId);
		report({ title: copy.undone.move(what), failures: [{ error }], retry });
	}

	/** copy resolves when the copies are there. */
	async copy(entries: readonly FileEntry[], folderId: string): Promise<void> {
		const { ask, clock, copy, view, report, forgetOthers, notices } = this.#desk;
		const what = this.#naming(entries);
		await this.#while(copy.doing.copy(what), async () => {
			try {
				const pending = await ask('copy', entries, folderId);
				for (let at = 0; pending && !(await ask('copied', pending)); at += 1) {
					await clock.sleep(COPY_STEPS[Math.min(at, COPY_STEPS.length - 1)]!);
				}
				notices.show({ kind: 'said', text: () => copy.did.copy(what) });
			} catch (error) {
				const retry = () => void this.copy(entries, folderId);
				report({
					title: copy.undone.copy(what),
					failures: [{ error: asTransferError(error) }],
					retry
				});
			}
		});
		forgetOthers();
		if (this.#desk.view === view && view.place.folderId === folderId) await view.listing.refresh();
	}

	restore(entries: readonly FileEntry[]): Promise<void> {
		const { ask, copy } = this.#desk;
		return this.#take('restore', entries, (some) => ask('restore', some), copy.did.restore);
	}

	erase(entries: readonly FileEntry[]): Promise<void> {
		const { ask, copy } = this.#desk;
		return this.#take('erase', entries, (some) => ask('erase', some), copy.did.erase);
	}

	/** emptyBin rejects with TransferError, for the dialog to say. */
	async emptyBin(): Promise<void> {
		const { ask, copy, view, notices } = this.#desk;
		await ask('emptyBin');
		notices.show({ kind: 'said', text: () => copy.did.empty });
		await view.listing.read();
	}

	/** share rejects with TransferError, for the dialog to say. */
	share(entries: readonly FileEntry[], wish: ShareWish): Promise<Share> {
		return this.#desk.ask('share', entries, wish);
	}

	/** take does what makes entries leave the list: at once here, then at the drive. */
	async #take(
		verb: Verb,
		entries: readonly FileEntry[],
		act: Act,
		did: (what: string) => string,
		undo?: () => Promise<void>
	): Promise<void> {
		const { copy, view, notices, forgetOthers } = this.#desk;
		const ids = entries.map(({ id }) => id);
		const what = this.#naming(entries);
		view.selection.stepOff(new Set(ids));
		view.listing.hide(ids);
		const done = this.#while(copy.doing[verb](what), () => act(entries)).then(
			() => undefined,
			asTransferError
		);
		const goBack = undo && (() => void this.#goBack(done, what, undo));
		this.#undo = goBack;
		notices.show({ kind: 'said', text: () => did(what) }, goBack && (() => this.undoLast()));
		const error = await done;
		forgetOthers();
		if (!error) return view.listing.drop(ids);
		if (this.#undo === goBack) this.#undo = undefined;
		view.listing.show(ids);
		await this.#explain(verb, view, entries, act, error);
	}

	async #moveHome(entries: readonly FileEntry[]): Promise<void> {
		const homes = Map.groupBy(entries, (entry) => entry.folderId);
		for (const [home, some] of homes) await this.#desk.ask('move', some, home);
	}

	async #goBack(
		done: Promise<TransferError | undefined>,
		what: string,
		undo: () => Promise<void>
	): Promise<void> {
		const { copy, report, forgetOthers } = this.#desk;
		// What did not happen need not be undone.
		if (await done) return;
		try {
			await this.#while(copy.doing.undo(what), undo);
		} catch (error) {
			const retry = () => void this.#goBack(done, what, undo);
			report({
				title: copy.undone.undo(what),
				failures: [{ error: asTransferError(error) }],
				retry
			});
		}
		forgetOthers();
	}

	/** back shows entries where they were; what the drive made of them is read in the background. */
	#back(view: PlaceView, entries: readonly FileEntry[]): void {
		view.listing.put(entries);
		view.selection.choose(entries.map(({ id }) => id));
		if (view.listing.entries.length <= MANY) void view.listing.refresh();
		// The bin, say, or the folder that they were moved to.
		const now = this.#desk.view;
		if (now !== view) void now.listing.refresh();
	}

	/** explain finds out which entries were refused, and tells. */
	async #explain(
		verb: Verb,
		view: PlaceView,
		entries: readonly FileEntry[],
		act: Act,
		error: TransferError
	): Promise<void> {
		const { report, copy } = this.#desk;
		let failures = [{ entry: entries.length === 1 ? entries[0] : undefined, error }];
		if (entries.length > 1 && OF_AN_ENTRY.has(error.code)) {
			// Earlier lots may have been done before one was refused.
			await view.listing.refresh();
			const left = entries.filter(({ id }) => view.byId.has(id));
			if (left.length <= ONE_BY_ONE) {
				failures = [];
				for (const entry of left) {
					const refused = await act([entry]).then(() => undefined, asTransferError);
					if (refused) failures.push({ entry, error: refused });
					else view.listing.drop([entry.id]);
				}
			}
		}
		if (failures.length === 0) return;
		const refused = failures.flatMap(({ entry }) => (entry ? [entry] : []));
		const again = refused.length > 0 ? refused : entries;
		const retry = () => void this.#take(verb, again, act, copy.did[verb]);
		report({ title: copy.undone[verb](this.#naming(again)), failures, retry });
	}

	async #while<Answer>(words: string, act: () => Promise<Answer>): Promise<Answer> {
		this.#working = [...this.#working, words];
		try {
			return await act();
		} finally {
			const at = this.#working.indexOf(words);
			this.#working = this.#working.filter((_, index) => index !== at);
		}
	}

	#naming(entries: readonly FileEntry[]): string {
		const { copy, format } = this.#desk;
		const [first] = entries;
		return entries.length === 1 && first
			? copy.quoted(first.name)
			: copy.items(format.count(entries.length));
	}
}
