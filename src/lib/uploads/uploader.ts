/**
 * Uploader: takes one Upload from wherever it stands to done. Every step is recorded before its
 * effect, so that a crash at any instruction continues here with what the store and the drive know.
 */
import type { Digests, Drive, Existing, Opening, Receipt, RemoteFile } from '../drives/drive';
import { asTransferError, TransferError } from '../kernel/errors';
import type { StoredSession } from '../sessions/session-store';
import type { Source } from '../sources/source';
import { afterChange } from './after-change';
import { Bandwidth } from './bandwidth';
import { ruleOf } from './bandwidth-rule';
import { commit } from './commit';
import { isIdentical } from './conflict';
import { hashSource, type Hashed } from './hash-source';
import { askDrive, inFolder } from './opening';
import { missingParts, partCount } from './parts';
import { pumpParts } from './lanes';
import type { PumpRun } from './part-pump';
import type { Progress } from './progress';
import { putAndCommit } from './put-commit';
import { reconcile } from './reconcile';
import { recordedDrive } from './recorded-drive';
import { refusal, refuseFullFolder } from './refusal';
import type { Tools } from './tools';
import type { UploadEvent } from './transition';
import { uploadReceipt } from './upload-receipt';
import type { Upload } from './upload';

/** Sessions that a provider may lose in one run before the row fails. object-storage.md §16.1 */
const MAX_REOPENS = 2;
/** Times that a file may change in one run before a person has to look. */
const MAX_CHANGES = 3;
const SETTLE_MS = 2_000;
/** Times that storage may lack what it acknowledged before the row fails. */
const MAX_ROUNDS = 3;

export interface UploadRun {
	readonly upload: Upload;
	readonly progress: Progress;
	readonly signal: AbortSignal;
	/** Aborts when the run is to end with the parts that are on their way. */
	readonly leaving: AbortSignal;
	/** What all uploads together are held to. */
	readonly bandwidth: Bandwidth;
	/** When this run began, milliseconds since the epoch. */
	readonly startedAt: number;
	/** Tells the queue, which stores it. */
	readonly emit: (event: UploadEvent) => void;
	/** Stores what was learnt of the file on the Upload. At worst that is learnt again. */
	readonly keep: (fields: Partial<Pick<Upload, 'identity' | 'digests' | 'restarted'>>) => void;
	/** Stores when the drive is asked; undefined: it refused. Durable when it resolves. */
	readonly asks: (at: number | undefined) => Promise<void>;
	/** Progress moved: the row may be drawn again. */
	readonly onProgress: () => void;
	/** Something beside the upload failed, which it can do without. */
	readonly report: (error: unknown) => void;
}

/** openBandwidth makes what every run is given; it follows the person's setting. */
export function openBandwidth(tools: Pick<Tools, 'clock' | 'bandwidth'>): Bandwidth {
	return new Bandwidth(tools.clock, () => ruleOf(tools.bandwidth()));
}

/** runUpload resolves when the row reached done, a conflict or skipped; it rejects with why not. */
export async function runUpload(run: UploadRun, tools: Tools): Promise<void> {
	let { upload } = run;
	const keep: UploadRun['keep'] = (fields) => {
		upload = { ...upload, ...fields };
		run.keep(fields);
	};
	for (let changes = 0; ; changes++) {
		try {
			return await attempt({ ...run, upload, keep }, tools);
		} catch (error) {
			const { code } = asTransferError(error);
			if (code !== 'source-changed' || changes >= MAX_CHANGES) throw error;
			// A file that is still being written would be read for nothing again and again.
			if (changes > 0) await tools.clock.sleep(changes * SETTLE_MS, run.signal);
			await afterChange({ ...run, upload, keep }, tools);
		}
	}
}

