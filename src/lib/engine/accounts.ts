/** Accounts: who is signed in, their Drives, and one renewal at a time when a token dies. */
import { accountCalls, type AccountCalls } from '../drives/account-calls';
import { connectSandbox, pollQr, renewAccount, signIn, startQr } from '../drives/connect';
import type { DigestKind, Drive, Traits } from '../drives/drive';
import type { FileActions } from '../drives/files';
import type { ProxyCalls } from '../drives/proxy-call';
import { proxyDrive } from '../drives/proxy-client';
import { TRAITS, traitsOf } from '../drives/registry';
import {
	accountIdOf,
	type QrCode,
	type QrRequest,
	type SignedIn,
	type SignInRequest
} from '../drives/wire';
import { Emitter } from '../kernel/emitter';
import { asTransferError, TransferError, type ErrorCode } from '../kernel/errors';
import { singleFlight } from '../kernel/single-flight';
import type { SessionStore, StoredAccount } from '../sessions/session-store';
import type { AccountView, QrStep } from './engine-api';
import { Paces } from './paces';

const SANDBOX_IDS = 'sandbox-accounts';

export class Accounts {
	readonly #store: SessionStore;
	readonly #calls: ProxyCalls;
	/** The newest of every account, on disk or on its way there. */
	readonly #stored = new Map<string, StoredAccount>();
	/** Credentials that are on disk, by account. Calls use no other: a crash would lose it. */
	readonly #durable = new Map<string, string>();
	readonly #keeping = singleFlight<void>();
	readonly #drives = new Map<string, Drive>();
	readonly #lines = new Map<string, AccountCalls>();
	readonly #files = new Map<string, FileActions>();
	/** What refusals taught of how fast each account may be asked. */
	readonly paces: Paces;
	readonly #renewals = new Map<string, Promise<string | undefined>>();
	readonly changed = new Emitter<void>();
	/** An account can be used again: its rows need not wait any more. */
	readonly signedIn = new Emitter<string>();

	constructor(store: SessionStore, calls: ProxyCalls) {
		this.#store = store;
		this.#calls = calls;
		this.paces = new Paces(store);
	}

	async load(): Promise<void> {
		await this.paces.load();
		for (const account of await this.#store.accounts()) {
			this.#stored.set(account.id, account);
			this.#durable.set(account.id, account.credential);
		}
		this.changed.emit();
	}

