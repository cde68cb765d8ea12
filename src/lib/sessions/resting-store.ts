/**
 * RestingStore: the store while no engine works, for whoever is asked then. It is opened for one
 * question and stands in nobody's way: it makes no database, lets upgrades and deletions pass, and
 * comes without Dexie, as a service worker has to start at once.
 */
import { TransferError } from '../kernel/errors';
import type { Receipt } from '../drives/drive';
import type { Upload } from '../uploads/upload';
import { NEWEST } from './schema';
import type { StoredSession } from './session-store';

/** RestingRow: an Upload with its Session and that one's Receipts, ascending. */
export interface RestingRow {
	readonly upload: Upload;
	/** False when it was taken off the list, and only its Session is left. */
	readonly isListed: boolean;
	readonly session?: StoredSession | undefined;
	readonly receipts: readonly Receipt[];
}

export interface RestingStore {
	/** rows gives all Uploads, then what Sessions without one are left. */
	rows(): Promise<readonly RestingRow[]>;
	/**
	 * end takes Sessions from their rows, with Receipts, and replaces `changed` Uploads: all in one
	 * transaction. The engine tells the providers when it works again. `now` in milliseconds since the
	 * epoch. Only who holds the lead's lock may call it.
	 */
	end(rows: readonly RestingRow[], changed: readonly Upload[], now: number): Promise<void>;
}

type StoredReceipt = Receipt & { readonly uploadId: string };

const NAME = 'panlift';
const TABLES = ['uploads', 'sessions', 'receipts', 'hashing'];

/** What the first version's rows lack, until the app has opened the store once. */
const BEFORE_FOLDERS = { kind: 'file', folders: [] } as const;

const NOTHING: RestingStore = { rows: async () => [], end: async () => {} };

/**
 * withRestingStore opens the store for `run` alone. Without a database there is nothing in it.
 * Rejects `storage-blocked`, and `version-mismatch` when a newer version of Panlift has written it.
 */
export async function withRestingStore<T>(
	run: (store: RestingStore) => Promise<T>,
	name = NAME
): Promise<T> {
	const db = await open(name);
	if (!db) return run(NOTHING);
	try {
		// Dexie counts versions in tens.
		if (db.version > NEWEST * 10) throw new TransferError('version-mismatch');
		return await run({
			rows: () => rows(db),
			end: (ended, changed, now) => end(db, ended, changed, now)
		});
	} finally {
		db.close();
	}
}

function open(name: string): Promise<IDBDatabase | undefined> {
	return new Promise((resolve, reject) => {
		const blocked = (error: unknown) => {
			const detail = error instanceof Error ? error.name : String(error);
			reject(new TransferError('storage-blocked', { detail, cause: error }));
		};
		let isMissing = false;
		let request: IDBOpenDBRequest;
		try {
			request = indexedDB.open(name);
		} catch (error) {
			return blocked(error);
		}
		request.onupgradeneeded = () => {
			// There was none: the browser takes back the empty one that it has just made.
			isMissing = true;
			request.transaction?.abort();
		};
		request.onerror = () => (isMissing ? resolve(undefined) : blocked(request.error));
		request.onsuccess = () => {
			const db = request.result;
			// It closes as soon as what is under way is finished.
			db.onversionchange = () => db.close();
			resolve(db);
		};
	});
}

/** perform runs requests in one transaction, and resolves with what `begin` says once it is complete. */
function perform<T>(
	db: IDBDatabase,
	mode: IDBTransactionMode,
	begin: (transaction: IDBTransaction) => () => T
): Promise<T> {
	return new Promise((resolve, reject) => {
		// Older databases, which no tab has opened since, have fewer.
		const tables = TABLES.filter((table) => db.objectStoreNames.contains(table));
		const transaction = db.transaction(tables, mode, { durability: 'strict' });
		const result = begin(transaction);
		transaction.oncomplete = () => resolve(result());
		transaction.onabort = () => {
			const { error } = transaction;
			const full = error?.name === 'QuotaExceededError';
			const detail = error?.name ?? 'aborted';
			reject(new TransferError(full ? 'storage-quota' : 'storage-blocked', { detail }));
		};
	});
}

function rows(db: IDBDatabase): Promise<readonly RestingRow[]> {
	return perform(db, 'readonly', (transaction) => {
		const all = <T>(table: string) => transaction.objectStore(table).getAll() as IDBRequest<T[]>;
		const uploads = all<Upload>('uploads');
		const sessions = all<StoredSession>('sessions');
		const receipts = all<StoredReceipt>('receipts');
		return () => {
			const receiptsOf = new Map<string, Receipt[]>();
			for (const { uploadId, ...receipt } of receipts.result) {
				const known = receiptsOf.get(uploadId);
				if (known) known.push(receipt);
				else receiptsOf.set(uploadId, [receipt]);
			}
			const sessionOf = new Map(sessions.result.map((session) => [session.uploadId, session]));
			const rowOf = (upload: Upload, isListed: boolean) => ({
				upload: Object.assign({}, BEFORE_FOLDERS, upload),
				isListed,
				session: sessionOf.get(upload.id),
				receipts: receiptsOf.get(upload.id) ?? []
			});
			const listed = new Set(uploads.result.map(({ id }) => id));
			const left = sessions.result.flatMap(({ uploadId, row, endedAt }) =>
				row && endedAt === undefined && !listed.has(uploadId) ? [rowOf(row, false)] : []
			);
			return [...uploads.result.map((upload) => rowOf(upload, true)), ...left];
		};
	});
}

function end(
	db: IDBDatabase,
	ended: readonly RestingRow[],
	changed: readonly Upload[],
	now: number
): Promise<void> {
	return perform(db, 'readwrite', (transaction) => {
		const table = (name: string) => transaction.objectStore(name);
		for (const upload of changed) table('uploads').put(upload);
		for (const { upload, isListed, session } of ended) {
			const { id } = upload;
			table('sessions').delete(id);
			table('receipts').delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
			// A listed row can still use what was hashed.
			if (!isListed && db.objectStoreNames.contains('hashing')) table('hashing').delete(id);
			if (!session) continue;
			// Under an id of its own it is nobody's but the provider's.
			const uploadId = crypto.randomUUID();
			table('sessions').put({ ...session, uploadId, row: upload, endedAt: now });
		}
		return () => undefined;
	});
}
