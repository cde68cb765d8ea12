/** The SessionStore in IndexedDB. Strict durability: a receipt that is said to be stored is on disk. */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Receipt } from '../drives/drive';
import { TransferError } from '../kernel/errors';
import type { SourceRoot } from '../sources/source';
import type { Upload } from '../uploads/upload';
import { GroupCommit } from './group-commit';
import { NEWEST, SCHEMA } from './schema';
import type {
	Hashing,
	SessionStore,
	StoredAccount,
	StoredSession,
	UploadReceipt
} from './session-store';

/** The setting that holds the number of the last claim. */
const CLAIM = 'claim';

type StoredReceipt = Receipt & { readonly uploadId: string };

class PanliftDatabase extends Dexie {
	declare uploads: EntityTable<Upload, 'id'>;
	declare sessions: EntityTable<StoredSession, 'uploadId'>;
	declare receipts: Table<StoredReceipt, [string, number]>;
	declare hashing: EntityTable<Hashing, 'uploadId'>;
	declare uploadReceipts: EntityTable<UploadReceipt, 'uploadId'>;
	declare roots: EntityTable<SourceRoot, 'id'>;
	declare accounts: EntityTable<StoredAccount, 'id'>;
	declare settings: EntityTable<{ key: string; value: unknown }, 'key'>;

	constructor(name: string) {
		super(name, { chromeTransactionDurability: 'strict' });
		for (const { version, stores, upgrade } of SCHEMA) {
			const step = this.version(version).stores(stores);
			if (upgrade) step.upgrade(upgrade);
		}
	}
}

export interface StoreOptions {
	readonly name?: string;
	/** A newer version wants to change the database: this one is closed and says so. */
	readonly onOutdated?: () => void;
}

/**
 * openDexieStore rejects with `storage-blocked` when the browser gives no IndexedDB, and with
 * `version-mismatch` when a newer version of Panlift has written it.
 */
export async function openDexieStore({ name = 'panlift', onOutdated }: StoreOptions = {}): Promise<
	SessionStore & { close(): void }
> {
	const db = new PanliftDatabase(name);
	db.on('versionchange', () => {
		db.close();
		onOutdated?.();
		return false;
	});
	try {
		await db.open();
	} catch (error) {
		throw storeError(error, 'storage-blocked');
	}
	// Dexie would work on with a database that a newer version has changed; it counts in tens.
	if (db.backendDB().version > NEWEST * 10) {
		db.close();
		throw new TransferError('version-mismatch');
	}
	let claimed: number | undefined;
	const group = new GroupCommit((writes) =>
		db
			.transaction('rw', db.tables, async () => {
				const claim = claimed === undefined ? undefined : await db.settings.get(CLAIM);
				if (claim?.value !== claimed) throw new TransferError('superseded');
				for (const write of writes) await write();
			})
			.catch((error: unknown) => {
				throw storeError(error, 'storage-blocked');
			})
	);
	const write = (run: () => Promise<unknown>) => group.write(run);
	const receiptsOf = (uploadId: string) =>
		db.receipts.where('[uploadId+number]').between([uploadId, 0], [uploadId, Infinity]);

	const dropUnusedRoots = async () => {
		const used = new Set((await db.uploads.toArray()).map(({ source }) => source.rootId));
		const unused = (await db.roots.toCollection().primaryKeys()).filter((id) => !used.has(id));
		await db.roots.bulkDelete(unused);
	};

	return {
		close: () => db.close(),
		claim: () =>
			db.transaction('rw', db.settings, db.roots, db.uploads, async () => {
				const before = (await db.settings.get(CLAIM))?.value;
				claimed = (typeof before === 'number' ? before : 0) + 1;
				await db.settings.put({ key: CLAIM, value: claimed });
				// A folder that was dropped again has a new root; nobody needs the old one.
				await dropUnusedRoots();
			}),
		uploads: () => db.uploads.toArray(),
		saveUpload: (upload) => write(() => db.uploads.put(upload)),
		addUploads: (uploads, roots) =>
			write(async () => {
				await db.roots.bulkPut(roots.filter((root) => root.handle));
				await db.uploads.bulkPut([...uploads]);
			}),
		removeUploads: (ids) =>
			write(async () => {
				const rows = new Map<string, Upload>();
				for (const row of await db.uploads.bulkGet([...ids])) if (row) rows.set(row.id, row);
				await db.uploads.bulkDelete([...ids]);
				const found = await db.sessions.bulkGet([...ids]);
				const sessions = found.filter((session) => session !== undefined);
				await db.sessions.bulkPut(
					sessions.map((session) => ({
						...session,
						row: rows.get(session.uploadId) ?? session.row
					}))
				);
				const left = new Set(sessions.map(({ uploadId }) => uploadId));
				await db.hashing.bulkDelete(ids.filter((id) => !left.has(id)));
				await dropUnusedRoots();
			}),

		session: (uploadId) => db.sessions.get(uploadId),
		sessions: () => db.sessions.toArray(),
		saveSession: (session) =>
			write(async () => {
				const before = await db.sessions.get(session.uploadId);
				if (before && before.id !== session.id) await receiptsOf(session.uploadId).delete();
				await db.sessions.put(session);
			}),
		dropSession: (uploadId) =>
			write(async () => {
				await db.sessions.delete(uploadId);
				await receiptsOf(uploadId).delete();
			}),
		receipts: (uploadId) => receiptsOf(uploadId).toArray(),
		addReceipt: (uploadId, receipt, at) =>
			write(async () => {
				await db.receipts.put({ ...receipt, uploadId });
				if (at !== undefined) await db.sessions.update(uploadId, { updatedAt: at });
			}),
		setReceipts: (uploadId, receipts) =>
			write(async () => {
				await receiptsOf(uploadId).delete();
				await db.receipts.bulkPut(receipts.map((receipt) => ({ ...receipt, uploadId })));
			}),

		hashing: (uploadId) => db.hashing.get(uploadId),
		saveHashing: (hashing) => write(() => db.hashing.put(hashing)),
		dropHashing: (uploadId) => write(() => db.hashing.delete(uploadId)),

		uploadReceipts: async (ids) =>
			ids
				? (await db.uploadReceipts.bulkGet([...ids])).filter((one) => one !== undefined)
				: db.uploadReceipts.toArray(),
		saveUploadReceipt: (receipt) => write(() => db.uploadReceipts.put(receipt)),
		removeUploadReceipts: (ids) => write(() => db.uploadReceipts.bulkDelete([...ids])),

		root: (id) => db.roots.get(id),
		saveRoot: (root) => write(() => (root.handle ? db.roots.put(root) : db.roots.delete(root.id))),

		accounts: () => db.accounts.toArray(),
		saveAccount: (account) => write(() => db.accounts.put(account)),
		removeAccount: (id) => write(() => db.accounts.delete(id)),

		setting: async <T>(key: string) => (await db.settings.get(key))?.value as T | undefined,
		saveSetting: (key, value) => write(() => db.settings.put({ key, value }))
	};
}

function storeError(error: unknown, fallback: 'storage-blocked'): TransferError {
	// Dexie wraps what a transaction throws.
	const inner = (error as { inner?: unknown } | undefined)?.inner;
	if (error instanceof TransferError) return error;
	if (inner instanceof TransferError) return inner;
	const names = [error, inner].map((one) => (one instanceof Error ? one.name : ''));
	const code = names.includes('QuotaExceededError') ? 'storage-quota' : fallback;
	const detail = error instanceof Error ? error.name : String(error);
	return new TransferError(code, { detail, cause: error });
}
