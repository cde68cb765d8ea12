/**
 * Drive: one provider account type that Panlift can speak to. Read this file first.
 *
 * A Drive is stateless: everything a later call needs is in its arguments, above all the Session,
 * which the browser stores. A difference between providers is a trait or an absent capability,
 * never a test of the drive's id. Every method rejects with TransferError, or with AbortError when
 * its signal aborts. `tests/conformance/` holds the suite that every Drive passes.
 */
import type { ByteRange } from '../kernel/bytes';
import type { FileTraits } from './files';

/** DriveId names a provider, Flavour one of its APIs. Together they choose an implementation. */
export type DriveId = 'pan123' | 'pan115';
export type Flavour = 'web' | 'cookie' | 'open';
/** Realm: the real service, or the sandbox on this machine. */
export type Realm = 'live' | 'sandbox';

export type DigestKind = 'md5' | 'sha1';
/** Digests of one Source: lower-case hex. */
export type Digests = Readonly<Partial<Record<DigestKind, string>>>;

/**
 * What to do when the target folder already has the name. `skip-identical` skips what is there with
 * the same bytes, and asks where they are others.
 */
export const CONFLICT_POLICIES = [
	'ask',
	'keep-both',
	'overwrite',
	'skip',
	'skip-identical'
] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/** The id of a drive's root folder, on every Drive. */
export const ROOT = '';

export interface CallOptions {
	readonly signal?: AbortSignal | undefined;
}

/** Traits: how a Drive differs from the others, as data. */
export interface Traits {
	readonly drive: DriveId;
	readonly flavour: Flavour;
	/** The brand, not translated: "123Pan". */
	readonly brand: string;
	/** Digests that `open` needs. */
	readonly digests: readonly DigestKind[];
	/** A digest of the file's first bytes that `open` wants besides, as `Draft.head`. */
	readonly headDigest?: { readonly digest: DigestKind; readonly bytes: number };
	/** Whether parts of one file may be sent at the same time; else in order, one at a time. */
	readonly parallelParts: boolean;
	/** Whether a person may try parts at the same time where they are not the rule. */
	readonly parallelExperiment?: boolean;
	/**
	 * How long a commit whose answer was lost may take to show, in milliseconds. Where it is set, the
	 * drive keeps duplicates: nothing is sent again before it has passed.
	 */
	readonly settleMs?: number;
	/** Parts to presign with one call. */
	readonly presignBatch: number;
	/**
	 * Where storage holds a part to a rate that is signed with it: the lowest and the highest, bytes
	 * per second. object-storage.md §6.2
	 */
	readonly partRate?: { readonly least: number; readonly most: number };
	/** Whether `abandon` ends the Session at the provider; else the provider forgets it in its time. */
	readonly abandons?: boolean;
	/** Conflict policies that the drive applies itself, besides `ask`. */
	readonly conflicts: readonly ConflictPolicy[];
	readonly names: NameRules;
	/** Largest file in bytes, when the drive states one for all accounts. */
	readonly maxFileSize?: number;
	/** Most entries of one folder, when the drive states it. */
	readonly maxEntries?: number;
	/** What an owner can do with the files that are there. */
	readonly files: FileTraits;
	/** Shortest time between two calls of one operation in the live realm, in milliseconds. */
	readonly pacing: Readonly<Partial<Record<string, number>>> & { readonly default: number };
}

/** NameRules are checked before hashing, so that nobody hashes 100 GB for nothing. */
export interface NameRules {
	/** Longest name in UTF-16 code units. */
	readonly maxLength: number;
	/** Characters that no name may contain. */
	readonly forbidden: string;
	/** Deepest allowed folder level below the root, when the drive states one. */
	readonly maxDepth?: number;
}

export interface AccountInfo {
	/** The provider's user id, as a string: ids above 2^53 exist. */
	readonly uid: string;
	readonly name: string;
	/** Bytes. */
	readonly spaceUsed: number;
	readonly spaceTotal: number;
	/** Largest file of this account, bytes, when the drive tells. */
	readonly maxFileSize?: number | undefined;
}

export interface RemoteFile {
	readonly id: string;
	readonly name: string;
	readonly folderId: string;
	readonly kind: 'file' | 'folder';
	/** Bytes; 0 for folders. */
	readonly size: number;
	readonly digests: Digests;
	/** Milliseconds since the epoch, when the drive told. */
	readonly modifiedAt?: number | undefined;
}

export interface Page {
	readonly entries: readonly RemoteFile[];
	/** Pass to the next `list`; absent on the last page. */
	readonly next?: string | undefined;
	/** Entries of the whole folder, when the drive tells. */
	readonly total?: number | undefined;
}

/** Draft: a file that wants to be. */
export interface Draft {
	readonly folderId: string;
	readonly name: string;
	readonly size: number;
	readonly conflict: ConflictPolicy;
	/** Digest of the file's first bytes, lower-case hex, where `traits.headDigest` asks for it. */
	readonly head?: string | undefined;
	/** The person wants parts at the same time on a Drive where they are an experiment. */
	readonly parallel?: boolean | undefined;
	readonly wish?: PartWish | undefined;
}

