/** Panlift: the page's view model. Takes in the engine's Updates, sends it what people ask for. */
import type {
	AccountView,
	EngineApi,
	EngineSettings,
	EngineStatus,
	Summary,
	Target,
	Update
} from '../engine/engine-api';
import type { ProofApi } from '../engine/proof-api';
import type { WatchApi, WatchView } from '../engine/watch-api';
import type { SignInRequest } from '../drives/wire';
import { systemClock, type Clock } from '../kernel/clock';
import type { Place } from '../uploads/upload';
import { AddFiles } from './add-files.svelte';
import { announce, type Announcement, type Told } from './announcements';
import { bannersOf, latestOf, type Banner } from './banners';
import { Countdown } from './countdown.svelte';
import type { Filters } from './filters.svelte';
import type { FolderBrowser } from './folder-browser.svelte';
import { Notices } from './notices.svelte';
import type { QrDoors } from './qr-sign-in.svelte';
import { RowBoard } from './row-board.svelte';
import type { Sessions } from './sessions.svelte';
import { rowActs } from './row-acts';
import type { RowCommands } from './row-commands';
import { StorageNews } from './storage-news.svelte';
import { SettingsView } from './settings-view.svelte';
import { Targets } from './targets.svelte';
import { UpdateBuffer, type Merged } from './update-buffer';

const NOTHING: Summary = { total: 0, done: 0, active: 0, bytesTotal: 0, bytesDone: 0, speed: 0 };

/** SignInDialogState: open for a new account, or for one that is signed out. */
export type SignInDialogState = { readonly account?: AccountView | undefined };

