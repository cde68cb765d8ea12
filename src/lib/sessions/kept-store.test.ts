import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { FakeDisk } from '../../../tests/support/fake-disk';
import { describeStore } from '../../../tests/support/store-contract';
import { anUpload } from '../../../tests/support/uploads';
import { MiB } from '../kernel/bytes';
import { keptStore, type KeptStore } from './kept-store';

const receipt = (number: number) => ({ number, size: 10, etag: `e${number}` });
const handle = { name: 'film.mkv', kind: 'file' } as unknown as FileSystemFileHandle;
const session = { uploadId: 'u1', id: 's1', partSize: 10, parts: 9, listable: true, sealed: 'x' };

let disk: FakeDisk;
let clock: FakeClock;
let left: number | undefined;
let states: string[];

beforeEach(() => {
	disk = new FakeDisk();
	clock = new FakeClock();
	left = undefined;
	states = [];
});

function open(): KeptStore {
	const store = keptStore({ disk, clock, room: async () => left });
	store.keepingChanged.on(({ state }) => states.push(state));
	return store;
}

async function claimed(): Promise<KeptStore> {
	const store = open();
	const claiming = store.claim();
	await clock.advance(2_000);
	await claiming;
	return store;
}

describeStore('the store over any disk', async () => {
	disk = new FakeDisk();
	const store = keptStore({ disk, clock: new FakeClock(), room: async () => undefined });
	await store.claim();
	return store;
});

test('a write is not said to be stored before the disk has it', async () => {
	const store = await claimed();
	await store.saveUpload(anUpload());
	expect(disk.rows('uploads')).toEqual([anUpload()]);
});

test('what is held in memory is not read from the disk again', async () => {
	const store = await claimed();
	await store.saveSession(session);
	const { reads } = disk;
	await Promise.all([store.session('u1'), store.receipts('u1'), store.setting('x')]);
	expect(disk.reads).toBe(reads);
});

test('a store that nobody claimed reads what is on the disk now, and writes nothing', async () => {
	const reader = open();
	const store = await claimed();
	await store.saveUpload(anUpload());
	expect(await reader.uploads()).toEqual([anUpload()]);
	await store.removeUploads(['u1']);
	expect(await reader.uploads()).toEqual([]);
	await expect(reader.saveUpload(anUpload())).rejects.toMatchObject({ code: 'unexpected' });
});

describe('a disk that fails once', () => {
	test('is tried again, and nobody hears of it', async () => {
		const store = await claimed();
		disk.hiccups = 2;
		const saved = store.saveUpload(anUpload());
		await settle();
		expect(disk.rows('uploads')).toEqual([]);
		await clock.advance(1_000);
		await saved;
		expect(disk.rows('uploads')).toHaveLength(1);
		expect(states).not.toContain('blocked');
	});

	test('at the start is tried again', async () => {
		disk.hiccups = 2;
		const store = await claimed();
		expect(store.keeping.state).toBe('disk');
	});
});

describe('a disk that is full', () => {
	test('lets writes count in memory, says so, and has all of them when there is room again', async () => {
		const store = await claimed();
		await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
		await store.saveSession(session);
		disk.trouble = 'storage-quota';
		for (const number of [1, 2, 3]) await store.addReceipt('u1', receipt(number));
		expect(store.keeping.state).toBe('full');
		expect(await store.receipts('u1')).toHaveLength(3);
		expect(disk.rows('receipts')).toHaveLength(0);
		await clock.advance(60_000);
		expect(disk.failures).toBeGreaterThan(3);
		disk.trouble = undefined;
		await clock.advance(10_000);
		expect(store.keeping.state).toBe('disk');
		expect(disk.rows('receipts')).toHaveLength(3);
		await store.dropSession('u1');
		expect([disk.rows('sessions'), disk.rows('receipts')]).toEqual([[], []]);
	});

	test('at the start shows the list that it has', async () => {
		await (await claimed()).saveUpload(anUpload());
		disk.trouble = 'storage-quota';
		const store = await claimed();
		expect(await store.uploads()).toEqual([anUpload()]);
		expect(store.keeping.state).toBe('full');
		await store.saveUpload(anUpload({ status: { state: 'paused' } }));
		disk.trouble = undefined;
		await clock.advance(10_000);
		expect(disk.rows('uploads')).toMatchObject([{ status: { state: 'paused' } }]);
		expect(store.keeping.state).toBe('disk');
	});

	test('that never has room again rejects nothing and asks no more than now and then', async () => {
		const unheard: unknown[] = [];
		const hear = (error: unknown) => unheard.push(error);
		process.on('unhandledRejection', hear);
		disk.trouble = 'storage-quota';
		const store = await claimed();
		await store.saveSetting('note', 'x');
		await clock.advance(600_000);
		process.off('unhandledRejection', hear);
		expect(unheard).toEqual([]);
		expect(disk.failures).toBeLessThan(140);
		expect(await store.setting('note')).toBe('x');
	});
});

