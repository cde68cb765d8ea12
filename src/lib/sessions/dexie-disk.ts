/** The Disk in IndexedDB. Strict durability: what is said to be stored is on disk. */
import { Dexie, type EntityTable, type Table } from 'dexie';
import { Emitter } from '../kernel/emitter';
import { TransferError, type ErrorCode } from '../kernel/errors';
import { HELD, type Change, type Claim, type Content, type Disk, type Rows } from './disk';
import { NEWEST, SCHEMA } from './schema';

/** The setting that holds the last Claim. */
const CLAIM = 'claim';

class PanliftDatabase extends Dexie {
	declare uploads: EntityTable<Rows['uploads'], 'id'>;
	declare uploadReceipts: EntityTable<Rows['uploadReceipts'], 'uploadId'>;
	declare roots: EntityTable<Rows['roots'], 'id'>;
	declare settings: EntityTable<Rows['settings'], 'key'>;

	constructor(name: string) {
		super(name, { chromeTransactionDurability: 'strict' });
		for (const { version, stores, upgrade } of SCHEMA) {
			const step = this.version(version).stores(stores);
			if (upgrade) step.upgrade(upgrade);
		}
	}
}

export interface DiskOptions {
	readonly name: string;
	/** A newer version wants to change the database: this one is closed for good and says so. */
	readonly onOutdated?: (() => void) | undefined;
}

export class DexieDisk implements Disk {
	readonly lost = new Emitter<void>();
	readonly #options: DiskOptions;
	#connection: Promise<PanliftDatabase> | undefined;
	#isOutdated = false;

	constructor(options: DiskOptions) {
		this.#options = options;
	}

	claim(claim: Claim): Promise<Content> {
		return this.#run('rw', async (db) => {
			await putClaim(db, claim);
			const content = await contentOf(db);
			// A folder that was dropped again has a new root; nobody needs the old one.
			const used = new Set(content.uploads.map(({ source }) => source.rootId));
			const kept = await db.roots.toCollection().primaryKeys();
			await db.roots.bulkDelete(kept.filter((id) => !used.has(id)));
			return content;
		});
	}

	read(): Promise<Content> {
		return this.#run('r', contentOf);
	}

	write(changes: readonly Change[], claim: Claim): Promise<boolean> {
		return this.#run('rw', async (db) => {
			const found = await fence(db, claim);
			if (found === undefined && claim.onDisk) return false;
			if (found !== claim.id) await putClaim(db, claim);
			await make(db, changes);
			return true;
		});
	}

	rewrite(changes: readonly Change[], claim: Claim): Promise<void> {
		return this.#run('rw', async (db) => {
			await fence(db, claim);
			for (const table of HELD) await db.table(table).clear();
			await make(db, changes);
			await putClaim(db, claim);
		});
	}

	root(id: string): Promise<Rows['roots'] | undefined> {
		return this.#run('r', (db) => db.roots.get(id));
	}

	uploadReceipts(ids?: readonly string[]): Promise<readonly Rows['uploadReceipts'][]> {
		return this.#run('r', async (db) => {
			if (!ids) return db.uploadReceipts.toArray();
			return (await db.uploadReceipts.bulkGet([...ids])).filter((one) => one !== undefined);
		});
	}

	close(): void {
		void this.#connection?.then(
			(db) => db.close(),
			// It never opened, so there is nothing to close.
			() => undefined
		);
	}

	async #run<T>(mode: 'r' | 'rw', work: (db: PanliftDatabase) => Promise<T>): Promise<T> {
		try {
			const db = await this.#connect();
			return await db.transaction(mode, db.tables, () => work(db));
		} catch (error) {
			throw diskError(error);
		}
	}

	#connect(): Promise<PanliftDatabase> {
		if (this.#isOutdated) return Promise.reject(new TransferError('version-mismatch'));
		if (this.#connection) return this.#connection;
		const db = new PanliftDatabase(this.#options.name);
		const end = () => {
			db.close();
			if (this.#connection === connection) this.#connection = undefined;
		};
		const lose = () => {
			end();
			this.lost.emit();
		};
		const outdate = () => {
			end();
			this.#isOutdated = true;
			this.#options.onOutdated?.();
		};
		db.on('versionchange', ({ newVersion }) => {
			// Without a new version it is about to be deleted.
			if (newVersion === null) lose();
			else outdate();
			return false;
		});
		const open = async () => {
			await db.open();
			const { version } = db.backendDB();
			// Dexie would work on with a database that a newer version has changed; it counts in tens.
			if (version > NEWEST * 10) {
				outdate();
				throw new TransferError('version-mismatch');
			}
			db.backendDB().addEventListener('close', lose);
			return db;
		};
		const connection = open();
		this.#connection = connection;
		connection.catch(end);
		return connection;
	}
}

async function contentOf(db: PanliftDatabase): Promise<Content> {
	const tables: [string, unknown][] = [];
	for (const name of HELD) tables.push([name, await db.table(name).toArray()]);
	const content = Object.fromEntries(tables) as unknown as Content;
	return { ...content, settings: content.settings.filter(({ key }) => key !== CLAIM) };
}

async function make(db: PanliftDatabase, changes: readonly Change[]): Promise<void> {
	for (const name of new Set(changes.map(({ table }) => table))) {
		const some = changes.filter(({ table }) => table === name);
		const rows = some.flatMap(({ row }) => (row === undefined ? [] : [row]));
		const gone = some.filter(({ row }) => row === undefined).map(({ key }) => key);
		if (gone.length > 0) await db.table(name).bulkDelete(gone);
		if (rows.length > 0) await db.table(name).bulkPut(rows);
	}
}

function putClaim(db: PanliftDatabase, { id, at }: Claim): Promise<unknown> {
	return db.settings.put({ key: CLAIM, value: { id, at } });
}

/**
 * fence gives the id of the Claim on the disk, if there is any. It rejects with `superseded` when that
 * took the place of ours: it is a newer one, or ours was there before. Older versions counted claims.
 */
async function fence(db: PanliftDatabase, claim: Claim): Promise<string | undefined> {
	const found = (await db.settings.get(CLAIM))?.value as Partial<Claim> | number | undefined;
	if (found === undefined) return undefined;
	const { id = '', at = 0 } = typeof found === 'number' ? {} : found;
	if (id !== claim.id && (claim.onDisk || at > claim.at)) throw new TransferError('superseded');
	return id;
}

const CODES: Readonly<Record<string, ErrorCode>> = {
	QuotaExceededError: 'storage-quota',
	DataCloneError: 'unexpected'
};

function diskError(error: unknown): TransferError {
	// Dexie wraps what a transaction throws.
	const inner = (error as { inner?: unknown } | undefined)?.inner;
	for (const one of [error, inner]) if (one instanceof TransferError) return one;
	const names = [error, inner].map((one) => (one instanceof Error ? one.name : ''));
	const code = names.map((name) => CODES[name]).find(Boolean) ?? 'storage-blocked';
	const detail = names.filter(Boolean).join(': ') || String(error);
	return new TransferError(code, { detail, cause: error });
}
