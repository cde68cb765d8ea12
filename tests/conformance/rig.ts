import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type {
	ChallengeAnswer,
	CompleteOptions,
	ConflictPolicy,
	Digests,
	Draft,
	Drive,
	Opening,
	PartWish,
	PresignedPart,
	Receipt,
	RemoteFile,
	Session
} from '../../src/lib/drives/drive';
import type { ByteRange } from '../../src/lib/kernel/bytes';
import type { FileActions } from '../../src/lib/drives/files';
import { ROOT } from '../../src/lib/drives/drive';
import { recoveryOf, TransferError, type ErrorCode } from '../../src/lib/kernel/errors';

/** Rig: a Drive with an account of its own, and what the suite must do beside it. */
export interface Rig {
	readonly drive: Drive;
	/** Absent: uploads alone are checked. */
	readonly files?: FileActions | undefined;
	/** Bytes of a part, as small as the drive lets it be. */
	readonly partSize: number;
	/** What drafts say, where the part size is ours to choose: `partSize` then comes of it. */
	readonly wish?: PartWish | undefined;
	/** Size from which known content must be proven first, where the drive asks for that. */
	readonly provenFrom?: number | undefined;
	/** put sends a part to storage; rejects with TransferError as a Transport does. */
	put(part: PresignedPart, bytes: Uint8Array): Promise<Stored>;
	/** expireUrls lets the life of every URL handed out so far end. */
	expireUrls(): Promise<void>;
	/** now is the time by the drive's clock, in milliseconds. */
	now(): number;
	/** content gives the bytes that a finished file has at rest. */
	content(file: RemoteFile, folderName: string): Promise<Uint8Array | undefined>;
	/** download reads a link as the browser that asked for it does. Rejects unless all bytes come. */
	download(url: string, range?: ByteRange): Promise<Uint8Array>;
	close(): Promise<void>;
}

/** Stored: what storage said to a part. */
export interface Stored {
	readonly etag?: string | undefined;
	/** The body, which a Session with `commitsOnPut` needs. */
	readonly answer?: string | undefined;
}

/** Sent: what came of sending parts. */
export interface Sent {
	readonly receipts: readonly Receipt[];
	readonly answer?: string | undefined;
}

/** Check: one thing that every Drive keeps, by the name that a failure shows. */
export interface Check {
	readonly name: string;
	run(rig: Rig): Promise<void>;
}

/** Blob of bytes that no drive has seen. */
export const fresh = (size: number): Uint8Array => new Uint8Array(randomBytes(size));

export const digestsOf = (bytes: Uint8Array) => ({
	md5: createHash('md5').update(bytes).digest('hex'),
	sha1: createHash('sha1').update(bytes).digest('hex')
});

export const etagOf = (bytes: Uint8Array): string => digestsOf(bytes).md5;

/** makeFolder gives the check a folder of its own. */
export function makeFolder(rig: Rig): Promise<RemoteFile> {
	return rig.drive.createFolder(ROOT, `check-${randomBytes(6).toString('hex')}`);
}

/** More: what a check wants of a draft besides its folder and bytes. */
export interface More {
	readonly name?: string;
	readonly conflict?: ConflictPolicy;
}

/** Challenges in a row that a drive may have. */
const MOST_CHALLENGES = 6;

/** open asks for an upload and proves what the drive wants proven. */
export async function open(
	rig: Rig,
	folder: RemoteFile,
	bytes: Uint8Array,
	more: More = {}
): Promise<Opening> {
	let opening = await ask(rig, folder, bytes, more);
	for (let times = 0; opening.kind === 'challenge'; times++) {
		expect(times).toBeLessThan(MOST_CHALLENGES);
		opening = await ask(rig, folder, bytes, more, proofOf(opening, bytes));
	}
	return opening;
}

/** ask opens once, and leaves a challenge to the check. */
export function ask(
	rig: Rig,
	folder: RemoteFile,
	bytes: Uint8Array,
	{ name = 'a.bin', conflict = 'ask' }: More = {},
	answer?: ChallengeAnswer
): Promise<Opening> {
	const { headDigest: head } = rig.drive.traits;
	const draft: Draft = {
		...{ folderId: folder.id, name, size: bytes.length, conflict },
		...(head && { head: digestsOf(bytes.slice(0, head.bytes))[head.digest] }),
		...(rig.wish && { wish: rig.wish })
	};
	return rig.drive.open(draft, digestsOf(bytes), answer);
}

