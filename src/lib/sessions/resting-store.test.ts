import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { anUpload } from '../../../tests/support/uploads';
import { openDexieStore } from './dexie-store';
import { withRestingStore } from './resting-store';
import { SCHEMA } from './schema';

const session = (uploadId: string) => ({
	...{ uploadId, id: `s-${uploadId}`, partSize: 10, parts: 12, listable: true, sealed: 'x' },
	...{ createdAt: 5, updatedAt: 6 }
});
const receipt = (number: number) => ({ number, size: 10, etag: `e${number}` });
const rowsOf = (name: string) => withRestingStore((store) => store.rows(), name);

afterEach(() => {
	vi.unstubAllGlobals();
});

async function filled(name: string) {
	const store = openDexieStore({ name });
	await store.claim();
	await store.addUploads([anUpload(), anUpload({ id: 'u2', order: 2 })], []);
	for (const id of ['u1', 'u2']) {
		await store.saveSession(session(id));
		for (const number of [11, 2, 1]) await store.addReceipt(id, receipt(number));
	}
	return store;
}

test('what the engine stored is read as it was, parts in order', async () => {
	const store = await filled('resting-read');
	store.close();
	expect(await rowsOf('resting-read')).toEqual(
		['u1', 'u2'].map((id, index) => ({
			upload: anUpload({ id, order: index + 1 }),
			isListed: true,
			session: session(id),
			receipts: [1, 2, 11].map(receipt)
		}))
	);
});

test('where there is no database none is made, and nothing is in it', async () => {
	expect(await rowsOf('resting-none')).toEqual([]);
	expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('resting-none');
	// The app makes it later as if nobody had asked.
	const store = openDexieStore({ name: 'resting-none' });
	expect(await store.uploads()).toEqual([]);
});

test('an ended session leaves its row, and is kept apart until its drive can be told', async () => {
	(await filled('resting-end')).close();
	const cancelled = anUpload({ status: { state: 'cancelled', reason: 'person' } });
	await withRestingStore(async (store) => {
		const [first] = await store.rows();
		await store.end([first!], [cancelled], 77);
		const rows = await store.rows();
		expect(rows.map(({ session }) => session?.id)).toEqual([undefined, 's-u2']);
	}, 'resting-end');
	const store = openDexieStore({ name: 'resting-end' });
	expect((await store.uploads()).map(({ status }) => status.state)).toEqual([
		'cancelled',
		'queued'
	]);
	const kept = (await store.sessions()).filter(({ uploadId }) => uploadId !== 'u2');
	expect(kept).toEqual([
		{ ...session('u1'), uploadId: expect.any(String) as unknown, row: anUpload(), endedAt: 77 }
	]);
	expect(kept[0]!.uploadId).not.toBe('u1');
	expect([await store.session('u1'), await store.receipts('u1')]).toEqual([undefined, []]);
	expect(await store.receipts('u2')).toHaveLength(3);
});

test('a session whose row was taken off the list is there with that row', async () => {
	const store = openDexieStore({ name: 'resting-left' });
	await store.claim();
	const left = { ...session('gone'), row: anUpload({ id: 'gone' }) };
	await store.saveSession(left);
	const told = { ...session('told'), row: anUpload({ id: 'told' }), endedAt: 3 };
	await store.saveSession(told);
	await store.addReceipt('gone', receipt(1));
	store.close();
	expect(await rowsOf('resting-left')).toEqual([
		{ upload: left.row, isListed: false, session: left, receipts: [receipt(1)] }
	]);
});

test('an upgrade or a deletion does not wait for it', async () => {
	(await filled('resting-yields')).close();
	let upgraded = 0;
	await withRestingStore(async (store) => {
		await store.rows();
		const newer = new Dexie('resting-yields');
		newer.version(99).stores(SCHEMA.at(-1)!.stores);
		newer.on('blocked', () => expect.unreachable('the upgrade was kept waiting'));
		await newer.open();
		upgraded = newer.backendDB().version;
		newer.close();
		await Dexie.delete('resting-yields');
	}, 'resting-yields');
	expect(upgraded).toBe(990);
	expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('resting-yields');
});

test('it stays open no longer than its question, whatever comes of it', async () => {
	(await filled('resting-closes')).close();
	const failing = withRestingStore(async (store) => {
		await store.rows();
		throw new Error('a bug');
	}, 'resting-closes');
	await expect(failing).rejects.toThrow('a bug');
	const closed = withRestingStore(async (store) => store, 'resting-closes');
	await expect((await closed).rows()).rejects.toThrow();
});

test('what a newer version wrote is left alone', async () => {
	const newer = new Dexie('resting-newer');
	newer.version(99).stores(SCHEMA.at(-1)!.stores);
	await newer.open();
	newer.close();
	await expect(rowsOf('resting-newer')).rejects.toMatchObject({ code: 'version-mismatch' });
});

test('rows of the first version are files at the top', async () => {
	const first = new Dexie('resting-first');
	first.version(1).stores(SCHEMA[0]!.stores);
	await first.table('uploads').put({ id: 'u1', name: 'film.mkv' });
	first.close();
	expect(await rowsOf('resting-first')).toEqual([
		{
			upload: { id: 'u1', name: 'film.mkv', kind: 'file', folders: [] },
			isListed: true,
			session: undefined,
			receipts: []
		}
	]);
});

test('a browser that gives no IndexedDB says so', async () => {
	vi.stubGlobal('indexedDB', {
		open() {
			throw new DOMException('no', 'SecurityError');
		}
	});
	await expect(rowsOf('resting-blocked')).rejects.toMatchObject({
		code: 'storage-blocked',
		detail: 'SecurityError'
	});
});
