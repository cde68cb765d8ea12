/**
 * Uploader: takes one Upload from wherever it stands to done. Every step is recorded before its
 * effect, so that a crash at any instruction continues here with what the store and the drive know.
 */
import type { Digests, Drive, Opening, Receipt, RemoteFile } from '../drives/drive';
import { asTransferError, TransferError } from '../kernel/errors';
import type { StoredSession } from '../sessions/session-store';
import type { Source } from '../sources/source';
import { commit } from './commit';
import { askDrive, inFolder } from './opening';
import { missingParts, partCount } from './parts';
import { pumpParts, type PumpRun } from './part-pump';
import type { Progress } from './progress';
import { putAndCommit } from './put-commit';
import { reconcile } from './reconcile';
import { recordedDrive } from './recorded-drive';
import { refusal, refuseFullFolder } from './refusal';
import { retrying } from './retrying';
import type { Tools } from './tools';
import type { UploadEvent } from './transition';
import type { Upload } from './upload';

/** Sessions that a provider may lose in one run before the row fails. object-storage.md §16.1 */
const MAX_REOPENS = 2;
/** Times that storage may lack what it acknowledged before the row fails. */
const MAX_ROUNDS = 3;

export interface UploadRun {
	readonly upload: Upload;
	readonly progress: Progress;
	readonly signal: AbortSignal;
	/** Tells the queue, which stores it. */
	readonly emit: (event: UploadEvent) => void;
	/** Stores the digests on the Upload. Nothing waits for that: at worst they are computed again. */
	readonly keepDigests: (digests: Digests) => void;
	/** Progress moved: the row may be drawn again. */
	readonly onProgress: () => void;
}

/** runUpload resolves when the row reached done, a conflict or skipped; it rejects with why not. */
export async function runUpload(run: UploadRun, tools: Tools): Promise<void> {
	const { upload } = run;
	const drive = recordedDrive(tools.drive(upload.accountId), upload.id, tools);
	const source = tools.sources.open(upload.source, upload.identity);
	const refused = refusal(upload, drive, tools);
	if (refused) throw refused;
	await refuseFullFolder(run, drive, tools);
	if (upload.kind === 'folder') return makeFolder(run, drive, tools);
	const digests = upload.digests ?? (await hash(run, source, drive, tools));
	run.progress.hashed = upload.identity.size;

	for (let reopens = 0; ; reopens++) {
		const kept = await tools.store.session(upload.id);
		const session = kept ?? (await open(run, digests, source, drive, tools));
		if (!session) return;
		try {
			const file = await send(run, { session, isNew: !kept, digests, source, drive }, tools);
			run.emit({ type: 'done', file, instant: false });
			return;
		} catch (error) {
			const failure = asTransferError(error);
			if (failure.recovery !== 'reopen-session' || reopens >= MAX_REOPENS) throw error;
			if (failure.code === 'parallel-refused') tools.parallel.refused(upload.accountId);
			await tools.store.dropSession(upload.id);
			run.progress.forget();
			run.progress.hashed = upload.identity.size;
		}
	}
}

async function hash(run: UploadRun, source: Source, drive: Drive, tools: Tools): Promise<Digests> {
	run.emit({ type: 'enter', state: 'hashing' });
	run.progress.meter.reset();
	const digests = await retrying(
		async () =>
			tools.fileHasher.digest(await source.file(), drive.traits.digests, {
				signal: run.signal,
				onProgress(bytes) {
					run.progress.hash(bytes);
					run.onProgress();
				}
			}),
		tools.clock,
		run.signal
	);
	run.keepDigests(digests);
	return digests;
}

/** open asks the drive. Undefined when nothing has to be sent: instant, conflict or skipped. */
async function open(
	run: UploadRun,
	digests: Digests,
	source: Source,
	drive: Drive,
	tools: Tools
): Promise<StoredSession | undefined> {
	const { upload, signal } = run;
	run.emit({ type: 'enter', state: 'checking' });
	const opening = await askDrive({ upload, digests, source, drive, signal }, tools);
	switch (opening.kind) {
		case 'instant':
			run.emit({ type: 'done', file: opening.file, instant: true });
			return undefined;
		case 'conflict':
			if (upload.conflict === 'skip') run.emit({ type: 'skipped' });
			else run.emit({ type: 'conflict', existing: opening.existing });
			return undefined;
		case 'challenge':
			throw new TransferError('unexpected', { detail: 'a challenge that nobody answered' });
		case 'session':
			return keep(upload, opening, tools);
	}
}

