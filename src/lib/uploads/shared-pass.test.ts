import { expect, test } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import { settle } from '../../../tests/support/fake-clock';
import { anUpload } from '../../../tests/support/uploads';
import type { Hashed } from './hash-source';
import { SharedPasses } from './shared-pass';
import type { Upload } from './upload';

const bytes = new TextEncoder().encode('the same film for everybody');

/** Rows of one file for several folders, which know each other. */
async function twins(rig: EngineRig, ids: readonly string[], fields: Partial<Upload> = {}) {
	const { name, size, lastModified } = rig.write('r1', bytes, 1);
	const rows = ids.map((id, order) => {
		const others = ids.filter((other) => other !== id);
		const identity = { name, size, lastModified };
		return anUpload({ id, order, identity, twins: others, folders: [id], ...fields });
	});
	await rig.queue.add(rows, []);
}

test('a file for three targets is read once, and arrives in all of them', async () => {
	const rig = new EngineRig();
	await rig.start();
	await twins(rig, ['a', 'b', 'c']);
	for (const id of ['a', 'b', 'c']) expect(await rig.status(id)).toMatchObject({ state: 'done' });
	expect(rig.hashings).toBe(1);
	const digests = ['a', 'b', 'c'].map((id) => rig.queue.entry(id)!.upload.digests);
	expect(new Set(digests.map((one) => one?.md5)).size).toBe(1);
	expect(digests[0]).toHaveProperty('sha1');
});

test('rows that get their turn when others are done take what those knew', async () => {
	const rig = new EngineRig();
	await rig.start();
	const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
	await twins(rig, ids);
	for (const id of ids) expect(await rig.status(id)).toMatchObject({ state: 'done' });
	expect(rig.hashings).toBe(1);
});

test('when the one that reads is stopped, another reads for all that are left', async () => {
	const rows = ['a', 'b', 'c'].map((id, order, all) =>
		anUpload({ id, order, twins: all.filter((other) => other !== id) })
	);
	const passes = new SharedPasses({
		row: (id) => rows.find((row) => row.id === id),
		kinds: () => ['md5']
	});
	const stopped = new AbortController();
	const hashed: Hashed = { digests: { md5: 'aa' }, stripes: new Uint8Array(8) };
	const readers: string[] = [];
	const progress: string[] = [];
	const hash = (id: string) =>
		passes.hash(
			rows.find((row) => row.id === id)!,
			['md5'],
			{
				store: { hashing: async () => undefined },
				signal: id === 'a' ? stopped.signal : new AbortController().signal,
				onProgress: (bytes) => progress.push(`${id} ${bytes}`),
				async read(_, tell) {
					readers.push(id);
					await settle();
					tell(1);
					if (id !== 'a') return hashed;
					stopped.abort();
					throw stopped.signal.reason;
				}
			}
		);
	const [a, b, c] = ['a', 'b', 'c'].map(hash);
	await expect(a).rejects.toThrow();
	expect(await b).toBe(hashed);
	expect(await c).toBe(hashed);
	expect(readers).toEqual(['a', 'b']);
	expect(progress).toEqual(['b 1', 'c 1', 'c 1']);
});

test('a file that is another one by now is read for itself', async () => {
	const rig = new EngineRig();
	await rig.start();
	await twins(rig, ['a']);
	await rig.status('a');
	const { source } = rig.queue.entry('a')!.upload;
	const { name, size, lastModified } = rig.write('r1', new TextEncoder().encode('another film'), 2);
	const identity = { name, size, lastModified };
	await rig.queue.add([anUpload({ id: 'b', identity, source, twins: ['a'], folders: ['b'] })], []);
	expect(await rig.status('b')).toMatchObject({ state: 'done' });
	expect(rig.hashings).toBe(2);
});
