import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { shape, text } from '../../fields';
import { openErrorOf } from './errors';
import { askToken } from './call';
import { timeOf } from './rows';

/** A token is replaced this long before its end, or after nine tenths of a shorter life. */
const EARLY_MS = 3_600_000;
const EARLY_SHARE = 0.1;

const tokenSchema = v.looseObject({
	accessToken: text,
	expiredAt: v.optional(v.nullable(v.string()))
});

/** Client is what a developer has. */
export interface Client {
	readonly clientId: string;
	readonly clientSecret: string;
}

/** Token is an access token with its times, milliseconds since the epoch. */
export interface Token {
	readonly token: string;
	readonly expiresAt?: number | undefined;
	readonly renewAt?: number | undefined;
}

/**
 * newToken asks for an access token. There may be three at a time: each call ends the oldest, so it
 * is made when one is needed, no sooner. Rejects `app-id-refused` for wrong credentials, which have
 * no code of their own, and what `OpenApi.ask` rejects. 123pan.md §15.2
 */
export async function newToken({ clientId, clientSecret }: Client, doors: Doors): Promise<Token> {
	const envelope = await askToken({ clientID: clientId, clientSecret }, doors);
	if (envelope.code !== 0) throw refusalOf(openErrorOf(envelope));
	const { accessToken: token, expiredAt } = shape(tokenSchema, envelope.data);
	const expiresAt = timeOf(expiredAt);
	const life = (expiresAt ?? 0) - doors.clock.now();
	// An end that is over already is a clock that is wrong: then 401 alone tells.
	if (expiresAt === undefined || life <= 0) return { token };
	return { token, expiresAt, renewAt: expiresAt - Math.min(EARLY_MS, life * EARLY_SHARE) };
}

function refusalOf(error: TransferError): TransferError {
	if (error.code !== 'drive-refused' && error.code !== 'signed-out') return error;
	return new TransferError('app-id-refused', { detail: error.detail, cause: error });
}
