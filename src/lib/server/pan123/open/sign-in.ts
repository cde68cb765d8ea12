import * as v from 'valibot';
import type { AccountInfo } from '../../../drives/drive';
import type { SignInRequest } from '../../../drives/wire';
import { isAbort, TransferError } from '../../../kernel/errors';
import type { Doors, Entry } from '../../backend';
import { check } from '../../inputs';
import { readAccount } from './account';
import { createOpenApi } from './call';
import { accountOf, type Secret } from './secret';
import { newToken, type Client, type Token } from './tokens';

const credentialsSchema = v.object({ clientId: v.string(), clientSecret: v.string() });

/**
 * signIn enters by a developer's client id and secret, which are kept, sealed, to ask for the next
 * token. Rejects `app-id-refused`. 123pan.md §15.2
 */
export async function signIn(request: SignInRequest, doors: Doors): Promise<Entry> {
	if (request.way !== 'client') {
		throw new TransferError('bad-request', { detail: 'no such way in' });
	}
	const client = {
		clientId: request.clientId.trim(),
		clientSecret: request.clientSecret.trim()
	};
	const token = await newToken(client, doors);
	return entryOf(client, token, await readAccount(createOpenApi(token, doors)));
}

/** sandboxEntry enters with the `clientId` and `clientSecret` that the sandbox lists. */
export function sandboxEntry(credentials: unknown, doors: Doors): Promise<Entry> {
	const client = check(credentialsSchema, credentials);
	return signIn(
		{ drive: 'pan123', flavour: 'open', realm: 'sandbox', way: 'client', ...client },
		doors
	);
}

/**
 * renew asks for another token. If the account can't be asked for it stays as it was known: a token
 * must not be asked for twice. Rejects `signed-out` when the secret is another one by now. §15.2
 */
export async function renew(secret: Secret, doors: Doors): Promise<Entry> {
	const token = await newToken(secret, doors).catch(signedOut);
	const account = await readAccount(createOpenApi(token, doors)).catch((error: unknown) => {
		if (isAbort(error)) throw error;
		return accountOf(secret);
	});
	if (account.uid === secret.uid) return entryOf(secret, token, account);
	throw new TransferError('signed-out', { detail: 'the client belongs to another user now' });
}

function signedOut(error: unknown): never {
	const isRefused = error instanceof TransferError && error.code === 'app-id-refused';
	if (!isRefused) throw error;
	throw new TransferError('signed-out', { detail: error.detail, cause: error });
}

function entryOf(
	{ clientId, clientSecret }: Client,
	{ token, expiresAt, renewAt }: Token,
	account: AccountInfo
): Entry {
	const { uid, name, spaceUsed, spaceTotal } = account;
	const known = { uid, account: { name, spaceUsed, spaceTotal } };
	const secret: Secret = { ...known, clientId, clientSecret, token, renewAt };
	return { account, secret, renewable: true, expiresAt };
}