/** makeFolder is the whole life of an empty folder. */
async function makeFolder(run: UploadRun, drive: Drive, tools: Tools): Promise<void> {
	const { upload } = run;
	run.emit({ type: 'enter', state: 'checking' });
	const { name } = upload;
	const path = [...upload.folders, name];
	const id = await inFolder({ ...run, drive }, tools, path, async (made) => made);
	const file: RemoteFile = { id, name, folderId: '', kind: 'folder', size: 0, digests: {} };
	run.emit({ type: 'done', file, instant: false });
}

async function keep(
	upload: Upload,
	{ session }: Extract<Opening, { kind: 'session' }>,
	tools: Tools
): Promise<StoredSession> {
	if (session.parts !== partCount(upload.identity.size, session.partSize)) {
		throw new TransferError('unreadable-answer', { detail: 'parts do not cover the file' });
	}
	const stored = { ...session, uploadId: upload.id };
	await tools.store.saveSession(stored);
	return stored;
}

interface Sending {
	readonly session: StoredSession;
	/** Opened a moment ago: storage has nothing of it, and need not be asked. */
	readonly isNew: boolean;
	readonly digests: Digests;
	readonly source: Source;
	readonly drive: Drive;
}

/** known: the Receipts of a Session from before, as storage has them. */
async function known(
	{ upload, signal }: UploadRun,
	sending: Sending,
	tools: Tools
): Promise<readonly Receipt[]> {
	// Once a commit may have been carried out, storage lists nothing: look for the file first.
	if (sending.session.committing) return tools.store.receipts(upload.id);
	return reconcile({ ...sending, upload, signal }, tools);
}

async function send(run: UploadRun, sending: Sending, tools: Tools): Promise<RemoteFile> {
	const { session, source, drive } = sending;
	const { upload, progress, signal } = run;
	run.emit({ type: 'enter', state: 'uploading' });
	if (session.commitsOnPut) return putWhole(run, sending, tools);
	let receipts = sending.isNew ? [] : await known(run, sending, tools);
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const missing = missingParts(session, receipts);
		progress.parts(receipts, session.parts);
		run.onProgress();
		const sent: Receipt[] = [...receipts];
		const complete = await pump(
			missing,
			{
				...sending,
				accountId: upload.accountId,
				signal,
				onPart(number, bytes) {
					progress.part(number, bytes);
					run.onProgress();
				},
				onWay: (relayed) => (progress.viaProxy = relayed),
				async onReceipt(receipt) {
					await tools.store.addReceipt(upload.id, receipt);
					sent.push(receipt);
					progress.receipt(receipt);
					run.onProgress();
				}
			},
			tools
		);
		if (!complete) {
			receipts = await reconcile({ ...sending, upload, signal }, tools);
			continue;
		}
		// The file may have changed after its last part was read: ask the disk once more.
		await source.file();
		run.emit({ type: 'enter', state: 'finishing' });
		const file = await commit({ upload, session, drive, receipts: sent, signal }, tools);
		if (file) return file;
		// Storage does not have what it acknowledged: its listing is the truth.
		run.emit({ type: 'enter', state: 'uploading' });
		receipts = await reconcile({ ...sending, upload, signal }, tools);
	}
	throw new TransferError('parts-missing');
}

/** pump sends parts; false when storage wants another part than the one that it got. */
async function pump(missing: readonly number[], run: PumpRun, tools: Tools): Promise<boolean> {
	try {
		await pumpParts(missing, run, tools);
		return true;
	} catch (error) {
		if (asTransferError(error).code !== 'parts-missing') throw error;
		return false;
	}
}

/** putWhole sends a file whose one PUT is its commit. */
async function putWhole(run: UploadRun, sending: Sending, tools: Tools): Promise<RemoteFile> {
	const { upload, progress, signal } = run;
	progress.parts([], 1);
	return putAndCommit(
		{
			...sending,
			accountId: upload.accountId,
			signal,
			onPart(number, bytes) {
				progress.part(number, bytes);
				run.onProgress();
			},
			onWay: (relayed) => (progress.viaProxy = relayed),
			onReceipt: async () => {},
			onState: (state) => run.emit({ type: 'enter', state })
		},
		tools
	);
}
