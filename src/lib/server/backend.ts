import type {
	AccountInfo,
	Digests,
	Draft,
	DriveId,
	Flavour,
	Opening,
	Page,
	Realm,
	Receipt,
	RemoteFile,
	Session
} from '../drives/drive';
import type { FileActions } from '../drives/files';
import type { QrRequest, SignInRequest, WirePresignedPart } from '../drives/wire';
import type { Clock } from '../kernel/clock';
import type { Egress } from './egress';

/** Doors: what a backend may use of the outside. */
export interface Doors {
	readonly egress: Egress;
	readonly clock: Clock;
	readonly realm: Realm;
	/** The PAN123_SIGN setting. */
	readonly sign123: boolean;
	readonly pan115: Pan115Settings;
	/** User-Agent of the browser that asked: some download URLs work for that one alone. */
	readonly agent?: string | undefined;
}

/** Pan115Settings: how this server speaks to 115. 115.md §5.1, §10.1, object-storage.md §5 */
export interface Pan115Settings {
	/** PAN115_CLIENT_ID: an app id of the Open Platform. */
	readonly clientId?: string | undefined;
	/** PAN115_APP_VERSION: the client version that calls name. */
	readonly appVersion?: string | undefined;
	/** PAN115_OSS_SIGNATURE: how requests to OSS are signed. */
	readonly ossSignature: 'v1' | 'v4';
}

/** Entry: an account that was just entered. `secret` is plain JSON and gets sealed. */
export interface Entry {
	readonly account: AccountInfo;
	readonly secret: unknown;
	readonly renewable: boolean;
	/** When the token ends, milliseconds since the epoch, if it says so. */
	readonly expiresAt?: number | undefined;
}

/** QrTicket: a QR code that was just made. `secret` is plain JSON and gets sealed. */
export interface QrTicket {
	readonly secret: unknown;
	/** The text of the code. */
	readonly url: string;
	/** Milliseconds until the code is worth nothing. */
	readonly expiresIn: number;
}

export type QrAnswer =
	| { readonly state: 'waiting' | 'scanned' | 'refused' | 'expired' }
	| { readonly state: 'signed-in'; readonly entry: Entry };

/** QrSignIn: entering by a code that the drive's app scans. Rejects like `signIn`. */
export interface QrSignIn {
	start(doors: Doors, request: QrRequest): Promise<QrTicket>;
	/** poll asks once how far the phone is. `expired` also for a secret of an older form. */
	poll(secret: unknown, doors: Doors): Promise<QrAnswer>;
}

/** OpenSession: a Session before sealing. */
export interface OpenSession {
	readonly session: Omit<Session, 'sealed'>;
	readonly secret: unknown;
}

/** BackendOpening: an Opening before sealing. A challenge's `secret` comes back with the answer. */
export type BackendOpening =
	| Exclude<Opening, { kind: 'session' | 'challenge' }>
	| ({ readonly kind: 'session' } & OpenSession)
	| (Omit<Extract<Opening, { kind: 'challenge' }>, 'token'> & { readonly secret: unknown });

/** Answered: a challenge's own secret, with the digest that it asked for. */
export interface Answered {
	readonly secret: unknown;
	/** Lower-case hex. */
	readonly digest: string;
}

/** Completion: what `complete` knows besides the Session. */
export interface Completion {
	/** Numbers and etags of the parts that the page believes to be there. */
	readonly receipts: readonly Omit<Receipt, 'size'>[];
	readonly again: boolean;
	/** With `again`: look, and send nothing. */
	readonly lookOnly: boolean;
	/** Storage's answer to the PUT that was the commit. */
	readonly answer?: string | undefined;
}

/** Connection: a Drive's operations with one opened credential. Every method rejects TransferError. */
export interface Connection {
	account(): Promise<AccountInfo>;
	list(folderId: string, cursor: string | undefined): Promise<Page>;
	createFolder(parentId: string, name: string): Promise<RemoteFile>;
	open(draft: Draft, digests: Digests, answer?: Answered): Promise<BackendOpening>;
	findOpened(draft: Draft, digests: Digests): Promise<RemoteFile | undefined>;
	/** `rate`: bytes per second that storage should hold each part to, where it can. */
	presign(
		session: unknown,
		numbers: readonly number[],
		rate?: number
	): Promise<readonly WirePresignedPart[]>;
	listParts(session: unknown): Promise<readonly Receipt[]>;
	complete(session: unknown, completion: Completion): Promise<RemoteFile>;
	abandon(session: unknown): Promise<void>;
	/** files gives what the Files page asks for. */
	files?(): FileActions;
	/** renew enters the account again without the person. Rejects `signed-out` when it can't. */
	renew(): Promise<Entry>;
	/**
	 * renewsWith gives what `renew` uses up, where that works once only: all secrets with the same one
	 * share a renewal. Absent: a secret renews for itself.
	 */
	renewsWith?(): string;
	/** changed gives the secret to seal anew, when a call found that part of it is out of date. */
	changed(): unknown;
}

/** Backend: the server side of one Drive flavour. It sees plain secrets; only the proxy seals. */
export interface Backend {
	readonly drive: DriveId;
	readonly flavour: Flavour;
	signIn(request: SignInRequest, doors: Doors): Promise<Entry>;
	/** Absent where the drive has no QR codes. */
	readonly qr?: QrSignIn;
	/** sandboxEntry enters with what `/_sandbox/accounts` lists for this flavour. contract.md */
	sandboxEntry(credentials: unknown, doors: Doors): Promise<Entry>;
	/** connect rejects `signed-out` when the secret is not in today's form. */
	connect(secret: unknown, doors: Doors): Connection;
}
