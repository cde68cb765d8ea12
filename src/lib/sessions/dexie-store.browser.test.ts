import { afterEach, expect, test, vi } from 'vitest';
import { describeStore } from '../../../tests/support/store-contract';
import { anUpload } from '../../../tests/support/uploads';
import { openDexieStore } from './dexie-store';
import type { KeptStore } from './kept-store';

let databases = 0;
const freshName = () => `browser-${databases++}-${performance.timeOrigin}`;

async function claimed(name = freshName()): Promise<KeptStore> {
	const store = openDexieStore({ name });
	await store.claim();
	return store;
}

afterEach(() => {
	vi.restoreAllMocks();
});

describeStore('the store in the browser’s own IndexedDB', () => claimed());

test('a file handle comes back from the store as the same entry', async () => {
	const directory = await navigator.storage.getDirectory();
	const handle = await directory.getFileHandle('kept.bin', { create: true });
	const name = freshName();
	const first = await claimed(name);
	await first.addUploads([anUpload()], [{ id: 'r1', handle }]);
	first.close();
	const second = await claimed(name);
	const root = await second.root('r1');
	expect(await root?.handle?.isSameEntry(handle)).toBe(true);
});

test('a database that is deleted amid writes has all of them afterwards, and the handles', async () => {
	const directory = await navigator.storage.getDirectory();
	const handle = await directory.getFileHandle('kept.bin', { create: true });
	const name = freshName();
	const store = await claimed(name);
	await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
	const writes: Promise<void>[] = [];
	for (let number = 1; number <= 20; number++) {
		writes.push(store.addReceipt('u1', { number, size: 10, etag: `e${number}` }));
		if (number === 10) indexedDB.deleteDatabase(name);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	await Promise.all(writes);
	await expect.poll(() => store.keeping.state).toBe('rewritten');
	const next = await claimed(name);
	expect(await next.uploads()).toHaveLength(1);
	expect(await next.receipts('u1')).toHaveLength(20);
	expect(await (await next.root('r1'))?.handle?.isSameEntry(handle)).toBe(true);
});

test('a browser that refuses IndexedDB is worked without until it gives it', async () => {
	const name = freshName();
	const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
		throw new DOMException('The user denied permission.', 'SecurityError');
	});
	const store = await claimed(name);
	await store.saveUpload(anUpload());
	expect(store.keeping.state).toBe('blocked');
	expect(await store.uploads()).toHaveLength(1);
	open.mockRestore();
	await expect.poll(() => store.keeping.state, { timeout: 8_000 }).toBe('disk');
	expect(await (await claimed(name)).uploads()).toHaveLength(1);
});

test('a transaction that aborts once is made again, and nobody hears of it', async () => {
	const name = freshName();
	const store = await claimed(name);
	const states: string[] = [];
	store.keepingChanged.on(({ state }) => states.push(state));
	const put = IDBObjectStore.prototype.put;
	let puts = 0;
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
		this: IDBObjectStore,
		...args: Parameters<typeof put>
	) {
		const request = put.apply(this, args);
		if (puts++ === 0) this.transaction.abort();
		return request;
	});
	await store.saveUpload(anUpload());
	expect(puts).toBe(2);
	expect(states).toEqual([]);
	expect(await (await claimed(name)).uploads()).toHaveLength(1);
});

test('ten thousand rows are claimed and held within a second or two', async () => {
	const name = freshName();
	const first = await claimed(name);
	for (let lot = 0; lot < 10; lot++) {
		const rows = Array.from({ length: 1_000 }, (_, i) => anUpload({ id: `${lot}-${i}` }));
		await first.addUploads(rows, []);
	}
	first.close();
	const startedAt = performance.now();
	const second = await claimed(name);
	expect(await second.uploads()).toHaveLength(10_000);
	const took = performance.now() - startedAt;
	expect(took).toBeLessThan(4_000);
}, 60_000);
