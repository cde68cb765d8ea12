/**
 * FakeEngine: an EngineApi in memory. Tests script its rows with `emit` and read the commands that
 * the page sent from `calls`.
 */
import type {
	AccountView,
	EngineApi,
	EngineSettings,
	EnqueueHow,
	FileAnswer,
	FileArguments,
	QrStep,
	Incoming,
	Target,
	Update,
	UploadRow
} from '../../src/lib/engine/engine-api';
import type { SessionImport, SessionView } from '../../src/lib/engine/session-api';
import type { PreviewAsk, PreviewReport } from '../../src/lib/engine/preview-api';
import type { WatchAsk } from '../../src/lib/engine/watch-api';
import type { ReceiptCheck } from '../../src/lib/engine/proof-api';
import type { FileActions, FileVerb } from '../../src/lib/drives/files';
import type { Page, RemoteFile } from '../../src/lib/drives/drive';
import type { QrRequest, SignInRequest } from '../../src/lib/drives/wire';
import { DEFAULT_SETTINGS } from '../../src/lib/engine/settings';
import type { FlightLog } from '../../src/lib/flight/flight-recorder';
import type { UploadReceipt } from '../../src/lib/sessions/session-store';
import { TransferError, type ErrorCode } from '../../src/lib/kernel/errors';

/** fakeAccount is a signed-in sandbox account, unless told otherwise. */
export function fakeAccount(change: Partial<AccountView> = {}): AccountView {
	return {
		id: 'pan123-web-sandbox-1',
		drive: 'pan123',
		flavour: 'web',
		realm: 'sandbox',
		brand: '123Pan',
		uid: '1',
		name: 'Sandbox 123Pan',
		spaceUsed: 420 * 1024 ** 3,
		spaceTotal: 2048 * 1024 ** 3,
		signedIn: true,
		...change
	};
}

/** fakeRow is a queued row, unless told otherwise. */
export function fakeRow(change: Partial<UploadRow> & Pick<UploadRow, 'id'>): UploadRow {
	const name = change.name ?? `${change.id}.mkv`;
	return {
		accountId: 'pan123-web-sandbox-1',
		name,
		path: `/${name}`,
		size: 1024 ** 3,
		kind: 'file',
		state: 'queued',
		instant: false,
		skipped: false,
		hashed: 0,
		sent: 0,
		partsDone: 0,
		partsTotal: 0,
		speed: 0,
		elapsedMs: 0,
		order: 0,
		addedAt: 0,
		rootId: change.id,
		...change
	};
}

type Call = readonly [method: string, ...args: readonly unknown[]];

export class FakeEngine implements EngineApi {
	readonly calls: Call[] = [];
	readonly folders = new Map<string, RemoteFile[]>();
	/** The next signIn fails with this. */
	refusal: ErrorCode | undefined;
	/** How far the phone is with every QR code. */
	phone: QrStep = { state: 'waiting' };
	receiptsKept: readonly UploadReceipt[] = [];
	/** What a drive shows of each receipt. */
	check = ({ uploadId }: UploadReceipt): ReceiptCheck => ({ uploadId, outcome: 'ok', digests: [] });
	log: FlightLog = { madeAt: 0, settings: {}, rows: [], records: [] };
	#listener: ((update: Update) => void) | undefined;
	#first: Update;
	#accounts: readonly AccountView[];
	/** What `sessions` lists. */
	kept: readonly SessionView[] = [];
	/** What `importSessions` answers. */
	imported: SessionImport = { kind: 'imported', added: 1, skipped: 0, signedOut: 0 };
	#settings: EngineSettings = DEFAULT_SETTINGS;
	#nextId = 1;

