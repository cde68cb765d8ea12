/**
 * KeptStore: the SessionStore of an engine. Once claimed it is read from memory, and what is written
 * goes to memory and to the disk; see Saver for what happens while the disk refuses.
 */
import type { Clock } from '../kernel/clock';
import { Emitter } from '../kernel/emitter';
import { asTransferError, TransferError, type ErrorCode } from '../kernel/errors';
import type { Claim, Content, Disk, Rows } from './disk';
import { Mirror } from './mirror';
import { roomWatch } from './room';
import { Saver, type Trouble } from './saver';
import type { Keeping, SessionStore } from './session-store';
import { within } from './within';

/** The setting that names the list: another name means that the browser cleared the old one. */
const LIST_ID = 'list-id';
/** A disk that gives no answer for so long is done without, and looked for again later. */
const PATIENCE_MS = 20_000;
/** What fails once may work a moment later: waits between tries, milliseconds. */
const AGAIN_MS = [100, 500];

export interface KeptStore extends SessionStore {
	readonly keeping: Keeping;
	readonly keepingChanged: Emitter<Keeping>;
	close(): void;
}

export interface KeptStoreDoors {
	readonly disk: Disk;
	readonly clock: Clock;
	/** Bytes that the browser would still store; undefined where it does not tell. */
	readonly room: () => Promise<number | undefined>;
}

/** keptStore makes a store that can be read at once, and written once it is claimed. */
export function keptStore({ disk, clock, room }: KeptStoreDoors): KeptStore {
	const mirror = new Mirror();
	const keepingChanged = new Emitter<Keeping>();
	let keeping: Keeping = { state: 'disk' };
	let saver: Saver | undefined;
	/** Rows of an earlier visit that this engine has not shown. */
	let isUnread = false;

	const judge = () => {
		const next = { ...stateOf(saver, isUnread, watch.left), ...listOf(mirror) };
		if (JSON.stringify(next) === JSON.stringify(keeping)) return;
		keeping = next;
		keepingChanged.emit(next);
	};
	const watch = roomWatch(room, clock, judge);

	/** Before it is claimed, and when another engine has it, only the disk knows. */
	const now = async (): Promise<Mirror> => {
		if (saver && !saver.isOver) return mirror;
		const fresh = new Mirror();
		fresh.take(await again(() => disk.read(), clock));
		return fresh;
	};
	const save = async (change: (mirror: Mirror) => void): Promise<void> => {
		if (!saver) throw new TransferError('unexpected', { detail: 'a store that is not claimed' });
		await saver.save(change);
	};
	/** The disk that could not be read at first is there after all. */
	const onFirst = async () => {
		const before = mirror.uploads.size + mirror.accounts.size;
		mirror.take(await disk.read());
		if (mirror.uploads.size + mirror.accounts.size > before) isUnread = true;
		nameList();
		judge();
	};
	const nameList = () => {
		if (mirror.settings.has(LIST_ID)) return;
		mirror.put('settings', LIST_ID, { key: LIST_ID, value: crypto.randomUUID() });
	};

	return {
		get keeping() {
			return keeping;
		},
		keepingChanged,
		close() {
			saver?.close();
			disk.close();
		},

		async claim() {
			saver?.close();
			const wanted: Claim = { id: crypto.randomUUID(), at: clock.now(), onDisk: false };
			const { claim, content, trouble } = await begin(disk, wanted, clock);
			if (content) {
				mirror.take(content);
				nameList();
			}
			saver = new Saver({ disk, mirror, clock, onFirst }, claim, trouble);
			saver.changed.on(judge);
			judge();
			if (mirror.unsaved.length > 0) await saver.save(() => {});
			void watch.look();
		},

		uploads: async () => [...(await now()).uploads.values()],
		saveUpload: (upload) => save((held) => held.put('uploads', upload.id, upload)),
		addUploads: (uploads, roots) => {
			void watch.look();
			return save((held) => held.addRows(uploads, roots));
		},
		removeUploads: (ids) => save((held) => held.removeRows(ids)),

		session: async (uploadId) => (await now()).sessions.get(uploadId),
		sessions: async () => [...(await now()).sessions.values()],
		saveSession: (session) => save((held) => held.saveSession(session)),
		dropSession: (uploadId) => save((held) => held.dropSession(uploadId)),
		receipts: async (uploadId) => (await now()).receipts(uploadId),
		addReceipt: (uploadId, receipt, at) => save((held) => held.addReceipt(uploadId, receipt, at)),
		setReceipts: (uploadId, receipts) => save((held) => held.setReceipts(uploadId, receipts)),

		hashing: async (uploadId) => (await now()).hashing.get(uploadId),
		saveHashing: (hashing) => save((held) => held.put('hashing', hashing.uploadId, hashing)),
		dropHashing: (uploadId) => save((held) => held.put('hashing', uploadId)),

		async uploadReceipts(ids) {
			const receipts = new Map<string, Rows['uploadReceipts']>();
			// Read before memory is: what is on its way to the disk is in one of both.
			const unsaved = mirror.unsaved;
			const wanted = ids && new Set(ids);
			const kept = await again(() => disk.uploadReceipts(ids), clock).catch((error: unknown) => {
				// A disk that can't be had has none to give, which `keeping` tells of.
				if (saver?.trouble) return [];
				throw error;
			});
			for (const receipt of kept) receipts.set(receipt.uploadId, receipt);
			for (const change of unsaved) {
				if (change.table !== 'uploadReceipts') continue;
				const id = change.key as string;
				if (wanted && !wanted.has(id)) continue;
				if (change.row) receipts.set(id, change.row);
				else receipts.delete(id);
			}
			return [...receipts.values()];
		},
		saveUploadReceipt: (receipt) =>
			save((held) => held.put('uploadReceipts', receipt.uploadId, receipt)),
		removeUploadReceipts: (ids) =>
			save((held) => ids.forEach((id) => held.put('uploadReceipts', id))),

		async root(id) {
			const unsaved = mirror.unsavedRow('roots', id);
			if (unsaved) return unsaved.row;
			const known = mirror.roots.get(id);
			if (known) return known;
			const root = await again(() => disk.root(id), clock);
			if (root && saver) mirror.keepRoot(root);
			return root;
		},
		saveRoot: (root) => save((held) => held.put('roots', root.id, root.handle ? root : undefined)),

		accounts: async () => [...(await now()).accounts.values()],
		saveAccount: (account) => save((held) => held.put('accounts', account.id, account)),
		removeAccount: (id) => save((held) => held.put('accounts', id)),

		setting: async <T>(key: string) => (await now()).settings.get(key)?.value as T | undefined,
		saveSetting: (key, value) =>
			save((held) => held.put('settings', key, value === undefined ? value : { key, value }))
	};
}

