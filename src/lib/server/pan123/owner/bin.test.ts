import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../../drives/files';
import { connectionTo, item, listing } from '../../../../../tests/support/pan123-connection';
import type { Call, Reply } from '../../../../../tests/support/stub-upstream';

const entry = (id: string, folderId = '5'): FileEntry => ({
	...{ id, name: `${id}.bin`, folderId, kind: 'file', size: 1, digests: {} }
});
const trashed = (...ids: number[]) => ids.map((FileId) => item({ FileId, Trashed: true }));

function drive(routes: Record<string, (call: Call) => Reply>) {
	const { connection, calls } = connectionTo({ 'file/trash': () => ({ data: {} }), ...routes });
	return { files: connection.files!(), calls };
}
const infos = (...items: object[]) => ({ 'file/info': () => ({ data: { infoList: items } }) });

describe('trash', () => {
	test('sends a list of ids and nothing else, and looks into the bin', async () => {
		const { files, calls } = drive({ 'file/list/new': () => listing(trashed(2, 1)) });
		await files.trash([entry('1'), entry('2')]);
		expect(calls[0]?.body).toEqual({
			...{ driveId: 0, fileTrashInfoList: [{ FileId: 1 }, { FileId: 2 }] },
			...{ operation: true, event: 'intoRecycle', RequestSource: null }
		});
		expect(Object.fromEntries(calls[1]!.query)).toMatchObject({
			...{ trashed: 'true', event: 'recycleListFile' },
			...{ orderBy: 'trashed_at', orderDirection: 'desc' }
		});
		expect(calls).toHaveLength(2);
	});

	test('says so when the service answers 0 and does nothing', async () => {
		const { files } = drive({ 'file/list/new': () => listing([]), ...infos(item({ FileId: 1 })) });
		await expect(files.trash([entry('1')])).rejects.toMatchObject({ code: 'drive-refused' });
	});

	test('says so when an entry is gone, and is content with one deep in the bin', async () => {
		const list = { 'file/list/new': () => listing(trashed(8, 9), '9') };
		await expect(drive({ ...list, ...infos() }).files.trash([entry('1')])).rejects.toMatchObject({
			code: 'file-missing'
		});
		const { files, calls } = drive({ ...list, ...infos(...trashed(1)) });
		await files.trash([entry('1')]);
		expect(calls.filter(({ path }) => path === 'file/list/new')).toHaveLength(3);
	});
});

describe('restore', () => {
	test('says so when the folder is gone, or in the bin', async () => {
		const folder = (more: object) =>
			drive({
				'file/info': ({ body }) => {
					const [asked] = body.fileIdList as { fileId: number }[];
					return { data: { infoList: asked?.fileId === 1 ? trashed(1) : [more].flat() } };
				}
			}).files.restore([entry('1')]);
		await expect(folder([])).rejects.toMatchObject({ code: 'folder-missing' });
		await expect(folder(trashed(5))).rejects.toMatchObject({ code: 'folder-missing' });
		// The folder is there: the service refused without a word.
		const there = item({ FileId: 5, Type: 1, Trashed: false });
		await expect(folder(there)).rejects.toMatchObject({ code: 'drive-refused' });
	});
});
