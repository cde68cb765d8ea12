/** The Disk in IndexedDB. Strict durability: what is said to be stored is on disk. */
import { Dexie, type EntityTable } from 'dexie';
import { Emitter } from '../kernel/emitter';
import { TransferError, type ErrorCode } from '../kernel/errors';
import {
	HELD,
	type Change,
	type Claim,
	type Claimed,
	type Content,
	type Disk,
	type Rows
} from './disk';
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

	claim({ id, at }: Claim): Promise<Claimed> {
		return this.#run('rw', async (db) => {
			const before = claimIn(await db.settings.get(CLAIM));
			const claim = { id, at: Math.max(at, (before?.at ?? 0) + 1), onDisk: true };
			await putClaim(db, claim);
			const content = await contentOf(db);
			// A folder that was dropped again has a new root; nobody needs the old one.
			const used = new Set(content.uploads.map(({ source }) => source.rootId));
			const kept = await db.roots.toCollection().primaryKeys();
			await db.roots.bulkDelete(kept.filter((id) => !used.has(id)));
			return { claim, content };
		});
	}

	read(): Promise<Content> {
		return this.#run('r', contentOf);
	}

	write(changes: readonly Change[], claim: Claim): Promise<boolean> {
		return this.#run('rw', async (db) => {
			const isOurs = mayWrite(await db.settings.get(CLAIM), claim);
			if (!isOurs && claim.onDisk) return false;
			if (!isOurs) await putClaim(db, claim);
			await make(db, changes);
			return true;
		});
	}

	rewrite(changes: readonly Change[], claim: Claim): Promise<void> {
		return this.#run('rw', async (db) => {
			mayWrite(await db.settings.get(CLAIM), claim);
			await Dexie.Promise.all(HELD.map((table) => db.table(table).clear()));
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

// All requests at once, in one step: a transaction ends by itself when nothing is asked of it.
async function contentOf(db: PanliftDatabase): Promise<Content> {
	const rows = await Dexie.Promise.all(HELD.map((table) => db.table(table).toArray()));
	const content = Object.fromEntries(HELD.map((table, i) => [table, rows[i]])) as Partial<Content>;
	const settings = (content.settings ?? []).filter(({ key }) => key !== CLAIM);
	return { ...(content as Content), settings };
}

async function make(db: PanliftDatabase, changes: readonly Change[]): Promise<void> {
	const requests = [...new Set(changes.map(({ table }) => table))].flatMap((name) => {
		const some = changes.filter(({ table }) => table === name);
		const rows = some.flatMap(({ row }) => (row === undefined ? [] : [row]));
		const gone = some.filter(({ row }) => row === undefined).map(({ key }) => key);
		return [
			...(gone.length > 0 ? [db.table(name).bulkDelete(gone)] : []),
			...(rows.length > 0 ? [db.table(name).bulkPut(rows)] : [])
		];
	});
	await Dexie.Promise.all<unknown>(requests);
}

function putClaim(db: PanliftDatabase, { id, at }: Claim): PromiseLike<unknown> {
	return db.settings.put({ key: CLAIM, value: { id, at } });
}

/** Versions before the third one counted claims; none of them opens a database of the third. */
function claimIn(setting: Rows['settings'] | undefined): Pick<Claim, 'id' | 'at'> | undefined {
	const value = setting?.value as Claim | number | undefined;
	return typeof value === 'number' ? { id: '', at: value } : value;
}

/** mayWrite tells whether the Claim on the disk is ours; it throws `superseded` for a newer one. */
function mayWrite(setting: Rows['settings'] | undefined, claim: Claim): boolean {
	const found = claimIn(setting);
	const isOurs = found?.id === claim.id;
	if (found && !isOurs && found.at > claim.at) throw new TransferError('superseded');
	return isOurs;
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