describe('a disk that was cleared', () => {
	test('is written anew with everything, without waiting for the next write', async () => {
		const store = await claimed();
		await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
		await store.saveSession(session);
		await store.addReceipt('u1', receipt(1));
		const { listId } = store.keeping;
		disk.clear();
		await clock.advance(2_000);
		expect(disk.rows('uploads')).toHaveLength(1);
		expect(disk.rows('receipts')).toHaveLength(1);
		expect(disk.rows('roots')).toHaveLength(1);
		expect(store.keeping).toEqual({ state: 'rewritten', listId });
	});

	test('is noticed by a write that comes first', async () => {
		const store = await claimed();
		await store.saveUpload(anUpload());
		disk.clear();
		await store.saveUpload(anUpload({ id: 'u2' }));
		expect(disk.rows('uploads')).toHaveLength(2);
	});

	test('and claimed by another engine belongs to that one', async () => {
		const frozen = await claimed();
		await frozen.saveUpload(anUpload());
		disk.clear();
		const next = await claimed();
		await expect(frozen.saveUpload(anUpload())).rejects.toMatchObject({ code: 'superseded' });
		await next.saveUpload(anUpload({ id: 'u2' }));
		await clock.advance(60_000);
		expect(disk.rows('uploads').map(({ id }) => id)).toEqual(['u2']);
	});
});

describe('a browser that gives no disk', () => {
	beforeEach(() => (disk.trouble = 'storage-blocked'));

	test('leaves the app working in memory, and says so', async () => {
		const store = await claimed();
		expect(store.keeping).toEqual({ state: 'blocked' });
		await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
		expect(await store.uploads()).toHaveLength(1);
		expect(await store.root('r1')).toBeDefined();
	});

	test('and gives it later keeps both lists, and asks for a reload to show the older one', async () => {
		disk.trouble = undefined;
		await (await claimed()).saveUpload(anUpload({ id: 'older' }));
		disk.trouble = 'storage-blocked';
		const store = await claimed();
		await store.saveUpload(anUpload({ id: 'newer' }));
		disk.trouble = undefined;
		await clock.advance(20_000);
		expect(store.keeping.state).toBe('unread');
		const ids = disk.rows('uploads').map(({ id }) => id);
		expect(ids.sort()).toEqual(['newer', 'older']);
		expect((await (await claimed()).uploads()).length).toBe(2);
	});

	test('and gives it when another engine has claimed it leaves it to that one', async () => {
		const frozen = await claimed();
		await frozen.saveUpload(anUpload({ id: 'frozen' }));
		disk.trouble = undefined;
		// The frozen engine's clock stands still meanwhile.
		const later = new FakeClock(clock.now() + 5_000);
		const next = keptStore({ disk, clock: later, room: async () => undefined });
		await next.claim();
		await next.saveUpload(anUpload({ id: 'next' }));
		await clock.advance(60_000);
		await expect(frozen.saveUpload(anUpload())).rejects.toMatchObject({ code: 'superseded' });
		await next.saveUpload(anUpload({ id: 'next 2' }));
		expect(disk.rows('uploads').map(({ id }) => id)).toEqual(['next', 'next 2']);
	});
});

test('a row that no disk can store fails alone, and holds up no other', async () => {
	const store = await claimed();
	const wrong = store.saveSetting('wrong', () => 'a function');
	await expect(wrong).rejects.toMatchObject({ code: 'unexpected' });
	await store.saveSetting('right', 1);
	expect(disk.rows('settings')).toContainEqual({ key: 'right', value: 1 });
	expect(store.keeping.state).toBe('disk');
});

test('a disk without an answer is done without', async () => {
	disk.claim = disk.read = () => new Promise(() => {});
	const store = open();
	const claiming = store.claim();
	await clock.advance(60_000);
	await claiming;
	await store.saveUpload(anUpload());
	expect(store.keeping.state).toBe('blocked');
});

test('scarce room is told of before it runs out', async () => {
	left = 5 * MiB;
	const store = await claimed();
	expect(store.keeping).toMatchObject({ state: 'low', left: 5 * MiB });
	left = 500 * MiB;
	await clock.advance(60_000);
	await store.addUploads([anUpload()], []);
	await settle();
	expect(store.keeping.state).toBe('disk');
});

test('receipts of finished uploads are found on their way to the disk and after it', async () => {
	const store = await claimed();
	const proof = { uploadId: 'u1', parts: [] } as never;
	disk.trouble = 'storage-quota';
	await store.saveUploadReceipt(proof);
	expect(await store.uploadReceipts(['u1'])).toEqual([proof]);
	disk.trouble = undefined;
	await clock.advance(10_000);
	expect(disk.rows('uploadReceipts')).toHaveLength(1);
	expect(await store.uploadReceipts()).toEqual([proof]);
	await store.removeUploadReceipts(['u1']);
	expect(await store.uploadReceipts()).toEqual([]);
});
