import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { anUpload } from '../../../tests/support/uploads';
import { folderCounter } from '../engine/folder-count';
import { TransferError } from '../kernel/errors';
import { Folders } from './folders';
import type { Upload } from './upload';

let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
});

let made = 0;
const add = (name: string, folders: readonly string[], kind: 'file' | 'folder' = 'file') =>
	rig.add(kind === 'file' ? fresh(15) : new Uint8Array(), {
		id: `u${made++}`,
		order: made,
		name,
		kind,
		folders,
		source: { rootId: `r${made}`, path: [] }
	});

async function tree(folderId = '', prefix = ''): Promise<string[]> {
	const { entries } = await rig.memory.list(folderId);
	const paths: string[] = [];
	for (const { id, name, kind } of entries) {
		paths.push(`${prefix}/${name}`);
		if (kind === 'folder') paths.push(...(await tree(id, `${prefix}/${name}`)));
	}
	return paths.sort();
}

describe('a folder', () => {
	test('is mirrored, and each of its folders is asked for once', async () => {
		let asked = 0;
		rig.lie({
			createFolder: async (...args) => {
				asked += 1;
				return rig.memory.createFolder(...args);
			}
		});
		const ids = [];
		for (let i = 0; i < 6; i++) ids.push(await add(`${i}`, ['trip', i % 2 ? 'day 1' : 'day 2']));
		for (const id of ids) await rig.status(id);
		expect(await tree()).toEqual(
			['/trip', '/trip/day 1', '/trip/day 2']
				.concat([0, 2, 4].map((i) => `/trip/day 2/${i}`))
				.concat([1, 3, 5].map((i) => `/trip/day 1/${i}`))
				.sort()
		);
		expect(asked).toBe(3);
	});

	test('without files is there too', async () => {
		expect(await rig.status(await add('empty', ['trip'], 'folder'))).toMatchObject({
			state: 'done'
		});
		expect(await tree()).toEqual(['/trip', '/trip/empty']);
	});

	test('that someone deleted in the drive meanwhile is made anew', async () => {
		await rig.status(await add('a', ['trip']));
		let gone = true;
		rig.lie({
			open: async (...args) => {
				if (!gone) return rig.memory.open(...args);
				gone = false;
				throw new TransferError('folder-missing');
			}
		});
		expect(await rig.status(await add('b', ['trip']))).toMatchObject({ state: 'done' });
	});

	test('whose name the drive refuses fails its files before anything is hashed', async () => {
		const status = await rig.status(await add('fine.txt', ['what?']));
		expect(status).toMatchObject({ state: 'failed', code: 'name-refused' });
		expect(rig.hashings).toBe(0);
	});
});

describe('asking for folders', () => {
	const names = ['a', 'b', 'c', 'd'];
	/** Calls of a Folders that knows how many folders are wanted in each one. */
	function counted(wanted: number) {
		const calls = { list: 0, createFolder: 0 };
		rig.lie({
			list: (...args) => ((calls.list += 1), rig.memory.list(...args)),
			createFolder: (...args) => ((calls.createFolder += 1), rig.memory.createFolder(...args))
		});
		return { calls, folders: new Folders(() => wanted) };
	}
	const ensure = (folders: Folders, ...path: string[]) => folders.ensure('a1', rig.drive, '', path);

	test('that are there takes one look at the folder above, instead of a call each', async () => {
		const ids = new Map<string, string>();
		for (const name of names) ids.set(name, (await rig.memory.createFolder('', name)).id);
		const { calls, folders } = counted(4);
		const found = await Promise.all(names.map((name) => ensure(folders, name)));
		expect(found).toEqual([...ids.values()]);
		expect(calls).toEqual({ list: 1, createFolder: 0 });
	});

	test('makes what is missing, and looks no more into what is new', async () => {
		const { calls, folders } = counted(4);
		for (const name of names) await ensure(folders, 'trip', name, 'deep');
		expect(await tree()).toHaveLength(9);
		expect(calls).toEqual({ list: 1, createFolder: 9 });
	});

	test('does not look where only a few are wanted', async () => {
		const { calls, folders } = counted(2);
		for (const name of names) await ensure(folders, name);
		expect(calls).toEqual({ list: 0, createFolder: 4 });
	});

	test('reads no more pages of a full folder than that may save', async () => {
		for (let i = 0; i < 450; i++) await rig.memory.createFolder('', `${i}`);
		const { calls, folders } = counted(4);
		const id = await ensure(folders, '449');
		expect(calls).toEqual({ list: 2, createFolder: 1 });
		expect(id).toBe((await rig.memory.createFolder('', '449')).id);
	});

	test('goes on without a look that failed', async () => {
		const { folders } = counted(4);
		rig.lie({ list: () => Promise.reject(new TransferError('rate-limited')) });
		await ensure(folders, 'trip');
		expect(await tree()).toEqual(['/trip']);
	});

	test('of one tree by two drops at once makes no twins, and none between accounts is mixed up', async () => {
		const { calls, folders } = counted(1);
		const trip = () => names.map((name) => ensure(folders, 'trip', name));
		const ids = await Promise.all([...trip(), ...trip()]);
		expect(new Set(ids).size).toBe(4);
		expect(calls.createFolder).toBe(5);
		await folders.ensure('a2', rig.drive, '', ['trip']);
		expect(calls.createFolder).toBe(6);
	});

	test('counts those that unfinished rows want within a folder', () => {
		const of = (folders: string[], more: Partial<Upload> = {}) => ({
			upload: anUpload({ accountId: 'a1', folderId: '', folders, ...more })
		});
		const rows = [
			of(['trip', 'a']),
			of(['trip', 'a', 'deep']),
			of(['trip', 'b']),
			of(['trip'], { kind: 'folder', name: 'c' }),
			of(['trip', 'd'], { status: { state: 'cancelled', reason: 'person' } }),
			of(['trip', 'e'], { accountId: 'a2' })
		];
		const wanted = folderCounter(() => rows, rig.clock);
		expect(wanted('a1', '', [])).toBe(1);
		expect(wanted('a1', '', ['trip'])).toBe(3);
		expect(wanted('a1', '', ['trip', 'a'])).toBe(1);
		expect(wanted('a1', '7', [])).toBe(0);
	});
});
