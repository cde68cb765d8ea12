/**
 * FilesPage: the view model of the Files page. It keeps what was shown, so that going back shows it at
 * once, where it was left; and it is the door through which everything on the page reaches the drive.
 */
import type { FileEntry, FileTraits, OrderBy, Share } from '../../drives/files';
import type { NameRules } from '../../drives/drive';
import { driveTraits } from '../../engine/drive-traits';
import type { AccountView, Target, UploadRow } from '../../engine/engine-api';
import { FILES } from '../../i18n/files';
import type { FilesCopy } from '../../i18n/en-files';
import type { Format } from '../../i18n/format';
import { i18n } from '../../i18n/i18n.svelte';
import type { Clock } from '../../kernel/clock';
import { FolderBrowser } from '../folder-browser.svelte';
import type { Notices } from '../notices.svelte';
import type { Panlift } from '../panlift.svelte';
import { Arrivals } from './arrivals';
import { FileChanges } from './file-changes.svelte';
import type { Ask, FilesDesk, Trouble } from './files-desk';
import type { Clipping, FilesDialog, FilesDoors } from './files-doors';
import { recall, remember } from './files-memory';
import { watchLine } from './line-watch';
import { FolderWays } from './folder-ways';
import { sourceOf } from './listing-source';
import { folderPlace, hrefOf, type Place } from './place';
import { PlaceView } from './place-view.svelte';
import { SharesList } from './shares-list.svelte';

/** So many places are kept as they were left. */
const KEPT = 12;
/** What is older than this when it is shown again is read again, in milliseconds. */
const FRESH_MS = 20_000;

export class FilesPage implements FilesDesk {
	readonly #doors: FilesDoors;
	readonly #views = new Map<string, PlaceView>();
	readonly #ways: FolderWays;
	#view = $state.raw<PlaceView | undefined>();
	#shares = $state.raw<SharesList | undefined>();
	#trouble = $state.raw<Trouble | undefined>();
	/** An entry to choose in the place that is shown next. */
	#wanted: string | undefined;
	readonly #arrivals: Arrivals;
	clipping = $state.raw<Clipping | undefined>();
	dialog = $state.raw<FilesDialog | undefined>();
	/** A folder in the list that files of this machine are held over. */
	hovered = $state.raw<FileEntry | undefined>();
	readonly changes: FileChanges;

	readonly account: AccountView | undefined = $derived.by(
		() => this.#view && this.#doors.account(this.#view.place.accountId)
	);
	/** The folder that takes new entries, while a folder is shown. */
	readonly target: Target | undefined = $derived.by(() => {
		const view = this.#view;
		if (view?.place.kind !== 'folder') return undefined;
		const { accountId, folderId } = view.place;
		// Until the way is known, the path is only not told; the folder is the right one.
		const names = view.steps?.map(({ name }) => name) ?? ['…'];
		return { accountId, folderId, folderPath: `/${names.join('/')}` };
	});
	/** Where a drop goes: to a folder that it is held over, else to the one that is shown. */
	readonly dropTarget: Target | undefined = $derived.by(() => {
		const { target, hovered } = this;
		if (!target || !hovered) return target;
		const above = target.folderPath.replace(/\/$/, '');
		return { ...target, folderId: hovered.id, folderPath: `${above}/${hovered.name}` };
	});

	constructor(doors: FilesDoors) {
		this.#doors = doors;
		this.changes = new FileChanges(this);
		this.#ways = new FolderWays(doors.engine);
		this.#arrivals = new Arrivals(doors.clock, () => this.#view);
	}