async function attempt(run: UploadRun, tools: Tools): Promise<void> {
	const { upload } = run;
	const drive = recordedDrive(tools.drive(upload.accountId), upload.id, tools);
	const source = tools.sources.open(upload.source, upload.identity);
	const refused = refusal(upload, drive, tools);
	if (refused) throw refused;
	await refuseFullFolder(run, drive, tools);
	if (upload.kind === 'folder') return makeFolder(run, drive, tools);
	const hashed = await hashSource(run, source, drive, tools);
	run.progress.hashed = upload.identity.size;

	for (let reopens = 0; ; reopens++) {
		const kept = await tools.store.session(upload.id);
		const session = kept ?? (await open(run, hashed.digests, source, drive, tools));
		if (!session) return;
		try {
			const { file, parts } = await send(
				run,
				{ ...hashed, session, isNew: !kept, source, drive },
				tools
			);
			finish({ ...run, upload: { ...upload, digests: hashed.digests } }, file, parts, tools);
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

/** open asks the drive. Undefined when nothing has to be sent: instant, conflict or skipped. */
async function open(
	run: UploadRun,
	digests: Digests,
	source: Source,
	drive: Drive,
	tools: Tools
): Promise<StoredSession | undefined> {
	const { upload } = run;
	run.emit({ type: 'enter', state: 'checking' });
	const opening = await askDrive({ ...run, digests, source, drive }, tools);
	switch (opening.kind) {
		case 'instant':
			finish({ ...run, upload: { ...upload, digests } }, opening.file, undefined, tools);
			return undefined;
		case 'conflict':
			if (isSkipped(run, digests, opening.existing)) run.emit({ type: 'skipped' });
			else run.emit({ type: 'conflict', existing: opening.existing });
			return undefined;
		case 'challenge':
			throw new TransferError('unexpected', { detail: 'a challenge that nobody answered' });
		case 'session':
			return keep(run, opening, tools);
	}
}

/** isSkipped: what only differs by name from a file that is there, or anything of that name. */
function isSkipped({ upload }: UploadRun, digests: Digests, existing: Existing): boolean {
	if (upload.conflict === 'skip') return true;
	const { size } = upload.identity;
	return upload.conflict === 'skip-identical' && isIdentical(existing, { size, digests }) === true;
}

/** finish keeps the proof in the same transaction as the row's last state. No `parts`: instant. */
function finish(
	run: UploadRun,
	file: RemoteFile,
	parts: readonly Receipt[] | undefined,
	tools: Tools
): void {
	const receipt = uploadReceipt(run.upload, file, parts, tools.clock.now() - run.startedAt, tools);
	tools.store.saveUploadReceipt(receipt).catch(run.report);
	run.emit({ type: 'done', file, instant: parts === undefined });
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
	{ upload, asks }: UploadRun,
	{ session }: Extract<Opening, { kind: 'session' }>,
	tools: Tools
): Promise<StoredSession> {
	if (session.parts !== partCount(upload.identity.size, session.partSize)) {
		throw new TransferError('unreadable-answer', { detail: 'parts do not cover the file' });
	}
	const now = tools.clock.now();
	const stored = { ...session, uploadId: upload.id, createdAt: now, updatedAt: now };
	// In one transaction: with a Session there is no doubt about what was asked.
	await Promise.all([tools.store.saveSession(stored), asks(undefined)]);
	return stored;
}

interface Sending extends Hashed {
	readonly session: StoredSession;
	/** Opened a moment ago: storage has nothing of it, and need not be asked. */
	readonly isNew: boolean;
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

interface Sent {
	readonly file: RemoteFile;
	readonly parts: readonly Receipt[];
}

async function send(run: UploadRun, sending: Sending, tools: Tools): Promise<Sent> {
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
				...told(run, sending),
				async onReceipt(receipt) {
					await tools.store.addReceipt(upload.id, receipt, tools.clock.now());
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
		if (file) return { file, parts: sent };
		// Storage does not have what it acknowledged: its listing is the truth.
		run.emit({ type: 'enter', state: 'uploading' });
		receipts = await reconcile({ ...sending, upload, signal }, tools);
	}
	throw new TransferError('parts-missing');
}

/** told is what every way of sending parts is given: what to send, and whom to tell how it goes. */
function told(run: UploadRun, sending: Sending): Omit<PumpRun, 'onReceipt'> {
	const { upload, progress, signal, leaving, bandwidth } = run;
	return {
		...sending,
		...{ accountId: upload.accountId, signal, leaving, bandwidth },
		onPart(number, bytes) {
			progress.part(number, bytes);
			run.onProgress();
		},
		onWay: (relayed) => (progress.viaProxy = relayed)
	};
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
async function putWhole(run: UploadRun, sending: Sending, tools: Tools): Promise<Sent> {
	run.progress.parts([], 1);
	let parts: readonly Receipt[] = [];
	const file = await putAndCommit(
		{
			...told(run, sending),
			onReceipt: async (receipt) => void (parts = [receipt]),
			onState: (state) => run.emit({ type: 'enter', state })
		},
		tools
	);
	return { file, parts };
}