interface Beginning {
	readonly claim: Claim;
	readonly content?: Content | undefined;
	readonly trouble?: Trouble;
}

/** begin claims and reads; a disk that takes nothing may still be read. */
async function begin(disk: Disk, claim: Claim, clock: Clock): Promise<Beginning> {
	try {
		const claimed = again(() => disk.claim(claim), clock);
		return await within(PATIENCE_MS, claimed, clock);
	} catch (error) {
		const { code } = asTransferError(error);
		if (!isTrouble(code)) throw error;
		// What can't be read now is looked for as soon as the disk takes something.
		const content = await within(PATIENCE_MS, disk.read(), clock).catch(() => undefined);
		return { claim, content, trouble: code };
	}
}

/** again tries a read anew that may have met a moment's trouble. */
async function again<T>(read: () => Promise<T>, clock: Clock): Promise<T> {
	for (const wait of AGAIN_MS) {
		try {
			return await read();
		} catch (error) {
			if (asTransferError(error).code !== 'storage-blocked') throw error;
			await clock.sleep(wait);
		}
	}
	return read();
}

function isTrouble(code: ErrorCode): code is Trouble {
	return code === 'storage-quota' || code === 'storage-blocked';
}

function stateOf(
	saver: Saver | undefined,
	isUnread: boolean,
	left: number | undefined
): Pick<Keeping, 'state' | 'left'> {
	if (saver?.trouble) return { state: saver.trouble === 'storage-quota' ? 'full' : 'blocked' };
	if (isUnread) return { state: 'unread' };
	if (saver?.wasCleared) return { state: 'rewritten' };
	return left === undefined ? { state: 'disk' } : { state: 'low', left };
}

function listOf(mirror: Mirror): Pick<Keeping, 'listId'> {
	const id = mirror.settings.get(LIST_ID)?.value;
	return typeof id === 'string' ? { listId: id } : {};
}
