import { expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';
import { commands } from './commands';
import type { Engine } from './create-engine';
import { Roots } from '../sources/roots';
import { Folders } from '../uploads/folders';

test('new versions of many files go up, and one that is gone says so without holding the rest', async () => {
	const rig = new EngineRig();
	await rig.start();
	const add = (id: string, order: number) =>
		rig.add(fresh(20), { id, order, name: id, source: { rootId: id, path: [] } });
	const ids = [await add('gone', 1), await add('changed', 2)];
	rig.files.delete('gone');
	const bytes = fresh(30);
	// What the drive already has of a file is not given up without a word.
	rig.onPut = (_, count) => {
		if (count === 2) rig.write('changed', bytes);
		return 'store';
	};
	for (const id of ids) expect(await rig.status(id)).toMatchObject({ state: 'waiting' });
	const roots = {
		get: async (id: string) => ({ id }),
		file: async ({ rootId }: { rootId: string }) => {
			const file = rig.files.get(rootId);
			if (!file) throw new TransferError('source-missing');
			return file;
		}
	};
	const engine = { queue: rig.queue, roots } as unknown as Engine;
	await commands(async () => engine).acceptChange(ids);
	expect(await rig.status('gone')).toMatchObject({ cause: 'source-missing' });
	await rig.expectStored('changed', bytes);
});

test('a new version of a file that the browser has no handle of must be given by the person', async () => {
	const rig = new EngineRig();
	await rig.start();
	const id = await rig.add(fresh(20));
	rig.onPut = (_, count) => {
		if (count === 2) rig.write('r1', fresh(30));
		return 'store';
	};
	expect(await rig.status(id)).toMatchObject({ cause: 'source-changed' });
	const roots = new Roots(rig.store);
	roots.add([{ id: 'r1', file: rig.files.get('r1')! }]);
	rig.files.delete('r1');
	const engine = { queue: rig.queue, roots } as unknown as Engine;
	await commands(async () => engine).acceptChange([id]);
	expect(await rig.status(id)).toMatchObject({
		cause: 'source-missing',
		code: 'source-forgotten'
	});
	expect(await roots.get('r1')).toBeUndefined();
	// What was sent of the old version is of no use to the new one.
	expect(await rig.store.session(id)).toBeUndefined();
});

test.each(['rename', 'trash'] as const)(
	'after a %s of a folder, what is dropped again goes to a new one of its name',
	async (verb) => {
		const { memory } = new EngineRig();
		const folders = new Folders();
		const ensure = () => folders.ensure('a1', memory, '', ['trip']);
		const first = await ensure();
		expect(await ensure()).toBe(first);
		let isGone = false;
		const away = async () => void (isGone = true);
		const files = { rename: away, trash: away, entries: async () => ({ entries: [] }) };
		const engine = { accounts: { files: async () => files }, folders } as unknown as Engine;
		const { files: ask } = commands(async () => engine);
		await ask('a1', 'entries', ['']);
		const createFolder = memory.createFolder.bind(memory);
		memory.createFolder = (parentId, name) =>
			createFolder(parentId, isGone ? `${name}, made anew` : name);
		expect(await ensure()).toBe(first);
		await ask('a1', verb, [] as never);
		expect(await ensure()).not.toBe(first);
	}
);
