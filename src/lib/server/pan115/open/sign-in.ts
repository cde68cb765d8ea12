import * as v from 'valibot';
import type { AccountInfo } from '../../../drives/drive';
import type { SignInRequest } from '../../../drives/wire';
import { isAbort, TransferError } from '../../../kernel/errors';
import type { Doors, Entry } from '../../backend';
import { check } from '../../inputs';
import { readAccount } from './account';
import { createOpenApi } from './call';
import { accountOf, type Secret } from './secret';
import { refreshPair, type TokenPair } from './tokens';

/** Waits before the account is asked for again: a pair that was given once must find its owner. */
const PAUSES_MS = [500, 1500];
/** Longest look at the account, milliseconds: the page waits for the pair, and not for ever. */
const GLANCE_MS = 5000;

/** Authorization: the app that was let in, and when. */
type Authorization = Pick<Secret, 'clientId' | 'authorisedAt'>;

const credentialsSchema = v.object({ client_id: v.string(), refresh_token: v.string() });

/**
 * signIn enters by a refresh token, which it uses up. Rejects `signed-out` for one that is dead.
 * 115.md §10.1
 */
export async function signIn(request: SignInRequest, doors: Doors): Promise<Entry> {
	if (request.way !== 'token') throw new TransferError('bad-request', { detail: 'no such way in' });
	const clientId = doors.pan115.clientId ?? '';
	return enterByRefresh(request.token.trim(), clientId, doors);
}

/** sandboxEntry enters with the `client_id` and `refresh_token` that the sandbox lists. */
export async function sandboxEntry(credentials: unknown, doors: Doors): Promise<Entry> {
	const { client_id, refresh_token } = check(credentialsSchema, credentials);
	return enterByRefresh(refresh_token, client_id, doors);
}

async function enterByRefresh(token: string, clientId: string, doors: Doors): Promise<Entry> {
	const pair = await refreshPair(token, doors);
	return enter(pair, { clientId, authorisedAt: doors.clock.now() }, doors);
}

/** enter asks whose a new pair is, some times if need be: nobody else has the pair. */
export async function enter(
	pair: TokenPair,
	authorization: Authorization,
	doors: Doors
): Promise<Entry> {
	const api = createOpenApi(pair.access, doors, { limitMs: GLANCE_MS });
	for (const pause of PAUSES_MS) {
		try {
			return entryOf(pair, authorization, await readAccount(api));
		} catch (error) {
			if (!(error instanceof TransferError) || error.code === 'signed-out') throw error;
			await doors.clock.sleep(pause);
		}
	}
	return entryOf(pair, authorization, await readAccount(api));
}

/**
 * renew trades the pair for a new one. From then on nothing may fail: the old pair is dead. If the
 * account can't be asked for it stays as it was known. Rejects `signed-out`, `rate-limited`. §10.1
 */
export async function renew(secret: Secret, doors: Doors): Promise<Entry> {
	const pair = await refreshPair(secret.refresh, doors);
	const account = await readAccount(
		createOpenApi(pair.access, doors, { limitMs: GLANCE_MS })
	).catch((error: unknown) => {
		if (isAbort(error)) throw error;
		return accountOf(secret);
	});
	if (account.uid === secret.uid) {
		// Keys for OSS live on: 115 throttles those who ask for new ones.
		return entryOf(pair, secret, account, secret.sts);
	}
	throw new TransferError('signed-out', { detail: 'the sign-in belongs to another user now' });
}

function entryOf(
	pair: TokenPair,
	{ clientId, authorisedAt }: Authorization,
	account: AccountInfo,
	sts?: Secret['sts']
): Entry {
	const { uid, name, spaceUsed, spaceTotal } = account;
	const known = { uid, clientId, authorisedAt, account: { name, spaceUsed, spaceTotal } };
	const secret: Secret = { ...known, ...pair, ...(sts && { sts }) };
	return { account, secret, renewable: true, expiresAt: pair.expiresAt };
}
