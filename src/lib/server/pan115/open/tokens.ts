import * as v from 'valibot';
import type { Doors } from '../../backend';
import { objectOf } from '../envelope';
import { count, shape, text } from '../../fields';
import { askPassport, succeeded } from './call';

/** 115 says 7200; this stands in should it ever say nothing. Seconds. 115.md §10.1 */
const LIFE_S = 7200;

const pairSchema = v.looseObject({
	access_token: text,
	refresh_token: text,
	expires_in: v.optional(count, LIFE_S)
});

/** TokenPair: what every way to an authorization gives. `expiresAt`: ms since the epoch. */
export interface TokenPair {
	readonly access: string;
	readonly refresh: string;
	readonly expiresAt: number;
}

/**
 * refreshPair trades a refresh token for a new pair. The old pair is dead from then on: the answer
 * must not get lost. Rejects `signed-out` for a token that is used up, revoked or over. §10.1
 */
export function refreshPair(refresh: string, doors: Doors): Promise<TokenPair> {
	return askForPair('/open/refreshToken', { refresh_token: refresh }, doors);
}

/** devicePair gives the first pair, once the person has agreed on the phone. §10.1 */
export function devicePair(uid: string, verifier: string, doors: Doors): Promise<TokenPair> {
	return askForPair('/open/deviceCodeToToken', { uid, code_verifier: verifier }, doors);
}

async function askForPair(
	path: string,
	form: Readonly<Record<string, string>>,
	doors: Doors
): Promise<TokenPair> {
	const asked = doors.clock.now();
	const { data } = succeeded(await askPassport(doors, path, form));
	const pair = shape(pairSchema, objectOf(data));
	return {
		access: pair.access_token,
		refresh: pair.refresh_token,
		expiresAt: asked + pair.expires_in * 1000
	};
}