	/** views come in the registry's order of Drives: the first one is where new files go by default. */
	views(): readonly AccountView[] {
		const place = (stored: StoredAccount) => TRAITS.indexOf(traits(stored));
		return [...this.#stored.values()].sort((a, b) => place(a) - place(b)).map(viewOf);
	}

	/** drive rejects with `signed-out` when the account is not connected. */
	drive(id: string): Drive {
		const traits = this.#traits(id);
		let drive = this.#drives.get(id);
		if (!drive) {
			drive = proxyDrive(traits, this.#line(id), this.#calls.clock);
			this.#drives.set(id, drive);
		}
		return drive;
	}

	/** files rejects with `signed-out` when the account is not connected. Loaded when first asked for. */
	async files(id: string): Promise<FileActions> {
		const { proxyFiles } = await import('../drives/files-client');
		const traits = this.#traits(id);
		let files = this.#files.get(id);
		if (!files) {
			files = proxyFiles(traits, this.#line(id), this.#calls.clock);
			this.#files.set(id, files);
		}
		return files;
	}

	#traits(id: string): Traits {
		const stored = this.#stored.get(id);
		if (!stored?.signedIn) throw new TransferError('signed-out');
		return traits(stored);
	}

	/** One line for both: they share the account's pace and its renewals. */
	#line(id: string): AccountCalls {
		const stored = this.#stored.get(id);
		if (!stored) throw new TransferError('signed-out');
		let line = this.#lines.get(id);
		if (!line) {
			line = accountCalls(
				traits(stored),
				{
					id,
					realm: stored.realm,
					learnt: this.paces.of(id),
					credential: () => this.#credential(id),
					replaceCredential: (stale, sealed) => this.#reseal(id, stale, sealed),
					renew: (stale) => this.#renewOnce(id, stale),
					signedOut: (stale) => this.#signedOut(id, stale)
				},
				this.#calls
			);
			this.#lines.set(id, line);
		}
		return line;
	}

	/** maxFileSize: largest file of an account, bytes, when its drive tells. */
	maxFileSize(id: string): number | undefined {
		return this.#stored.get(id)?.account.maxFileSize;
	}

	/** digests that an account's drive wants; none of one that is gone. */
	digests(id: string): readonly DigestKind[] {
		const stored = this.#stored.get(id);
		return stored ? traits(stored).digests : [];
	}

	/** isSequential tells whether files of an account send their parts one at a time. */
	isSequential(id: string): boolean {
		const stored = this.#stored.get(id);
		return stored !== undefined && !traits(stored).parallelParts;
	}

	/** signIn connects an account; the same user signing in again continues that account's rows. */
	async signIn(request: SignInRequest): Promise<AccountView> {
		return this.#take(await signIn(request, this.#calls));
	}

	startQr(request: QrRequest): Promise<QrCode> {
		return startQr(request, this.#calls);
	}

	/** pollQr connects the account as signIn does, once the phone has said yes. */
	async pollQr(request: QrRequest, token: string): Promise<QrStep> {
		const progress = await pollQr(request, token, this.#calls);
		if (progress.state !== 'signed-in') return progress;
		return { state: 'signed-in', account: await this.#take(progress.account) };
	}

	/** connectSandbox connects the sandbox's own accounts when one of them is missing. */
	async connectSandbox(): Promise<void> {
		const ids = (await this.#store.setting<readonly string[]>(SANDBOX_IDS)) ?? [];
		if (ids.length > 0 && ids.every((id) => this.#stored.get(id)?.signedIn)) return;
		const connected: string[] = [];
		for (const account of await connectSandbox(this.#calls)) {
			connected.push((await this.#take(account)).id);
		}
		await this.#store.saveSetting(SANDBOX_IDS, connected);
	}

	/** signOut forgets the credential. Unfinished rows stay and wait for the next sign-in. */
	async signOut(id: string): Promise<void> {
		this.#stored.delete(id);
		this.#durable.delete(id);
		this.#drives.delete(id);
		this.#files.delete(id);
		this.#lines.delete(id);
		await this.#store.removeAccount(id);
		this.changed.emit();
	}

	/** refresh asks for the space used, which uploads have changed. Without a line it stays as it was. */
	async refresh(): Promise<void> {
		for (const { id, signedIn } of [...this.#stored.values()]) {
			if (!signedIn) continue;
			try {
				await this.#update(id, { account: await this.drive(id).account() });
			} catch (error) {
				const { recovery } = asTransferError(error);
				if (recovery === 'give-up') throw error;
			}
		}
	}

	async #take(connected: SignedIn): Promise<AccountView> {
		const id = accountIdOf({ ...connected, uid: connected.account.uid });
		const stored: StoredAccount = { ...connected, id, signedIn: true };
		await this.#keep(stored);
		this.signedIn.emit(id);
		return viewOf(stored);
	}

	async #credential(id: string): Promise<string> {
		const stored = this.#stored.get(id);
		if (!stored?.signedIn) throw new TransferError('signed-out');
		const { credential } = stored;
		if (this.#durable.get(id) !== credential) {
			await this.#keeping(credential, () => this.#keep(stored));
		}
		return credential;
	}

	/** reseal is compare-and-swap: a late answer must not bring back a credential of before. */
	async #reseal(id: string, stale: string, credential: string): Promise<void> {
		// A token that is being renewed is as good as dead, in whatever seal.
		if (this.#stored.get(id)?.credential !== stale || this.#renewals.has(id)) return;
		await this.#update(id, { credential });
	}

	/** Signs out unless another credential took the place of `stale`, or is about to. */
	#signedOut(id: string, stale: string): void {
		const stored = this.#stored.get(id);
		if (!stored?.signedIn || stored.credential !== stale || this.#renewals.has(id)) return;
		// What can't be written down the next start finds out again.
		this.#update(id, { signedIn: false }).catch(() => undefined);
	}

	async #renewOnce(id: string, stale: string): Promise<string | undefined> {
		const stored = this.#stored.get(id);
		if (!stored?.signedIn) return undefined;
		if (stored.credential !== stale) return this.#credential(id);
		let renewal = this.#renewals.get(id);
		if (!renewal) {
			renewal = this.#renew(stored).finally(() => this.#renewals.delete(id));
			this.#renewals.set(id, renewal);
		}
		return renewal;
	}

	/** renew gives a newer credential than this one, or undefined when only the person can. */
	async #renew({ id, credential, ...stored }: StoredAccount): Promise<string | undefined> {
		const isSandbox = stored.realm === 'sandbox';
		if (!stored.renewable) return isSandbox ? this.#reconnect(id, credential) : undefined;
		const isCurrent = () => this.#stored.get(id)?.credential === credential;
		let renewed: SignedIn | undefined;
		try {
			renewed = await renewAccount(id, credential, this.#calls);
		} catch (error) {
			if (!NEEDS_SIGN_IN.has(asTransferError(error).code)) throw error;
			// A lost device cookie makes the seal unreadable; the sandbox can simply connect again.
			if (isCurrent()) return isSandbox ? this.#reconnect(id, credential) : undefined;
		}
		// Whoever signed out or in again meanwhile has the last word.
		if (renewed && isCurrent()) await this.#take(renewed);
		return this.#stored.get(id)?.signedIn ? this.#credential(id) : undefined;
	}

	/** Only the sandbox's own accounts come back by that: others it knows need their person. */
	async #reconnect(id: string, stale: string): Promise<string | undefined> {
		for (const account of await connectSandbox(this.#calls)) await this.#take(account);
		const credential = this.#stored.get(id)?.credential;
		return credential === stale ? undefined : credential;
	}

	async #update(id: string, fields: Partial<StoredAccount>): Promise<void> {
		const stored = this.#stored.get(id);
		if (stored) await this.#keep({ ...stored, ...fields });
	}

	/**
	 * keep stores an account. It is the newest from now on, so that what changes until it is on disk
	 * builds on it; a failure leaves it so, because a credential that was renewed has no other copy.
	 */
	async #keep(stored: StoredAccount): Promise<void> {
		const { id, credential } = stored;
		this.#stored.set(id, stored);
		this.changed.emit();
		await this.#store.saveAccount(stored);
		this.#durable.set(id, credential);
	}
}

/** What a renewal is refused with when only its person can sign in again. */
const NEEDS_SIGN_IN: ReadonlySet<ErrorCode> = new Set([
	'signed-out',
	'wrong-password',
	'risk-challenge'
]);

function viewOf(stored: StoredAccount): AccountView {
	return {
		id: stored.id,
		drive: stored.drive,
		flavour: stored.flavour,
		realm: stored.realm,
		brand: traits(stored).brand,
		uid: stored.account.uid,
		name: stored.account.name,
		spaceUsed: stored.account.spaceUsed,
		spaceTotal: stored.account.spaceTotal,
		signedIn: stored.signedIn
	};
}

function traits({ drive, flavour }: StoredAccount): Traits {
	const found = traitsOf(drive, flavour);
	// Only a store written by a newer version can hold such an account.
	if (!found) throw new TransferError('version-mismatch', { detail: `${drive}-${flavour}` });
	return found;
}
