/** Accounts: who is signed in, their Drives, and one renewal at a time when a token dies. */
import { connectSandbox, pollQr, renewAccount, signIn, startQr } from '../drives/connect';
import type { Drive, Traits } from '../drives/drive';
import type { ProxyCalls } from '../drives/proxy-call';
import { proxyDrive } from '../drives/proxy-client';
import { traitsOf } from '../drives/registry';
import {
	accountIdOf,
	type QrCode,
	type QrRequest,
	type SignedIn,
	type SignInRequest
} from '../drives/wire';
import { Emitter } from '../kernel/emitter';
import { asTransferError, TransferError } from '../kernel/errors';
import { singleFlight } from '../kernel/single-flight';
import type { SessionStore, StoredAccount } from '../sessions/session-store';
import type { AccountView, QrStep } from './engine-api';

const SANDBOX_IDS = 'sandbox-accounts';

export class Accounts {
	readonly #store: SessionStore;
	readonly #calls: ProxyCalls;
	readonly #stored = new Map<string, StoredAccount>();
	readonly #drives = new Map<string, Drive>();
	readonly #renewing = singleFlight<string | undefined>();
	readonly changed = new Emitter<void>();
	/** An account can be used again: its rows need not wait any more. */
	readonly signedIn = new Emitter<string>();

	constructor(store: SessionStore, calls: ProxyCalls) {
		this.#store = store;
		this.#calls = calls;
	}

	async load(): Promise<void> {
		for (const account of await this.#store.accounts()) this.#stored.set(account.id, account);
		this.changed.emit();
	}

	views(): readonly AccountView[] {
		return [...this.#stored.values()].map((stored) => ({
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
		}));
	}

	/** drive rejects with `signed-out` when the account is not connected. */
	drive(id: string): Drive {
		const stored = this.#stored.get(id);
		if (!stored?.signedIn) throw new TransferError('signed-out');
		let drive = this.#drives.get(id);
		if (!drive) {
			drive = proxyDrive(
				traits(stored),
				{
					id,
					realm: stored.realm,
					credential: () => Promise.resolve(this.#credential(id)),
					replaceCredential: (credential) => this.#update(id, { credential }),
					renew: (stale) => this.#renewing(id, () => this.#renew(id, stale)),
					signedOut: () => void this.#update(id, { signedIn: false })
				},
				this.#calls
			);
			this.#drives.set(id, drive);
		}
		return drive;
	}

	/** maxFileSize: largest file of an account, bytes, when its drive tells. */
	maxFileSize(id: string): number | undefined {
		return this.#stored.get(id)?.account.maxFileSize;
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
		this.#drives.delete(id);
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
		await this.#store.saveAccount(stored);
		this.#stored.set(id, stored);
		this.changed.emit();
		this.signedIn.emit(id);
		return this.views().find((view) => view.id === id)!;
	}

	#credential(id: string): string {
		const stored = this.#stored.get(id);
		if (!stored?.signedIn) throw new TransferError('signed-out');
		return stored.credential;
	}

	/** renew gives a newer credential than `stale`, or undefined when only the person can. */
	async #renew(id: string, stale: string): Promise<string | undefined> {
		const stored = this.#stored.get(id);
		if (!stored) return undefined;
		if (stored.credential !== stale) return stored.credential;
		if (!stored.renewable) return stored.realm === 'sandbox' ? this.#reconnect(id) : undefined;
		try {
			const renewed = await renewAccount(id, stale, this.#calls);
			await this.#take(renewed);
			return renewed.credential;
		} catch (error) {
			// A lost device cookie makes the seal unreadable; the sandbox can simply connect again.
			if (asTransferError(error).recovery !== 'person') throw error;
			return stored.realm === 'sandbox' ? this.#reconnect(id) : undefined;
		}
	}

	async #reconnect(id: string): Promise<string | undefined> {
		for (const account of await connectSandbox(this.#calls)) await this.#take(account);
		return this.#stored.get(id)?.credential;
	}

	async #update(id: string, fields: Partial<StoredAccount>): Promise<void> {
		const stored = this.#stored.get(id);
		if (!stored) return;
		const updated = { ...stored, ...fields };
		this.#stored.set(id, updated);
		this.changed.emit();
		await this.#store.saveAccount(updated);
	}
}

function traits({ drive, flavour }: StoredAccount): Traits {
	const found = traitsOf(drive, flavour);
	// Only a store written by a newer version can hold such an account.
	if (!found) throw new TransferError('version-mismatch', { detail: `${drive}-${flavour}` });
	return found;
}
