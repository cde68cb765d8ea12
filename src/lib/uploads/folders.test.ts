import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';

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