export class Panlift {
	readonly #engine: EngineApi;
	readonly #buffer: UpdateBuffer;
	readonly #countdown: Countdown;
	/** Milliseconds since the epoch; what reads it is drawn again each second while one counts. */
	readonly now: () => number;
	readonly board = new RowBoard();
	readonly notices: Notices;
	/** What rows' buttons and keys do. */
	readonly rows: RowCommands;
	readonly adding: AddFiles;
	/** For parts of the page that are loaded on their own. */
	readonly engine: ProofApi &
		WatchApi &
		Pick<EngineApi, 'files' | 'list' | 'createFolder' | 'networkChanged'>;
	readonly storage = new StorageNews();
	readonly targets: Targets;
	readonly #chosen = new SettingsView(async (change) => {
		await this.#engine.setSettings(change);
		this.#buffer.flush();
	});

	#status = $state.raw<EngineStatus>({ kind: 'starting' });
	#summary = $state.raw<Summary>(NOTHING);
	#accounts = $state.raw<readonly AccountView[]>([]);
	#sandbox = $state.raw<boolean | undefined>();
	#hasPan115ClientId = $state.raw(false);
	#connection = $state.raw<NonNullable<Update['connection']>>('online');
	#banners = $state.raw<readonly Banner[]>([]);
	#announcement = $state.raw<Announcement | undefined>();
	#told: Told | undefined;
	watches = $state.raw<readonly WatchView[]>([]);
	/** These open the pickers of files and folders; set by the layout, which has the inputs. */
	openPicker: (() => void) | undefined;
	openFolderPicker: (() => void) | undefined;
	/** What folders would do, and what was left out of them, once there is something to show. */
	filters = $state.raw<Filters | undefined>();
	/** What showing QR codes needs; the dialog closes when one is confirmed. */
	readonly qrDoors: QrDoors;
	/** The sign-in dialog, while it is open. */
	signInDialog = $state.raw<SignInDialogState | undefined>();

	readonly accountById: ReadonlyMap<string, AccountView> = $derived(
		new Map(this.#accounts.map((account) => [account.id, account]))
	);

	constructor(engine: EngineApi, clock: Clock) {
		this.#countdown = new Countdown(clock);
		this.#engine = engine;
		this.engine = engine;
		this.now = () => this.#countdown.now();
		this.notices = new Notices(clock);
		this.#buffer = new UpdateBuffer((merged) => this.#apply(merged));
		this.qrDoors = {
			engine,
			clock,
			isHidden: () => document.hidden,
			onsignedin: () => (this.signInDialog = undefined)
		};
		const run = (command: Promise<unknown>) => this.#run(command);
		this.rows = rowActs(
			{ engine, board: this.board, notices: this.notices, run },
			{
				allowAccess: () => this.allowAccess(),
				addAgain: () => this.openPicker?.(),
				signIn: (accountId) => this.signIn(accountId),
				reload: () => this.reload()
			}
		);
		this.targets = new Targets({
			settings: () => this.settings,
			accounts: () => this.#accounts,
			keep: (settings) => this.setSettings(settings),
			engine
		});
		this.adding = new AddFiles({
			target: () => this.targets.now,
			enqueue: (files, target, how) =>
				engine.enqueue(files, target, { also: this.targets.besides, ...how }),
			settings: () => this.settings,
			filters: async () => {
				const { openFilters } = await import('./filters.svelte');
				return (this.filters ??= openFilters(engine, this));
			},
			needsAccount: () => this.#needsAccount(),
			notices: this.notices
		});
	}

	get target(): Target | undefined {
		return this.targets.main;
	}
	get status(): EngineStatus {
		return this.#status;
	}
	get summary(): Summary {
		return this.#summary;
	}
	get accounts(): readonly AccountView[] {
		return this.#accounts;
	}
	get settings(): EngineSettings | undefined {
		return this.#chosen.now;
	}
	/** Whether the sandbox runs; undefined until the server has told. */
	get sandbox(): boolean | undefined {
		return this.#sandbox;
	}
	/** Whether the server has an app id for 115's Open Platform. */
	get hasPan115ClientId(): boolean {
		return this.#hasPan115ClientId;
	}
	get connection(): NonNullable<Update['connection']> {
		return this.#connection;
	}
	get banners(): readonly Banner[] {
		return this.#banners;
	}
	get announcement(): Announcement | undefined {
		return this.#announcement;
	}

	/** start listens to the engine and the window; gives what stops listening to the window. */
	start(): () => void {
		this.#run(this.#engine.subscribe((update) => this.#buffer.push(update)));
		const listening = new AbortController();
		const on = (type: string, act: () => void) =>
			window.addEventListener(type, act, { signal: listening.signal });
		on('online', () => this.#run(this.#engine.networkChanged(true)));
		on('offline', () => this.#run(this.#engine.networkChanged(false)));
		// A page that opens without a network is told of no change.
		if (!navigator.onLine) this.#run(this.#engine.networkChanged(false));
		// A frame that was asked for before the page was hidden does not come.
		on('visibilitychange', () => this.#buffer.flush());
		return () => listening.abort();
	}

	#apply(merged: Merged): void {
		const moved = this.board.apply(merged.rows.values(), merged.removed);
		if (merged.status) this.#status = merged.status;
		if (merged.sandbox !== undefined) this.#sandbox = merged.sandbox;
		if (merged.hasPan115ClientId !== undefined) this.#hasPan115ClientId = merged.hasPan115ClientId;
		if (merged.settings) this.#chosen.take(merged.settings);
		if (merged.connection) this.#connection = merged.connection;
		if (merged.accounts) this.#accounts = merged.accounts;
		if (merged.watches) this.watches = merged.watches;
		if (moved || merged.accounts) {
			const waiting = this.board.waiting();
			this.#banners = bannersOf(waiting, this.#accounts);
			this.#countdown.until(latestOf(waiting));
		}
		this.storage.take(merged.keeping, this.board.count - this.board.tally.finished);
		if (merged.summary) this.#tell(merged.summary);
		void this.adding.send();
		if (this.adding.kept > 0) this.#needsAccount();
	}

	#tell(summary: Summary): void {
		this.#summary = summary;
		const { told, say } = announce(this.#told, summary);
		this.#told = told;
		if (say) this.#announcement = say;
	}

	/** The sandbox's account may still be on its way: only the server's word says that none comes. */
	#needsAccount(): void {
		if (this.#sandbox !== undefined && this.#accounts.length === 0) {
			this.signInDialog ??= {};
		}
	}

	/** allowAccess must be called within a click: the browser asks the person then. */
	allowAccess(): void {
		this.#run(this.#askForAccess());
	}

	signIn(accountId?: string): void {
		this.signInDialog = { account: accountId ? this.accountById.get(accountId) : undefined };
	}
	reload(): void {
		location.reload();
	}

	/** With a moment, milliseconds since the epoch: until then. */
	pauseAll(until?: number): void {
		this.#run(this.#engine.pause(undefined, until));
	}
	reorder(ids: readonly string[], to: Place): void {
		this.#run(this.#engine.reorder(ids, to));
	}
	resumeAll(): void {
		this.#run(this.#engine.resume());
	}
	clearFinished(): void {
		const count = this.board.tally.finished;
		this.#run(this.#engine.clearFinished());
		this.notices.show({ kind: 'cleared', count }, () => this.#undo());
	}
	setSettings(settings: Partial<EngineSettings>): void {
		this.#run(this.#chosen.change(settings));
	}

	/** submitSignIn rejects with TransferError; on success the dialog closes and kept files go. */
	async submitSignIn(request: SignInRequest): Promise<void> {
		await this.#engine.signIn(request);
		this.signInDialog = undefined;
	}
	signOut(account: AccountView): void {
		this.#run(this.#engine.signOut(account.id));
		this.notices.show({ kind: 'signed-out', name: account.name });
	}
	/** refreshAccounts brings the space of every account up to date. */
	refreshAccounts(): void {
		this.#run(this.#engine.refreshAccounts());
	}
	/** sessions is the settings page's list of what has begun at the drives. */
	async sessions(): Promise<Sessions> {
		const { Sessions } = await import('./sessions.svelte');
		const trouble = (error: unknown) => this.notices.show({ kind: 'trouble', error });
		return new Sessions(this.#engine, this.qrDoors.clock, trouble);
	}
	async browseFolders(accountId: string): Promise<FolderBrowser> {
		const { FolderBrowser } = await import('./folder-browser.svelte');
		return new FolderBrowser(this.#engine, accountId);
	}

	#undo(): void {
		this.#run(this.#engine.undoRemove());
	}

	async #askForAccess(): Promise<void> {
		const handles = await this.#engine.handlesToAsk();
		await Promise.allSettled(handles.map((handle) => handle.requestPermission({ mode: 'read' })));
		await this.#engine.permissionChanged();
	}

	#run(command: Promise<unknown>): void {
		command.catch((error: unknown) => this.notices.show({ kind: 'trouble', error }));
	}
}

/** createPanlift is the page's composition root: one engine in, one view model out. */
export function createPanlift(engine: EngineApi): Panlift {
	return new Panlift(engine, systemClock());
}
