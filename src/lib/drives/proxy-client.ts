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
import { callProxy, type ProxyAnswer, type ProxyCalls } from './proxy-call';
import type { Operation, WirePresignedPart, WireReceipt } from './wire';

export type { ProxyCalls };

/** AccountAccess: a signed-in account as the store of credentials knows it. */
export interface AccountAccess {
	/** As accountIdOf makes it. */
	readonly id: string;
	readonly realm: Realm;
	/** The sealed credential to use now. */
	credential(): Promise<string>;
	/** The proxy sealed the same credential anew; keep this one instead. */
	replaceCredential(sealed: string): Promise<void>;
	/**
	 * renew gets a credential newer than `stale`, one flight for all callers; undefined when only
	 * the person can.
	 */
	renew(stale: string): Promise<string | undefined>;
	/** The account needs its person. */
	signedOut(): void;
}

/**
 * proxyDrive is a Drive in the browser: every method is one operation of the proxy. A dead token is
 * renewed and the call repeated, once. Calls wait for the account's pace first.
 */
export function proxyDrive(traits: Traits, account: AccountAccess, calls: ProxyCalls): Drive {
	const pacer = createPacer(traits.pacing, account.realm, calls.clock);

	const call = async <T>(
		operation: Operation,
		input: unknown,
		options: CallOptions = {}
	): Promise<T> => {
		const { signal } = options;
		const send = async (credential: string): Promise<ProxyAnswer> => {
			await pacer.turn(operation, signal);
			return callProxy(calls, account.id, operation, { credential, input }, signal);
		};
		const credential = await account.credential();
		const answer = await send(credential).catch(async (error: unknown) => {
			if (!isSignedOut(error)) throw error;
			const renewed = await account.renew(credential);
			signal?.throwIfAborted();
			if (renewed !== undefined) return send(renewed);
			throw error;
		});
		if (answer.credential !== undefined) await account.replaceCredential(answer.credential);
		return answer.output as T;
	};

	const run = async <T>(
		operation: Operation,
		input: unknown,
		options?: CallOptions
	): Promise<T> => {
		try {
			return await call<T>(operation, input, options);
		} catch (error) {
			if (isSignedOut(error)) account.signedOut();
			throw error;
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
