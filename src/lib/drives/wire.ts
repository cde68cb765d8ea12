/**
 * What travels between proxy-client.ts in the browser and server/proxy.ts: JSON over
 * `POST /api/drives/{account}/{operation}`, where `account` is an account id or `new`.
 */
import type { WireError } from '../kernel/errors';
import type { FileVerb } from './files';
import type { AccountInfo, DriveId, Flavour, PresignedPart, Realm } from './drive';

/** Sent by the page with every call; a proxy of another version answers `version-mismatch`. */
export const API_VERSION = '1';
export const API_VERSION_HEADER = 'x-panlift-api';

/** Operations on a connected account, and those that connect one (`account` = `new`). */
export const OPERATIONS = [
	'account',
	'list',
	'create-folder',
	'open',
	'find-opened',
	'presign',
	'list-parts',
	'complete',
	'abandon',
	'renew'
] as const;
/** FileOperation names one of FileActions; its input is `{args}`, what the action takes. */
export type FileOperation = `files-${FileVerb}`;
export type Operation = (typeof OPERATIONS)[number] | FileOperation;
export const CONNECT_OPERATIONS = ['sign-in', 'qr-start', 'qr-poll', 'sandbox'] as const;

/**
 * RELAY_PATH takes the parts that the page can't send to storage itself: a PUT with these headers.
 * `token` is sealed and names the request to make, `account` whom it belongs to, and `storage` is
 * the origin that it leads to, for the page's own memory. `rate` asks to be passed on no faster than
 * so many bytes per second.
 */
export const RELAY_PATH = '/api/relay';
export const RELAY_HEADERS = {
	token: 'x-panlift-relay',
	account: 'x-panlift-account',
	storage: 'x-panlift-storage',
	rate: 'x-panlift-rate'
} as const;

export interface WireRequest {
	/** The account's sealed credential; absent for `new`. */
	readonly credential?: string;
	readonly input: unknown;
}

export type WireAnswer =
	| {
			readonly output: unknown;
			/** A newer seal of the same credential (a rediscovered host); replaces the stored one. */
			readonly credential?: string;
	  }
	| { readonly error: WireError };

/** SignInRequest: the ways into an account. Lives for one request; only its sealed result is kept. */
export type SignInRequest = {
	readonly drive: DriveId;
	readonly flavour: Flavour;
	readonly realm: Realm;
} & (
	| {
			readonly way: 'password';
			readonly user: string;
			readonly password: string;
			/** "Keep me signed in": seal the password too, for one re-login when the token dies. */
			readonly keep: boolean;
	  }
	| { readonly way: 'token'; readonly token: string }
	/** `UID=…; CID=…; SEID=…; KID=…` as a browser shows it. 115.md §4.1 */
	| { readonly way: 'cookie'; readonly cookie: string }
	/** A developer's credentials of an official API. 123pan.md §15.2 */
	| { readonly way: 'client'; readonly clientId: string; readonly clientSecret: string }
);

/** QrRequest: where to sign in by a QR code. */
export type QrRequest = Pick<SignInRequest, 'drive' | 'flavour' | 'realm'> & {
	/** The client slot that the session takes, where the drive has slots. 115.md §4.2 */
	readonly slot?: string | undefined;
	/** The person's own app id, for an official API; absent: the server's. 115.md §10.1 */
	readonly clientId?: string | undefined;
};

/** QrCode: a code for the drive's app to scan. */
export interface QrCode {
	/** Sealed: asks about this code, from this browser only. */
	readonly token: string;
	/** The text of the code. */
	readonly url: string;
	/** Milliseconds from now until the code is worth nothing. */
	readonly expiresIn: number;
}

/** QrProgress: how far the phone is. `refused` and `expired` need a new code. */
export type QrProgress =
	| { readonly state: 'waiting' | 'scanned' | 'refused' | 'expired' }
	| { readonly state: 'signed-in'; readonly account: SignedIn };

/** SignedIn: what the page stores of an account. Nothing in it is readable without the device cookie. */
export interface SignedIn {
	readonly drive: DriveId;
	readonly flavour: Flavour;
	readonly realm: Realm;
	readonly account: AccountInfo;
	/** Sealed: AES-GCM, opens only in the proxy together with this browser's device cookie. */
	readonly credential: string;
	/** Whether `renew` can get a new token without the person. */
	readonly renewable: boolean;
	/** When the token ends, milliseconds since the epoch, if it says so. */
	readonly expiresAt?: number | undefined;
}

/**
 * WirePresignedPart tells its life as a duration, milliseconds from the answer's arrival: the clocks
 * of server and browser may differ by hours.
 */
export type WirePresignedPart = Omit<PresignedPart, 'expiresAt'> & { readonly expiresIn: number };

/** WireReceipt is number and etag: the proxy never needs sizes, and 10,000 parts must fit a body. */
export type WireReceipt = readonly [number, string];

/** `GET /api/config`: asked once at start; sets the device cookie when there is none. */
export interface AppConfig {
	readonly apiVersion: string;
	/** Whether the sandbox is switched on, so that its accounts connect by themselves. */
	readonly sandbox: boolean;
	/** Whether the server has an app id for 115's Open Platform; else people bring their own. */
	readonly hasPan115ClientId: boolean;
	readonly relay: RelaySetting;
}

/** RelaySetting: whether parts may go through the proxy, and the largest body that it takes, bytes. */
export interface RelaySetting {
	readonly on: boolean;
	readonly maxBody?: number | undefined;
}

/** accountIdOf is stable: signing in again as the same user continues that user's uploads. */
export function accountIdOf(of: {
	drive: DriveId;
	flavour: Flavour;
	realm: Realm;
	uid: string;
}): string {
	return [of.drive, of.flavour, of.realm, of.uid].join('-');
}
