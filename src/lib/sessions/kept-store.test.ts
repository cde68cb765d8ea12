import { beforeEach, describe, expect, test } from 'vitest';
import { settle } from '../../../tests/support/fake-clock';
import { describeStore } from '../../../tests/support/store-contract';
import { handle, StoreRig } from '../../../tests/support/store-rig';
import { anUpload } from '../../../tests/support/uploads';
import { MiB } from '../kernel/bytes';

const receipt = (number: number) => ({ number, size: 10, etag: `e${number}` });
const session = { uploadId: 'u1', id: 's1', partSize: 10, parts: 9, listable: true, sealed: 'x' };

let rig: StoreRig;

beforeEach(() => {
	rig = new StoreRig();
});

describeStore('the store over any disk', () => new StoreRig().claimed());

test('a write is not said to be stored before the disk has it', async () => {
	const store = await rig.claimed();
	await store.saveUpload(anUpload());
	expect(rig.disk.rows('uploads')).toEqual([anUpload()]);
});

test('what is held in memory is not read from the disk again', async () => {
	const store = await rig.claimed();
	await store.saveSession(session);
	const { reads } = rig.disk;
	await Promise.all([store.session('u1'), store.receipts('u1'), store.setting('x')]);
	expect(rig.disk.reads).toBe(reads);
});

test('a store that nobody claimed reads what is on the disk now, and writes nothing', async () => {
	const reader = rig.open();
	const store = await rig.claimed();
	await store.saveUpload(anUpload());
	expect(await reader.uploads()).toEqual([anUpload()]);
	await store.removeUploads(['u1']);
	expect(await reader.uploads()).toEqual([]);
	await expect(reader.saveUpload(anUpload())).rejects.toMatchObject({ code: 'unexpected' });
});

test('a row that changes on its way to the disk goes there again', async () => {
	const store = await rig.claimed();
	const letOne = rig.slow();
	void store.saveSetting('a', 1);
	await settle();
	const second = store.saveSetting('a', 2);
	await letOne();
	expect(rig.disk.rows('settings')).toContainEqual({ key: 'a', value: 1 });
	await letOne();
	await second;
	expect(rig.disk.rows('settings')).toContainEqual({ key: 'a', value: 2 });
});

describe('a disk that fails once', () => {
	test('is tried again, and nobody hears of it', async () => {
		const store = await rig.claimed();
		rig.disk.hiccups = 2;
		const saved = store.saveUpload(anUpload());
		await settle();
		expect(rig.disk.rows('uploads')).toEqual([]);
		await rig.clock.advance(1_000);
		await saved;
		expect(rig.disk.rows('uploads')).toHaveLength(1);
		expect(rig.states).not.toContain('blocked');
	});

	test('at the start is tried again', async () => {
		rig.disk.hiccups = 2;
		const store = await rig.claimed();
		expect(store.keeping.state).toBe('disk');
	});
});

describe('a disk that is full', () => {
	test('lets writes count in memory, says so, and has all of them when there is room again', async () => {
		const store = await rig.claimed();
		await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
		await store.saveSession(session);
		rig.disk.trouble = 'storage-quota';
		for (const number of [1, 2, 3]) await store.addReceipt('u1', receipt(number));
		expect(store.keeping.state).toBe('full');
		expect(await store.receipts('u1')).toHaveLength(3);
		expect(rig.disk.rows('receipts')).toHaveLength(0);
		await rig.clock.advance(60_000);
		expect(rig.disk.failures).toBeGreaterThan(3);
		rig.disk.trouble = undefined;
		await rig.clock.advance(10_000);
		expect(store.keeping.state).toBe('disk');
		expect(rig.disk.rows('receipts')).toHaveLength(3);
		await store.dropSession('u1');
		expect([rig.disk.rows('sessions'), rig.disk.rows('receipts')]).toEqual([[], []]);
	});

	test('is well again only when it has what came while it recovered', async () => {
		const store = await rig.claimed();
		rig.disk.trouble = 'storage-quota';
		await store.saveSetting('a', 1);
		rig.disk.trouble = undefined;
		const letOne = rig.slow();
		await rig.clock.advance(2_000);
		await store.saveSetting('a', 2);
		await letOne();
		expect(store.keeping.state).toBe('full');
		await letOne();
		expect(store.keeping.state).toBe('disk');
		expect(rig.disk.rows('settings')).toContainEqual({ key: 'a', value: 2 });
	});

	test('at the start shows the list that it has', async () => {
		await (await rig.claimed()).saveUpload(anUpload());
		rig.disk.trouble = 'storage-quota';
		const store = await rig.claimed();
		expect(await store.uploads()).toEqual([anUpload()]);
		expect(store.keeping.state).toBe('full');
		await store.saveUpload(anUpload({ status: { state: 'paused' } }));
		rig.disk.trouble = undefined;
		await rig.clock.advance(10_000);
		expect(rig.disk.rows('uploads')).toMatchObject([{ status: { state: 'paused' } }]);
		expect(store.keeping.state).toBe('disk');
	});

	test('that never has room again rejects nothing and asks no more than now and then', async () => {
		const unheard: unknown[] = [];
		const hear = (error: unknown) => unheard.push(error);
		process.on('unhandledRejection', hear);
		rig.disk.trouble = 'storage-quota';
		const store = await rig.claimed();
		await store.saveSetting('note', 'x');
		await rig.clock.advance(600_000);
		process.off('unhandledRejection', hear);
		expect(unheard).toEqual([]);
		expect(rig.disk.failures).toBeLessThan(140);
		expect(await store.setting('note')).toBe('x');
	});
});

test('a row that no disk can store fails alone, and holds up no other', async () => {
	const store = await rig.claimed();
	const wrong = store.saveSetting('wrong', () => 'a function');
	await expect(wrong).rejects.toMatchObject({ code: 'unexpected' });
	await store.saveSetting('right', 1);
	expect(rig.disk.rows('settings')).toContainEqual({ key: 'right', value: 1 });
	expect(store.keeping.state).toBe('disk');
});

test('a disk without an answer is done without', async () => {
	rig.disk.claim = rig.disk.read = () => new Promise<never>(() => {});
	const store = rig.open();
	const claiming = store.claim();
	await rig.clock.advance(60_000);
	await claiming;
	await store.saveUpload(anUpload());
	expect(store.keeping.state).toBe('blocked');
});

test('scarce room is told of before it runs out', async () => {
	rig.left = 5 * MiB;
	const store = await rig.claimed();
	expect(store.keeping).toMatchObject({ state: 'low', left: 5 * MiB });
	rig.left = 500 * MiB;
	await rig.clock.advance(60_000);
	await store.addUploads([anUpload()], []);
	await settle();
	expect(store.keeping.state).toBe('disk');
});

test('receipts of finished uploads are found on their way to the disk and after it', async () => {
	const store = await rig.claimed();
	const proof = { uploadId: 'u1', parts: [] } as never;
	rig.disk.trouble = 'storage-quota';
	await store.saveUploadReceipt(proof);
	expect(await store.uploadReceipts(['u1'])).toEqual([proof]);
	rig.disk.trouble = undefined;
	await rig.clock.advance(10_000);
	expect(rig.disk.rows('uploadReceipts')).toHaveLength(1);
	expect(await store.uploadReceipts()).toEqual([proof]);
	await store.removeUploadReceipts(['u1']);
	expect(await store.uploadReceipts()).toEqual([]);
});
