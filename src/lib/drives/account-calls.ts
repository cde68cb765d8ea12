/** AccountCalls: one account's operations of the proxy, in its pace, with a token that lives. */
import { TransferError } from '../kernel/errors';
import type { CallOptions, Realm, Traits } from './drive';
import { createPacer, type Pace } from './pacer';
import { callProxy, type ProxyCalls } from './proxy-call';
import type { Operation } from './wire';

/** AccountAccess: a signed-in account as the store of credentials knows it. */
export interface AccountAccess {
	/** As accountIdOf makes it. */
	readonly id: string;
	readonly realm: Realm;
	/** What refusals taught of its pace; absent: what is documented. */
	readonly learnt?: Pick<Pace, 'learnt' | 'keep'>;
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

export type AccountCalls = <T>(
	operation: Operation,
	input: unknown,
	options?: CallOptions
) => Promise<T>;

/** accountCalls makes them: calls wait for the pace; a dead token is renewed and the call repeated. */
export function accountCalls(
	traits: Traits,
	account: AccountAccess,
	calls: ProxyCalls
): AccountCalls {
	const { realm, learnt } = account;
	const pacer = createPacer({ learnt: {}, ...learnt, pacing: traits.pacing, realm }, calls.clock);
	return async <T>(operation: Operation, input: unknown, { signal }: CallOptions = {}) => {
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
				if (isRefusal(error)) pacer.refused(operation, error.retryAfter);
				if (!isSignedOut(error)) throw error;
				const renewed = renewals < MOST_RENEWALS ? await account.renew(credential) : undefined;
				signal?.throwIfAborted();
				if (renewed !== undefined) continue;
				account.signedOut(credential);
				throw error;
			}
		}
	};
}

function isSignedOut(error: unknown): boolean {
	return error instanceof TransferError && error.code === 'signed-out';
}

/** isRefusal: the drive, or what guards it, found that it was asked too often. */
function isRefusal(error: unknown): error is TransferError {
	return error instanceof TransferError && ['rate-limited', 'blocked'].includes(error.code);
}
