import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { memoryStore } from '../../../tests/support/memory-store';
import { anUpload } from '../../../tests/support/uploads';
import { describeStore } from '../../../tests/support/store-contract';
import { DexieDisk } from './dexie-disk';
import { openDexieStore } from './dexie-store';
import type { KeptStore } from './kept-store';
import { SCHEMA } from './schema';

/** As the first version stored it. */
const FIRST_VERSION_ROW = {
	id: 'b3c1',
	accountId: 'pan123-web-live-1',
	folderId: '',
	folderPath: '/',
	name: 'film.mkv',
	source: { rootId: 'r1', path: [] },
	identity: { name: 'film.mkv', size: 3, lastModified: 5 },
	conflict: 'ask',
	status: { state: 'paused' },
	order: 1,
	addedAt: 7,
	activeMs: 9
};

/** As the second version stored it, which knew no proofs. */
const SECOND_VERSION = {
	uploads: [{ ...FIRST_VERSION_ROW, kind: 'file', folders: ['holiday'] }],
	sessions: [
		{
			uploadId: 'b3c1',
			id: 's1',
			partSize: 2,
			parts: 2,
			listable: true,
			sealed: 'x',
			committing: false
		}
	],
	receipts: [{ uploadId: 'b3c1', number: 1, size: 2, etag: 'e1' }],
	roots: [{ id: 'r1', handle: { name: 'film.mkv', kind: 'file' } }],
	accounts: [],
	settings: [
		{ key: 'claim', value: 12 },
		{ key: 'engine', value: { filesAtOnce: 2 } }
	]
};

const handle = { name: 'film.mkv', kind: 'file' } as unknown as FileSystemFileHandle;

async function claimed(name: string): Promise<KeptStore> {
	const store = openDexieStore({ name });
	await store.claim();
	return store;
}

/** stored makes a database as a version left it. */
async function stored(name: string, version: number, rows: object): Promise<void> {
	const db = new Dexie(name);
	db.version(version).stores(SCHEMA.find((step) => step.version === version)!.stores);
	for (const [table, some] of Object.entries(rows)) await db.table(table).bulkPut(some as object[]);
	db.close();
}

test('a store that another one has claimed away from can read, but not write', async () => {
	const old = await claimed('claimed');
	await old.saveSetting('who', 'old');
	const next = await claimed('claimed');
	await next.saveSetting('who', 'next');
	await expect(old.saveSetting('who', 'old')).rejects.toMatchObject({ code: 'superseded' });
	expect(await old.setting('who')).toBe('next');
});

test('two stores that each claimed a new database are not taken for the same one', async () => {
	const old = await claimed('cleared');
	await Dexie.delete('cleared');
	const next = await claimed('cleared');
	await expect(old.saveSetting('who', 'old')).rejects.toMatchObject({ code: 'superseded' });
	await next.saveSetting('who', 'next');
});

test('the last claim counts, even when somebody set the time back', async () => {
	const old = openDexieStore({ name: 'set-back', clock: new FakeClock(2_000) });
	await old.claim();
	const next = openDexieStore({ name: 'set-back', clock: new FakeClock(1_000) });
	await next.claim();
	await expect(old.saveSetting('who', 'old')).rejects.toMatchObject({ code: 'superseded' });
	await next.saveSetting('who', 'next');
});

test('a claim that could not be stored is taken later from an older one, never from a newer', async () => {
	const disk = new DexieDisk({ name: 'late' });
	await disk.claim({ id: 'other', at: 2_000, onDisk: true });
	const older = disk.write([], { id: 'older', at: 1_000, onDisk: false });
	await expect(older).rejects.toMatchObject({ code: 'superseded' });
	expect(await disk.write([], { id: 'newer', at: 3_000, onDisk: false })).toBe(true);
	const other = disk.rewrite([], { id: 'other', at: 2_000, onDisk: true });
	await expect(other).rejects.toMatchObject({ code: 'superseded' });
});

test('a claim forgets roots that no row needs any more', async () => {
	const store = await claimed('roots');
	await store.addUploads(
		[anUpload()],
		[
			{ id: 'r1', handle },
			{ id: 'r2', handle }
		]
	);
	const next = await claimed('roots');
	expect([await next.root('r1'), await next.root('r2')]).toEqual([{ id: 'r1', handle }, undefined]);
});

test('rows of the first version, which knew no folders, are files at the top', async () => {
	await stored('upgraded', 1, { uploads: [FIRST_VERSION_ROW] });
	const store = await claimed('upgraded');
	expect(await store.uploads()).toEqual([{ ...FIRST_VERSION_ROW, kind: 'file', folders: [] }]);
});

test('everything of the second version is there in the third, which can keep proofs beside it', async () => {
	await stored('proofs', 2, SECOND_VERSION);
	const store = await claimed('proofs');
	expect(await store.uploads()).toEqual(SECOND_VERSION.uploads);
	expect(await store.sessions()).toEqual(SECOND_VERSION.sessions);
	expect(await store.receipts('b3c1')).toEqual(SECOND_VERSION.receipts);
	expect(await store.root('r1')).toEqual(SECOND_VERSION.roots[0]);
	expect(await store.setting('engine')).toEqual({ filesAtOnce: 2 });
	const hashing = { uploadId: 'b3c1', identity: anUpload().identity, stripes: new Uint8Array(8) };
	await store.saveHashing(hashing);
	expect(await (await claimed('proofs')).hashing('b3c1')).toEqual(hashing);
});

test('a store that a newer version wants to change is closed for good and says so', async () => {
	let outdated = 0;
	const store = openDexieStore({ name: 'outdated', onOutdated: () => outdated++ });
	await store.claim();
	const newer = new Dexie('outdated');
	newer.version(99).stores(SCHEMA.at(-1)!.stores);
	await newer.open();
	expect(outdated).toBe(1);
	await expect(store.saveSetting('a', 1)).rejects.toMatchObject({ code: 'superseded' });
	newer.close();
	await expect(claimed('outdated')).rejects.toMatchObject({ code: 'version-mismatch' });
});

test('a database that is deleted under the store is no newer version: it is written anew', async () => {
	let outdated = 0;
	const store = openDexieStore({ name: 'deleted', onOutdated: () => outdated++ });
	await store.claim();
	await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
	await store.addReceipt('u1', { number: 1, size: 10, etag: 'e1' });
	await Dexie.delete('deleted');
	await store.addReceipt('u1', { number: 2, size: 10, etag: 'e2' });
	expect(outdated).toBe(0);
	expect(store.keeping.state).toBe('rewritten');
	const next = await claimed('deleted');
	expect(await next.uploads()).toEqual([anUpload()]);
	expect(await next.receipts('u1')).toHaveLength(2);
	expect(await next.root('r1')).toEqual({ id: 'r1', handle });
});

let databases = 0;
describeStore('the store in IndexedDB', () => claimed(`test-${databases++}`));
describeStore('the store in memory that tests use', async () => memoryStore());