/** proofOf answers a challenge from bytes that are there. */
export function proofOf(
	{ range, digest, token }: Extract<Opening, { kind: 'challenge' }>,
	bytes: Uint8Array
): ChallengeAnswer {
	expect(range.start).toBeLessThan(range.end);
	expect(range.end).toBeLessThanOrEqual(bytes.length);
	return { token, digest: digestsOf(bytes.slice(range.start, range.end))[digest] };
}

/** inAnyOrder tells whether parts of a Session need not come one after the other. */
export function inAnyOrder({ drive }: Rig, session: Session): boolean {
	return session.parallel ?? drive.traits.parallelParts;
}

/** openSession opens content that must be sent, and gives its Session. */
export async function openSession(...args: Parameters<typeof open>): Promise<Session> {
	const opening = await open(...args);
	if (opening.kind !== 'session') return expect.fail(`a session, not ${opening.kind}`);
	return opening.session;
}

/** partOf cuts a part's bytes out of a file's. */
export function partOf(session: Session, bytes: Uint8Array, number: number): Uint8Array {
	return bytes.slice((number - 1) * session.partSize, number * session.partSize);
}

/** send presigns and puts parts one by one, in the given order. */
export async function send(
	rig: Rig,
	session: Session,
	bytes: Uint8Array,
	numbers: readonly number[]
): Promise<Sent> {
	const receipts: Receipt[] = [];
	let answer: string | undefined;
	for (const number of numbers) {
		const [part] = await rig.drive.presign(session, [number]);
		const body = partOf(session, bytes, number);
		({ answer } = await rig.put(part!, body));
		receipts.push({ number, size: body.length, etag: etagOf(body) });
	}
	return { receipts: receipts.sort((a, b) => a.number - b.number), answer };
}

/** complete commits what was sent, with storage's own words where the PUT was the commit. */
export function complete(
	{ drive }: Rig,
	session: Session,
	{ receipts, answer }: Sent,
	options: CompleteOptions = {}
): Promise<RemoteFile> {
	return drive.complete(session, receipts, session.commitsOnPut ? { answer, ...options } : options);
}

export const numbersOf = (session: Session): number[] =>
	Array.from({ length: session.parts }, (_, index) => index + 1);

/** upload sends a whole file through a session, or expects the instant answer of known content. */
export async function upload(...args: Parameters<typeof open>): Promise<RemoteFile> {
	const [rig, , bytes] = args;
	const session = await openSession(...args);
	return complete(rig, session, await send(rig, session, bytes, numbersOf(session)));
}

/** entriesOf lists a folder to its end. */
export async function entriesOf(rig: Rig, folderId: string): Promise<readonly RemoteFile[]> {
	const entries: RemoteFile[] = [];
	let cursor: string | undefined;
	do {
		const page = await rig.drive.list(folderId, cursor);
		entries.push(...page.entries);
		cursor = page.next;
	} while (cursor !== undefined);
	return entries;
}

/** expectFile proves that a file is there, once, under that name and with exactly those bytes. */
export async function expectFile(
	rig: Rig,
	folder: RemoteFile,
	file: RemoteFile,
	bytes: Uint8Array,
	name = 'a.bin'
): Promise<void> {
	const wanted = { id: file.id, kind: 'file', folderId: folder.id, name, size: bytes.length };
	expect(file).toMatchObject(wanted);
	expectDigests(file.digests, bytes);
	const listed = (await entriesOf(rig, folder.id)).filter((entry) => entry.name === name);
	expect(listed).toHaveLength(1);
	expect(listed[0]).toMatchObject(wanted);
	const stored = await rig.content(file, folder.name);
	expect(stored && Buffer.compare(stored, bytes)).toBe(0);
}

/** expectDigests proves that no digest is told wrongly; which are told is the drive's choice. */
export function expectDigests(told: Digests | undefined, bytes: Uint8Array): void {
	expect({ ...digestsOf(bytes), ...told }).toEqual(digestsOf(bytes));
}

/** rejection gives the TransferError that a call ends with; anything else fails the check. */
export async function rejection(call: Promise<unknown>): Promise<TransferError> {
	const outcome = await call.then(
		() => 'resolved',
		(error: unknown) => error
	);
	if (outcome instanceof TransferError) return outcome;
	return expect.fail(`a TransferError, not ${String(outcome)}`);
}

export async function expectCode(call: Promise<unknown>, code: ErrorCode): Promise<void> {
	const error = await rejection(call);
	expect(error.code).toBe(code);
	expect(error.recovery).toBe(recoveryOf(code));
}
