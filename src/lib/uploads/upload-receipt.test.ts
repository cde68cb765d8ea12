import { expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { createHash } from 'node:crypto';

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

test('a finished upload leaves a receipt that names every part, and nothing else', async () => {
	const rig = new EngineRig();
	await rig.start();
	const bytes = fresh(25);
	const id = await rig.add(bytes, { folderPath: '/movies', name: 'film.mkv' });
	await rig.expectStored(id, bytes);
	await rig.settled();
	const [receipt] = await rig.store.uploadReceipts();
	const status = rig.queue.entry(id)!.upload.status;
	expect(receipt).toMatchObject({
		uploadId: id,
		path: '/movies/film.mkv',
		size: 25,
		digests: { md5: md5(bytes) },
		instant: false,
		remoteId: status.state === 'done' && status.file.id,
		parts: [
			{ number: 1, size: 10, etag: md5(bytes.subarray(0, 10)) },
			{ number: 2, size: 10, etag: md5(bytes.subarray(10, 20)) },
			{ number: 3, size: 5, etag: md5(bytes.subarray(20)) }
		]
	});
	expect(receipt!.finishedAt).toBeGreaterThanOrEqual(receipt!.addedAt);
	expect(await rig.store.hashing(id)).toBeUndefined();
	expect(await rig.store.session(id)).toBeUndefined();
});

test('an instant upload leaves one without parts, and removing the row keeps both', async () => {
	const rig = new EngineRig();
	await rig.start();
	const bytes = fresh(25);
	await rig.expectStored(await rig.add(bytes, { id: 'first' }), bytes);
	const again = await rig.add(bytes, { id: 'second', name: 'again.mkv' });
	expect(await rig.status(again)).toMatchObject({ state: 'done', instant: true });
	await rig.queue.takeOff(['first', 'second']);
	const receipts = await rig.store.uploadReceipts(['second', 'first', 'nobody']);
	expect(receipts.map(({ uploadId, instant }) => [uploadId, instant]).sort()).toEqual([
		['first', false],
		['second', true]
	]);
});
