import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { handle, StoreRig } from '../../../tests/support/store-rig';
import { anUpload } from '../../../tests/support/uploads';

const receipt = (number: number) => ({ number, size: 10, etag: `e${number}` });
const session = { uploadId: 'u1', id: 's1', partSize: 10, parts: 9, listable: true, sealed: 'x' };

let rig: StoreRig;

beforeEach(() => {
	rig = new StoreRig();
});

describe('a disk that was cleared', () => {
	test('is written anew with everything, without waiting for the next write', async () => {
		const store = await rig.claimed();
		await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
		await store.saveSession(session);
		await store.addReceipt('u1', receipt(1));
		const { listId } = store.keeping;
		rig.disk.clear();
		await rig.clock.advance(2_000);
		expect(rig.disk.rows('uploads')).toHaveLength(1);
		expect(rig.disk.rows('receipts')).toHaveLength(1);
		expect(rig.disk.rows('roots')).toHaveLength(1);
		expect(store.keeping).toEqual({ state: 'rewritten', listId });
	});

	test('gets the handles back that an earlier visit stored, once they were asked for', async () => {
		const before = await rig.claimed();
		await before.addUploads([anUpload()], [{ id: 'r1', handle }]);
		before.close();
		const store = await rig.claimed();
		await store.root('r1');
		rig.disk.clear();
		await rig.clock.advance(2_000);
		expect(rig.disk.rows('roots')).toEqual([{ id: 'r1', handle }]);
	});

	test('is noticed by a write that comes first', async () => {
		const store = await rig.claimed();
		await store.saveUpload(anUpload());
		rig.disk.clear();
		await store.saveUpload(anUpload({ id: 'u2' }));
		expect(rig.disk.rows('uploads')).toHaveLength(2);
	});

	test('belongs to the engine that claimed last, even when an older one comes back to it first', async () => {
		const older = await rig.claimed();
		await older.saveUpload(anUpload({ id: 'older' }));
		const newer = await rig.claimed();
		await newer.saveUpload(anUpload({ id: 'newer' }));
		// The older engine was frozen and has not heard of the newer one yet.
		rig.disk.clear();
		await older.saveUpload(anUpload({ id: 'older 2' }));
		await newer.saveUpload(anUpload({ id: 'newer 2' }));
		await expect(older.saveUpload(anUpload())).rejects.toMatchObject({ code: 'superseded' });
		await rig.clock.advance(60_000);
		const ids = rig.disk.rows('uploads').map(({ id }) => id);
		expect(ids.sort()).toEqual(['newer', 'newer 2', 'older']);
	});

	test('and claimed by another engine meanwhile belongs to that one', async () => {
		const frozen = await rig.claimed();
		await frozen.saveUpload(anUpload());
		rig.disk.clear();
		const next = await rig.claimed();
		await expect(frozen.saveUpload(anUpload())).rejects.toMatchObject({ code: 'superseded' });
		await next.saveUpload(anUpload({ id: 'u2' }));
		await rig.clock.advance(60_000);
		expect(rig.disk.rows('uploads').map(({ id }) => id)).toContain('u2');
	});
});

describe('a browser that gives no disk', () => {
	beforeEach(() => {
		rig.disk.trouble = 'storage-blocked';
	});

	test('leaves the app working in memory, and says so', async () => {
		const store = await rig.claimed();
		expect(store.keeping).toEqual({ state: 'blocked' });
		await store.addUploads([anUpload()], [{ id: 'r1', handle }]);
		expect(await store.uploads()).toHaveLength(1);
		expect(await store.root('r1')).toBeDefined();
	});

	test('and gives it later keeps both lists, and asks for a reload to show the older one', async () => {
		rig.disk.trouble = undefined;
		await (await rig.claimed()).saveUpload(anUpload({ id: 'older' }));
		rig.disk.trouble = 'storage-blocked';
		const store = await rig.claimed();
		await store.saveUpload(anUpload({ id: 'newer' }));
		rig.disk.trouble = undefined;
		await rig.clock.advance(20_000);
		expect(store.keeping.state).toBe('unread');
		const ids = rig.disk.rows('uploads').map(({ id }) => id);
		expect(ids.sort()).toEqual(['newer', 'older']);
		expect((await (await rig.claimed()).uploads()).length).toBe(2);
	});

	test('and gives it when another engine has claimed it leaves it to that one', async () => {
		const frozen = await rig.claimed();
		await frozen.saveUpload(anUpload({ id: 'frozen' }));
		rig.disk.trouble = undefined;
		// The frozen engine's clock stands still meanwhile.
		const later = new FakeClock(rig.clock.now() + 5_000);
		const next = rig.open(later);
		await next.claim();
		await next.saveUpload(anUpload({ id: 'next' }));
		await rig.clock.advance(60_000);
		await expect(frozen.saveUpload(anUpload())).rejects.toMatchObject({ code: 'superseded' });
		await next.saveUpload(anUpload({ id: 'next 2' }));
		expect(rig.disk.rows('uploads').map(({ id }) => id)).toEqual(['next', 'next 2']);
	});
});
