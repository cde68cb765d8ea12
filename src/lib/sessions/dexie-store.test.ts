import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { memoryStore } from '../../../tests/support/memory-store';
import { anUpload } from '../../../tests/support/uploads';
import { describeStore } from '../../../tests/support/store-contract';
import { openDexieStore } from './dexie-store';
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

test('a store that another one has claimed away from can read, but not write', async () => {
	const old = await openDexieStore({ name: 'claimed' });
	await old.claim();
	await old.saveSetting('who', 'old');
	const next = await openDexieStore({ name: 'claimed' });
	await next.claim();
	await next.saveSetting('who', 'next');
	await expect(old.saveSetting('who', 'old')).rejects.toMatchObject({ code: 'superseded' });
	expect(await old.setting('who')).toBe('next');
});

test('a claim forgets roots that no row needs any more', async () => {
	const store = await openDexieStore({ name: 'roots' });
	const handle = { name: 'film.mkv', kind: 'file' } as unknown as FileSystemFileHandle;
	await store.addUploads(
		[anUpload()],
		[
			{ id: 'r1', handle },
			{ id: 'r2', handle }
		]
	);
	await store.claim();
	expect([await store.root('r1'), await store.root('r2')]).toEqual([
		{ id: 'r1', handle },
		undefined
	]);
});

test('rows of the first version, which knew no folders, are files at the top', async () => {
	const first = new Dexie('upgraded');
	first.version(1).stores(SCHEMA[0]!.stores);
	await first.table('uploads').put(FIRST_VERSION_ROW);
	first.close();
	const store = await openDexieStore({ name: 'upgraded' });
	expect(await store.uploads()).toEqual([{ ...FIRST_VERSION_ROW, kind: 'file', folders: [] }]);
});

test('a store that a newer version wants to change is closed and says so', async () => {
	let outdated = 0;
	await openDexieStore({ name: 'outdated', onOutdated: () => outdated++ });
	const newer = new Dexie('outdated');
	newer.version(99).stores(SCHEMA.at(-1)!.stores);
	await newer.open();
	expect(outdated).toBe(1);
	newer.close();
	await expect(openDexieStore({ name: 'outdated' })).rejects.toMatchObject({
		code: 'version-mismatch'
	});
});

let databases = 0;
describeStore('the store in IndexedDB', () => openDexieStore({ name: `test-${databases++}` }));
describeStore('the store in memory that tests use', async () => memoryStore());