	get view(): PlaceView {
		return this.#view!;
	}
	/** Whether a place is shown yet. */
	get isOpen(): boolean {
		return this.#view !== undefined;
	}
	get shares(): SharesList | undefined {
		return this.#shares;
	}
	get trouble(): Trouble | undefined {
		return this.#trouble;
	}
	get clock(): Clock {
		return this.#doors.clock;
	}
	get notices(): Notices {
		return this.#doors.notices;
	}
	get copy(): FilesCopy {
		return i18n.of(FILES);
	}
	get format(): Format {
		return i18n.f;
	}
	get traits(): FileTraits {
		return driveTraits(this.account!).files;
	}
	get names(): NameRules {
		return driveTraits(this.account!).names;
	}
	/** The account that was shown last time. */
	get lastAccountId(): string | undefined {
		return recall(this.#doors.memory).accountId;
	}
	readonly ask: Ask = (verb, ...args) =>
		this.#doors.engine.files(this.view.place.accountId, verb, args);
	readonly report = (trouble: Trouble | undefined): void => {
		this.#trouble = trouble;
	};

	/** show brings a place into sight, as it was left if it was seen before. */
	show(place: Place): void {
		const key = hrefOf(place);
		if (this.#view?.key === key) return;
		const from = this.#view;
		if (from?.listing.reading === 'reading') from.listing.stop();
		this.#trouble = undefined;
		this.hovered = undefined;
		const known = this.#views.get(key);
		const view = known ?? this.#open(place);
		this.#keep(key, view);
		this.#view = view;
		const { memory } = this.#doors;
		remember(memory, { ...recall(memory), accountId: place.accountId });
		this.#shares = place.kind === 'shares' ? new SharesList(this.ask) : undefined;
		if (place.kind === 'shares') return;
		void this.#ways.find(view);
		if (!known || view.listing.reading !== 'whole') void view.listing.read();
		else if (this.clock.now() - view.listing.readAt > FRESH_MS) void view.listing.refresh();
		if (this.#wanted !== undefined) view.selection.pick(this.#wanted);
		this.#wanted = undefined;
	}

	/** homeOf is the folder that an entry is in; there it will be chosen. */
	homeOf(entry: FileEntry): Place {
		this.#wanted = entry.id;
		return folderPlace(this.view.place.accountId, entry.folderId);
	}

	/** climb is the place one step up, where the folder that is left has the keyboard. */
	climb(): Place | undefined {
		const { above } = this;
		if (above && this.view.place.kind === 'folder') this.#wanted = this.view.place.folderId;
		return above;
	}

	/** leave puts the page away; what it had in sight is kept. */
	leave(): void {
		if (this.#view?.listing.reading === 'reading') this.#view.listing.stop();
		this.#view = undefined;
		this.dialog = undefined;
		this.hovered = undefined;
	}

	/** refresh reads the place again; after a failure from the beginning. */
	refresh(): void {
		this.#trouble = undefined;
		if (this.#shares) void this.#shares.read();
		else {
			void this.#ways.find(this.view);
			void this.view.listing.refresh();
		}
	}

	/** placeOf is the place that a folder of the list opens. */
	placeOf(folder: FileEntry): Place {
		this.#ways.note(this.view, folder);
		const { place } = this.view;
		return folderPlace(place.accountId, folder.id);
	}

	/** The place one step up; undefined at the top. */
	get above(): Place | undefined {
		const { place, steps } = this.view;
		if (place.kind !== 'folder') return folderPlace(place.accountId, place.folderId);
		if (!place.folderId) return undefined;
		return folderPlace(place.accountId, steps?.at(-2)?.id);
	}

	/** sortBy orders by a column; the same one again turns it around. */
	sortBy(by: OrderBy): void {
		const { listing, place } = this.view;
		const descending = listing.order.by === by ? !listing.order.descending : by !== 'name';
		const order = { by, descending };
		void listing.sortBy(order);
		const { memory } = this.#doors;
		if (place.kind === 'folder') remember(memory, { ...recall(memory), order });
	}

	clip(way: Clipping['way'], entries: readonly FileEntry[]): void {
		if (entries.length === 0) return;
		this.clipping = { way, accountId: this.view.place.accountId, entries };
	}

	/** What can be pasted here now. */
	get pasteable(): Clipping | undefined {
		const { clipping, target } = this;
		return target && clipping?.accountId === target.accountId ? clipping : undefined;
	}

	paste(): void {
		const { pasteable, target } = this;
		if (!pasteable || !target) return;
		const { way, entries } = pasteable;
		if (way === 'copy') void this.changes.copy(entries, target.folderId);
		else {
			this.clipping = undefined;
			void this.changes.bring(entries, target.folderId);
		}
	}

	/** arrived takes in a row of the uploads: one that ended in the folder in sight is shown there. */
	arrived({ state, accountId, path }: UploadRow): void {
		const { target } = this;
		if (state !== 'done' || !target || accountId !== target.accountId) return;
		const above = target.folderPath === '/' ? '/' : `${target.folderPath}/`;
		if (path.startsWith(above)) void this.#arrivals.came();
	}

	/** browse walks the folders of the account, beginning with the one in sight. */
	browse(): FolderBrowser {
		const { accountId } = this.view.place;
		return new FolderBrowser(this.#doors.engine, accountId, this.view.steps);
	}

	readonly forgetOthers = (): void => {
		for (const view of this.#views.values()) if (view !== this.#view) view.listing.expire();
		this.#ways.forget();
	};

	/** unshare ends shares; the list shows it at once, and again as it was if the drive refuses. */
	async unshare(share: Share): Promise<void> {
		const { copy, notices } = this;
		const error = await this.#shares?.end(share);
		if (!error) return notices.show({ kind: 'said', text: () => copy.did.unshare(share.name) });
		const retry = () => void this.unshare(share);
		this.report({ title: copy.undone.unshare(share.name), failures: [{ error }], retry });
	}

	#open(place: Place): PlaceView {
		const order =
			place.kind === 'bin'
				? ({ by: 'modified', descending: true } as const)
				: recall(this.#doors.memory).order;
		return new PlaceView(place, sourceOf(place, this.#doors), this.clock, order);
	}

	#keep(key: string, view: PlaceView): void {
		this.#views.delete(key);
		this.#views.set(key, view);
		const [oldest] = this.#views.keys();
		if (this.#views.size > KEPT && oldest !== undefined) this.#views.delete(oldest);
	}
}

const pages = new WeakMap<Panlift, FilesPage>();

/** filesOf is the Files page of this app; the same one each time, with what it had in sight. */
export function filesOf(panlift: Panlift): FilesPage {
	let files = pages.get(panlift);
	if (!files) {
		files = new FilesPage({
			engine: watchLine(panlift.engine),
			clock: panlift.qrDoors.clock,
			notices: panlift.notices,
			account: (id) => panlift.accountById.get(id),
			memory: () => localStorage
		});
		pages.set(panlift, files);
	}
	return files;
}
