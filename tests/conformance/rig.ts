import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type {
	ConflictPolicy,
	Draft,
	Drive,
	Opening,
	PresignedPart,
	Receipt,
	RemoteFile,
	Session
} from '../../src/lib/drives/drive';
import { ROOT } from '../../src/lib/drives/drive';
import { recoveryOf, TransferError, type ErrorCode } from '../../src/lib/kernel/errors';

/** Rig: a Drive with an account of its own, and what the suite must do beside it. */
export interface Rig {
	readonly drive: Drive;
	/** Bytes of a part, as small as the drive lets it be. */
	readonly partSize: number;
	/** put sends a part to storage; rejects with TransferError as a Transport does. */
	put(part: PresignedPart, bytes: Uint8Array): Promise<{ readonly etag?: string | undefined }>;
	/** expireUrls lets the life of every URL handed out so far end. */
	expireUrls(): Promise<void>;
	/** content gives the bytes that a finished file has at rest. */
	content(file: RemoteFile, folderName: string): Promise<Uint8Array | undefined>;
	close(): Promise<void>;
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

export function open(
	rig: Rig,
	folder: RemoteFile,
	bytes: Uint8Array,
	more: { name?: string; conflict?: ConflictPolicy } = {}
): Promise<Opening> {
	const { name = 'a.bin', conflict = 'ask' } = more;
	const draft: Draft = { folderId: folder.id, name, size: bytes.length, conflict };
	return rig.drive.open(draft, digestsOf(bytes));
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
): Promise<readonly Receipt[]> {
	const receipts: Receipt[] = [];
	for (const number of numbers) {
		const [part] = await rig.drive.presign(session, [number]);
		const body = partOf(session, bytes, number);
		await rig.put(part!, body);
		receipts.push({ number, size: body.length, etag: etagOf(body) });
	}
	return receipts.sort((a, b) => a.number - b.number);
}

export const numbersOf = (session: Session): number[] =>
	Array.from({ length: session.parts }, (_, index) => index + 1);

/** upload sends a whole file through a session, or expects the instant answer of known content. */
export async function upload(...args: Parameters<typeof open>): Promise<RemoteFile> {
	const [rig, , bytes] = args;
	const session = await openSession(...args);
	const receipts = await send(rig, session, bytes, numbersOf(session));
	return rig.drive.complete(session, receipts);
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
	const { md5 } = digestsOf(bytes);
	const wanted = { id: file.id, kind: 'file', folderId: folder.id, name, size: bytes.length };
	expect(file).toMatchObject(wanted);
	expect(file.digests.md5 ?? md5).toBe(md5);
	const listed = (await entriesOf(rig, folder.id)).filter((entry) => entry.name === name);
	expect(listed).toHaveLength(1);
	expect(listed[0]).toMatchObject(wanted);
	const stored = await rig.content(file, folder.name);
	expect(stored && Buffer.compare(stored, bytes)).toBe(0);
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