/** PartWish: what this browser knows about its line, for drives whose part size is ours to choose. */
export interface PartWish {
	/** Measured upload speed, bytes per second. */
	readonly goodput?: number | undefined;
	/** Part size to use, bytes; raised where the drive allows no part as small. */
	readonly partSize?: number | undefined;
	/** Largest file that goes up as one request, bytes. */
	readonly singlePut?: number | undefined;
	/** Largest body that the way to storage carries, bytes: the relay's limit. */
	readonly maxPart?: number | undefined;
}

/** Opening: the drive's answer to a Draft with its Digests. */
export type Opening =
	/** 秒传: the drive has the bytes, the file exists now. */
	| { readonly kind: 'instant'; readonly file: RemoteFile }
	/** The drive wants the digest of a byte range first; call `open` again with the answer. */
	| {
			readonly kind: 'challenge';
			readonly range: ByteRange;
			readonly digest: DigestKind;
			/** Sealed: goes back unchanged with the answer, at once. */
			readonly token: string;
	  }
	/** The name is taken and the policy was neither `keep-both` nor `overwrite`. */
	| { readonly kind: 'conflict'; readonly existing: Existing }
	| { readonly kind: 'session'; readonly session: Session };

/** ChallengeAnswer returns a challenge's token with the digest that it asked for. */
export interface ChallengeAnswer {
	readonly token: string;
	readonly digest: string;
}

/** Existing: what is known of the file in the way. */
export interface Existing {
	readonly size?: number | undefined;
	readonly digests?: Digests | undefined;
	readonly modifiedAt?: number | undefined;
}

/**
 * Session: one provider-side upload. Plain JSON, stored by the browser. What only the proxy may
 * read or change (bucket, key, upload id) is in `sealed`.
 */
export interface Session {
	readonly id: string;
	/** Bytes of every part but the last. */
	readonly partSize: number;
	/** Number of parts, at least 1: an empty file has one empty part. */
	readonly parts: number;
	/** Milliseconds since the epoch; absent when the provider states no end. */
	readonly expiresAt?: number | undefined;
	/** Whether `listParts` can show what arrived. A single PUT can't be listed. */
	readonly listable: boolean;
	/** Whether parts may be sent at the same time; absent: as the traits say. */
	readonly parallel?: boolean | undefined;
	/**
	 * The only part's PUT is the commit: storage tells the drive, and answers with the drive's words,
	 * which go to `complete` as `answer`. It must not be sent twice without asking in between.
	 */
	readonly commitsOnPut?: boolean | undefined;
	readonly sealed: string;
}

/** PresignedPart: everything a Transport needs to send one part, used unchanged. */
export interface PresignedPart {
	readonly number: number;
	readonly method: 'PUT' | 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Milliseconds since the epoch by this browser's clock. */
	readonly expiresAt: number;
}

/** Receipt: a part that storage has. `etag` is lower-case hex without quotes. */
export interface Receipt {
	readonly number: number;
	/** Bytes. */
	readonly size: number;
	readonly etag: string;
}

export interface PresignOptions extends CallOptions {
	/** The page can't reach storage across origins: URLs of our own relay, please. */
	readonly relay?: boolean | undefined;
	/** Hold each part to so many bytes per second, where `traits.partRate` says that it can be. */
	readonly rate?: number | undefined;
}

export interface CompleteOptions extends CallOptions {
	/** An earlier commit had no clear answer: look for the file before sending again. */
	readonly again?: boolean | undefined;
	/** With `again`: only look, and reject `not-finalised` when the file is not there. */
	readonly lookOnly?: boolean | undefined;
	/** What storage answered to the PUT of a Session with `commitsOnPut`, unread. */
	readonly answer?: string | undefined;
}

export interface Drive {
	readonly traits: Traits;
	account(options?: CallOptions): Promise<AccountInfo>;
	/** list gives one page of a folder; `cursor` is the `next` of the page before. */
	list(folderId: string, cursor?: string, options?: CallOptions): Promise<Page>;
	/** createFolder returns the folder, made now or found under that name. */
	createFolder(parentId: string, name: string, options?: CallOptions): Promise<RemoteFile>;
	open(
		draft: Draft,
		digests: Digests,
		answer?: ChallengeAnswer,
		options?: CallOptions
	): Promise<Opening>;
	/**
	 * findOpened gives the file that an `open` of this Draft made at once, if its answer was lost: a
	 * file of that name, or of what keep-both makes of it, with these Digests. Absent where an `open`
	 * makes no file, or may be repeated.
	 */
	findOpened?(
		draft: Draft,
		digests: Digests,
		options?: CallOptions
	): Promise<RemoteFile | undefined>;
	/** presign gives one PresignedPart per number, in that order. */
	presign(
		session: Session,
		numbers: readonly number[],
		options?: PresignOptions
	): Promise<readonly PresignedPart[]>;
	/** listParts is the truth on resume: what storage has, ascending. Rejects `session-lost`. */
	listParts(session: Session, options?: CallOptions): Promise<readonly Receipt[]>;
	/** complete commits; resolves only with a file whose name, size and digest were checked. */
	complete(
		session: Session,
		receipts: readonly Receipt[],
		options?: CompleteOptions
	): Promise<RemoteFile>;
	/** abandon gives the Session up. Never rejects because the Session is gone already. */
	abandon(session: Session, options?: CallOptions): Promise<void>;
}
