import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KiB } from '../../src/lib/kernel/bytes';
import type { FileRig } from './files/file-rig';
import { binned, listed, namesIn, newFolder, put, token } from './files/file-rig';
import { proxiedRig, type ProxiedRig } from './proxied-rig';
import { expectCode, fresh, rejection } from './rig';

const partSize = 100 * KiB;
const CALM = { operationTime: 0, safeKey: '', downloadBinding: 'agent', folderOrder: 'lenient' };

describe.each(['cookie', 'open'] as const)('the files of 115 %s', (flavour) => {
	let rig: ProxiedRig & FileRig;

	beforeAll(async () => {
		const wish = { partSize, singlePut: partSize };
		const shape = { drive: 'pan115', flavour, partSize, wish, files: true } as const;
		rig = (await proxiedRig(shape)) as ProxiedRig & FileRig;
	});
	beforeEach(() => rig.admin('config', CALM));
	afterAll(() => rig.close());

	test('are changed by several people at once, one change after the other', async () => {
		const [from, to] = [await newFolder(rig), await newFolder(rig)];
		const file = await put(rig, from, `${token()}.bin`, fresh(5));
		const busyCode = flavour === 'cookie' ? 990019 : 990005;
		await rig.admin('config', { operationTime: 0.5, busyCode });
		await Promise.all([rig.files.copy([file], to.id), rig.files.copy([file], to.id)]);
		await rig.files.move([file], to.id);
		expect(await namesIn(rig, to.id)).toEqual([file.name, file.name, file.name]);
		expect(await namesIn(rig, from.id)).toEqual([]);
	}, 30_000);

	test('come whole from a lost answer to a change', async () => {
		const folder = await newFolder(rig);
		const file = await put(rig, folder, `${token()}.bin`, fresh(5));
		const path = flavour === 'cookie' ? '/rb/delete' : '/ufile/delete';
		await rig.admin('faults', [{ match: { path }, do: { kind: 'drop-response' } }]);
		await expectCode(rig.files.trash([file]), 'network');
		await rig.files.trash([file]);
		expect(await listed(rig, folder.id)).toEqual([]);
		await rig.files.restore([file]);
		expect(await namesIn(rig, folder.id)).toEqual([file.name]);
	});

	test('have no link that only a cookie opens, and one that anybody may open', async () => {
		const bytes = fresh(50);
		const folder = await newFolder(rig);
		const file = await put(rig, folder, 'a & b#1.bin', bytes);
		await rig.admin('config', { downloadBinding: 'cookie' });
		await expectCode(rig.files.link(file), 'drive-refused');
		await rig.admin('config', { downloadBinding: 'none' });
		const { url } = await rig.files.link({ ...file, key: undefined });
		expect(Buffer.compare(await rig.download(url), bytes)).toBe(0);
	});

	test('are told apart in the bin by what is theirs, when several are named alike', async () => {
		const [one, two] = [await newFolder(rig), await newFolder(rig)];
		const name = `${token()}.bin`;
		const bytes = fresh(7);
		const older = await put(rig, one, name, bytes);
		const newer = await put(rig, two, name, bytes);
		await rig.files.trash([older, newer]);
		await rig.files.restore([older]);
		expect(await listed(rig, one.id)).toMatchObject([{ name, id: older.id }]);
		expect(await listed(rig, two.id)).toEqual([]);
	});
});

test('with a safe key, 115 deletes nothing for ever, and says why', async () => {
	const wish = { partSize, singlePut: partSize };
	const shape = { drive: 'pan115', flavour: 'cookie', partSize, wish, files: true } as const;
	const rig = (await proxiedRig(shape)) as ProxiedRig & FileRig;
	try {
		const folder = await newFolder(rig);
		await rig.files.trash([folder]);
		await rig.admin('config', { safeKey: '123456' });
		const [entry] = await binned(rig);
		await expectCode(rig.files.erase([entry!]), 'safe-key-needed');
		expect((await rejection(rig.files.emptyBin())).detail).toContain('320001');
		expect(await binned(rig)).toHaveLength(1);
		await rig.files.restore([folder]);
		expect((await listed(rig, '')).map(({ id }) => id)).toEqual([folder.id]);
	} finally {
		await rig.close();
	}
});
