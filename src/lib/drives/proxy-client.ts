import { TransferError } from '../kernel/errors';
import type {
	AccountInfo,
	CallOptions,
	Drive,
	Opening,
	Page,
	Realm,
	Receipt,
	RemoteFile,
	Traits
} from './drive';
import { checkName } from './names';
import { createPacer } from './pacer';
import { callProxy, type ProxyCalls } from './proxy-call';
import type { Operation, WirePresignedPart, WireReceipt } from './wire';

export type { ProxyCalls };

/** AccountAccess: a signed-in account as the store of credentials knows it. */
export interface AccountAccess {
	/** As accountIdOf makes it. */
	readonly id: string;
	readonly realm: Realm;
	/** The sealed credential to use now; rejects `signed-out` when there is none. */
	credential(): Promise<string>;
	/**
	 * The proxy sealed `stale` anew: keep `sealed` instead, unless another one took its place
	 * meanwhile. That one may hold a newer token, and then the token in `sealed` is dead.
	 */
	replaceCredential(stale: string, sealed: string): Promise<void>;
	/**
	 * renew gets another credential than `stale`, one flight for all callers, and from then on
	 * `credential` gives it; undefined when only the person can. It is stored before it is given,
	 * because the token before it works no more.
	 */
	renew(stale: string): Promise<string | undefined>;
	/** `stale` was refused and can't be renewed: if it is still the account's, its person must help. */
	signedOut(stale: string): void;
}

/**
 * Most renewals of one call. One is not always enough: `stale` may have been sealed anew meanwhile,
 * which gives another text with the same dead token in it.
 */
const MOST_RENEWALS = 3;

/**
 * proxyDrive is a Drive in the browser: every method is one operation of the proxy. A dead token is
 * renewed and the call repeated. Calls wait for the account's pace first.
 */
export function proxyDrive(traits: Traits, account: AccountAccess, calls: ProxyCalls): Drive {
	const pacer = createPacer(traits.pacing, account.realm, calls.clock);

	const run = async <T>(
		operation: Operation,
		input: unknown,
		{ signal }: CallOptions = {}
	): Promise<T> => {
		for (let renewals = 0; ; renewals++) {
			await pacer.turn(operation, signal);
			// Asked for after the turn: while calls stand in line, one of them may have renewed it.
			const credential = await account.credential();
			try {
				const body = { credential, input };
				const answer = await callProxy(calls, account.id, operation, body, signal);
				if (answer.credential !== undefined) {
					await account.replaceCredential(credential, answer.credential);
				}
				return answer.output as T;
			} catch (error) {
				if (!isSignedOut(error)) throw error;
				const renewed = renewals < MOST_RENEWALS ? await account.renew(credential) : undefined;
				signal?.throwIfAborted();
				if (renewed !== undefined) continue;
				account.signedOut(credential);
				throw error;
			}
		}
	};

	const refuseName = (name: string): void => {
		const refusal = checkName(name, traits.names);
		if (refusal) throw refusal;
	};

	return {
		traits,
		account: (options) => run<AccountInfo>('account', {}, options),
		list: (folderId, cursor, options) => run<Page>('list', { folderId, cursor }, options),
		async createFolder(parentId, name, options) {
			refuseName(name);
			return run<RemoteFile>('create-folder', { parentId, name }, options);
		},
		async open(draft, digests, answer, options) {
			refuseName(draft.name);
			return run<Opening>('open', { draft, digests, answer }, options);
		},
		async findOpened(draft, digests, options) {
			const file = await run<RemoteFile | null>('find-opened', { draft, digests }, options);
			return file ?? undefined;
		},
		async presign({ sealed }, numbers, options = {}) {
			const input = { sealed, numbers, relay: options.relay ?? false };
			const parts = await run<readonly WirePresignedPart[]>('presign', input, options);
			const now = calls.clock.now();
			return parts.map(({ expiresIn, ...part }) => ({ ...part, expiresAt: now + expiresIn }));
		},
		listParts: ({ sealed }, options) => run<readonly Receipt[]>('list-parts', { sealed }, options),
		complete({ sealed }, receipts, options = {}) {
			const known = receipts.map(({ number, etag }): WireReceipt => [number, etag]);
			const { again = false, lookOnly = false, answer } = options;
			const input = { sealed, receipts: known, again, lookOnly, answer };
			return run<RemoteFile>('complete', input, options);
		},
		async abandon({ sealed }, options) {
			try {
				await run('abandon', { sealed }, options);
			} catch (error) {
				if (!(error instanceof TransferError && error.code === 'session-lost')) throw error;
			}
		}
	};
}

function isSignedOut(error: unknown): boolean {
	return error instanceof TransferError && error.code === 'signed-out';
}