	constructor(first: Update = {}) {
		this.#accounts = first.accounts ?? [];
		this.#first = {
			status: { kind: 'running' },
			accounts: [],
			sandbox: false,
			hasPan115ClientId: false,
			settings: this.#settings,
			rows: [],
			...first
		};
	}

	/** emit tells the page something changed. */
	emit(update: Update): void {
		this.#listener?.(update);
	}

	/** called lists the calls of one method. */
	called(method: keyof EngineApi): readonly Call[] {
		return this.calls.filter(([name]) => name === method);
	}

	subscribe(listener: (update: Update) => void): Promise<void> {
		this.#listener = listener;
		this.emit(this.#first);
		return Promise.resolve();
	}
	enqueue(files: readonly Incoming[], target: Target, how?: EnqueueHow) {
		const rows = files.map((one) => {
			const file = 'file' in one ? one.file : undefined;
			const name = file?.name ?? ('directory' in one ? one.directory.name : '');
			const path = `${target.folderPath.replace(/\/$/, '')}/${name}`;
			const order = this.#nextId++;
			return fakeRow({ id: `new-${order}`, name, size: file?.size ?? 0, path, order });
		});
		this.emit({ rows });
		const result = { added: files.length, continued: 0, restarted: 0 };
		return this.#did('enqueue', result, files, target, how);
	}
	/** What previews are told, one after another; the last one again and again. */
	reports: readonly PreviewReport[] = [];
	#looks = 0;
	preview(ask: PreviewAsk) {
		const report =
			ask.step === 'look'
				? this.reports[Math.min(this.#looks++, this.reports.length - 1)]
				: undefined;
		return this.#did('preview', report, ask);
	}
	pause = (...how: Parameters<EngineApi['pause']>) => this.#did('pause', undefined, ...how);
	reorder = (...how: Parameters<EngineApi['reorder']>) => this.#did('reorder', undefined, ...how);
	resume = (ids?: readonly string[]) => this.#did('resume', undefined, ids);
	cancel = (ids: readonly string[]) => this.#did('cancel', undefined, ids);
	retry = (ids: readonly string[]) => this.#did('retry', undefined, ids);
	remove(ids: readonly string[]) {
		this.emit({ removed: ids });
		return this.#did('remove', undefined, ids);
	}
	clearFinished = () => this.#did('clearFinished', undefined);
	undoRemove = () => this.#did('undoRemove', undefined);
	resolveConflict = (ids: readonly string[], policy: string) =>
		this.#did('resolveConflict', undefined, ids, policy);
	acceptChange = (ids: readonly string[]) => this.#did('acceptChange', undefined, ids);
	handlesToAsk = () => this.#did<readonly FileSystemFileHandle[]>('handlesToAsk', []);
	permissionChanged = () => this.#did('permissionChanged', undefined);

	signIn(request: SignInRequest): Promise<AccountView> {
		if (this.refusal) return Promise.reject(new TransferError(this.refusal));
		const { drive, flavour, realm } = request;
		const name = request.way === 'password' ? request.user : 'token';
		const account = fakeAccount({ id: `a${this.#nextId++}`, drive, flavour, realm, name });
		this.#accounts = [...this.#accounts, account];
		this.emit({ accounts: this.#accounts });
		return this.#did('signIn', account, request);
	}
	startQr(request: QrRequest) {
		const number = this.#nextId++;
		const url =
			request.drive === 'pan115'
				? `https://115.com/scan/dg-${number}`
				: `https://www.123pan.com/wx-app-login.html?uniID=${number}`;
		return this.#did('startQr', { token: `t${number}`, url, expiresIn: 120_000 }, request);
	}
	pollQr = (_request: QrRequest, token: string) => this.#did<QrStep>('pollQr', this.phone, token);
	signOut(accountId: string) {
		this.#accounts = this.#accounts.filter(({ id }) => id !== accountId);
		this.emit({ accounts: this.#accounts });
		return this.#did('signOut', undefined, accountId);
	}
	refreshAccounts = () => this.#did('refreshAccounts', undefined);
	list(_accountId: string, folderId: string): Promise<Page> {
		return Promise.resolve({ entries: this.folders.get(folderId) ?? [] });
	}
	createFolder(_accountId: string, parentId: string, name: string): Promise<RemoteFile> {
		const id = `f${this.#nextId++}`;
		const folder = fakeFolder(id, name, parentId);
		this.folders.set(parentId, [...(this.folders.get(parentId) ?? []), folder]);
		return this.#did('createFolder', folder, parentId, name);
	}
	/** What the Files page gets; an action that is missing here fails. */
	actions: Partial<FileActions> = {};
	files<V extends FileVerb>(accountId: string, verb: V, args: FileArguments<V>) {
		this.calls.push(['files', accountId, verb, args]);
		const act = this.actions[verb] as ((...args: unknown[]) => Promise<FileAnswer<V>>) | undefined;
		if (!act) return Promise.reject(new TransferError('bad-request', { detail: verb }));
		return act(...args);
	}
	folderAt(accountId: string, names: readonly string[]) {
		const target = { accountId, folderId: names.join(' '), folderPath: `/${names.join('/')}` };
		return this.#did('folderAt', target, accountId, names);
	}
	setSettings(settings: Partial<EngineSettings>) {
		this.#settings = { ...this.#settings, ...settings };
		this.emit({ settings: this.#settings });
		return this.#did('setSettings', undefined, settings);
	}
	receipts = (ids?: readonly string[]) => {
		const wanted = this.receiptsKept.filter(({ uploadId }) => !ids || ids.includes(uploadId));
		return this.#did('receipts', wanted, ids);
	};
	verifyReceipts = (receipts: readonly UploadReceipt[]) =>
		this.#did('verifyReceipts', receipts.map(this.check), receipts);
	removeReceipts(ids: readonly string[]) {
		this.receiptsKept = this.receiptsKept.filter(({ uploadId }) => !ids.includes(uploadId));
		return this.#did('removeReceipts', undefined, ids);
	}
	keepReceipts(receipts: readonly UploadReceipt[]) {
		this.receiptsKept = [...this.receiptsKept, ...receipts];
		return this.#did('keepReceipts', undefined, receipts);
	}
	flightLog = (uploadId?: string) => this.#did('flightLog', this.log, uploadId);
	clearFlightLog = () => this.#did('clearFlightLog', undefined);
	watch = (ask: WatchAsk) => this.#did('watch', undefined, ask);
	networkChanged = (online: boolean) => this.#did('networkChanged', undefined, online);
	sessions = () => this.#did('sessions', this.kept);
	deleteSessions(ids: readonly string[]) {
		this.kept = this.kept.filter(({ id }) => !ids.includes(id));
		return this.#did('deleteSessions', undefined, ids);
	}
	cleanUpSessions = (days?: number) => this.#did('cleanUpSessions', 0, days);
	exportSessions = (ids?: readonly string[]) => this.#did('exportSessions', '{}', ids);
	importSessions = (text: string) => this.#did('importSessions', this.imported, text);

	#did<Answer>(method: string, answer: Answer, ...args: readonly unknown[]): Promise<Answer> {
		this.calls.push([method, ...args]);
		return Promise.resolve(answer);
	}
}

/** fakeFolder is a folder as a drive lists it. */
export function fakeFolder(id: string, name: string, folderId = ''): RemoteFile {
	return { id, name, folderId, kind: 'folder', size: 0, digests: {} };
}
