import { describe, expect, test } from 'vitest';
import type { SessionStore } from '../../src/lib/sessions/session-store';
import { anUpload } from './uploads';

const receipt = (number: number) => ({ number, size: 10, etag: `e${number}` });
const session = (uploadId: string, id = 's1') => ({
	uploadId,
	id,
	partSize: 10,
	parts: 3,
	listable: true,
	sealed: 'x'
});
// A stand-in that survives structured clone; real handles are tested in the browser.
const handle = { name: 'film.mkv', kind: 'file' } as unknown as FileSystemFileHandle;

/** describeStore: what every SessionStore does. */
export function describeStore(name: string, open: () => Promise<SessionStore>): void {
	describe(name, () => {
		test('keeps uploads and replaces them by id', async () => {
			const store = await open();
			await store.addUploads([anUpload(), anUpload({ id: 'u2' })], []);
			await store.saveUpload(anUpload({ status: { state: 'paused' } }));
			const states = (await store.uploads()).map(({ id, status }) => [id, status.state]);
			expect(states.sort()).toEqual([
				['u1', 'paused'],
				['u2', 'queued']
			]);
		});

		test('keeps one receipt per part number', async () => {
			const store = await open();
			for (const number of [2, 1, 2]) await store.addReceipt('u1', receipt(number));
			const kept = await store.receipts('u1');
			expect(kept.map(({ number }) => number)).toEqual([1, 2]);
		});

		test('drops the receipts of an older session, and keeps them for the same one', async () => {
			const store = await open();
			await store.saveSession(session('u1'));
			await store.addReceipt('u1', receipt(1));
			await store.saveSession({ ...session('u1'), committing: true });
			expect(await store.receipts('u1')).toHaveLength(1);
			await store.saveSession(session('u1', 's2'));
			expect(await store.receipts('u1')).toHaveLength(0);
		});

		test('replaces all receipts by what the drive listed', async () => {
			const store = await open();
			await store.addReceipt('u1', receipt(1));
			await store.setReceipts('u1', [receipt(2), receipt(3)]);
			const kept = await store.receipts('u1');
			expect(kept.map(({ number }) => number)).toEqual([2, 3]);
		});

		test('keeps the session of a removed upload with its row, and not what nobody needs', async () => {
			const store = await open();
			const hashing = { identity: anUpload().identity, stripes: new Uint8Array(8) };
			await store.addUploads([anUpload(), anUpload({ id: 'u2' })], [{ id: 'r1', handle }]);
			for (const uploadId of ['u1', 'u2']) await store.saveHashing({ ...hashing, uploadId });
			await store.saveSession(session('u1'));
			await store.addReceipt('u1', receipt(1));
			await store.removeUploads(['u1']);
			expect(await store.uploads()).toHaveLength(1);
			expect((await store.session('u1'))?.row).toEqual(anUpload());
			expect(await store.receipts('u1')).toHaveLength(1);
			expect(await store.hashing('u1')).toBeDefined();
			expect(await store.root('r1')).toBeDefined();
			// Removed again, after it had lost its row, it still knows it.
			await store.removeUploads(['u1']);
			expect((await store.session('u1'))?.row).toEqual(anUpload());
			await store.removeUploads(['u2']);
			expect(await store.hashing('u2')).toBeUndefined();
			expect(await store.root('r1')).toBeUndefined();
		});

		test('keeps settings by key', async () => {
			const store = await open();
			await store.saveSetting('a', { deep: [1] });
			expect(await store.setting('a')).toEqual({ deep: [1] });
			await store.saveSetting('a', undefined);
			expect(await store.setting('a')).toBeUndefined();
			expect(await store.setting('b')).toBeUndefined();
		});
	});
}
