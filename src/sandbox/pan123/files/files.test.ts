import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox, type TestSandbox } from '../../testing';

let sandbox: TestSandbox;
beforeEach(async () => {
	sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

async function seed(path: string, size = 1): Promise<number> {
	const answer = await sandbox.admin('seed', { drive: 'pan123', path, size, seed: path });
	return Number(((await answer.json()) as { id: string }).id);
}

async function list(query: string) {
	const { data } = await sandbox.api(`/file/list/new?parentFileId=0&${query}`);
	return data;
}

const names = async (query = '') => (await list(query)).InfoList.map(({ FileName }) => FileName);

describe('a listing', () => {
	test('has pages of at most 100 and ends with Next "-1"', async () => {
		for (let i = 0; i < 101; i++) await seed(`/f${String(i).padStart(3, '0')}`, 0);
		const first = await list('limit=500&Page=1&next=0&orderBy=file_name&orderDirection=asc');
		expect(first).toMatchObject({ Total: 101, Len: 100, IsFirst: true });
		expect(first.Next).not.toBe('-1');
		const second = await list('limit=100&Page=2&next=0&orderBy=file_name&orderDirection=asc');
		expect(second).toMatchObject({ Next: '-1', Len: 1, IsFirst: false });
		expect(second.InfoList[0]?.FileName).toBe('f100');
		expect(await names('Page=3')).toEqual([]);
	});

	test('sorts by what is asked', async () => {
		await seed('/b', 3);
		await seed('/a', 2);
		await seed('/c', 1);
		expect(await names('orderBy=file_name&orderDirection=asc')).toEqual(['a', 'b', 'c']);
		expect(await names('orderBy=size&orderDirection=desc')).toEqual(['b', 'a', 'c']);
		expect(await names('orderBy=file_id&orderDirection=asc')).toEqual(['b', 'a', 'c']);
	});

	test('shows one folder, and a search the whole drive', async () => {
		await seed('/deep/er/needle.txt');
		await seed('/hay.txt');
		expect(await names('orderBy=file_name&orderDirection=asc')).toEqual(['deep', 'hay.txt']);
		expect(await names('SearchData=NEEDLE')).toEqual(['needle.txt']);
	});
});

describe('the bin', () => {
	test('takes a list of entries, and gives them back', async () => {
		const id = await seed('/a.txt');
		const trash = (operation: boolean) =>
			sandbox.api('/file/trash', { fileTrashInfoList: [{ FileId: id }], operation });
		await trash(true);
		expect([await names(), await names('trashed=true')]).toEqual([[], ['a.txt']]);
		await trash(false);
		expect([await names(), await names('trashed=true')]).toEqual([['a.txt'], []]);
	});

	test('ignores a single object without a word', async () => {
		const id = await seed('/a.txt');
		const answer = await sandbox.api('/file/trash', { fileTrashInfoList: { FileId: id } });
		expect(answer.code).toBe(0);
		expect(await names()).toEqual(['a.txt']);
	});

	test('is the only place to delete from', async () => {
		const id = await seed('/a.txt');
		const remove = () => sandbox.api('/file/delete', { fileIdList: [{ fileId: id }] });
		expect((await remove()).code).not.toBe(0);
		await sandbox.api('/file/trash', { fileTrashInfoList: [{ FileId: id }], operation: true });
		expect((await remove()).code).toBe(0);
		expect(await names('trashed=true')).toEqual([]);
	});
});

describe('an entry', () => {
	test('keeps its id when renamed and moved', async () => {
		const id = await seed('/a.txt');
		await seed('/there/x');
		const [there] = (await list('SearchData=there')).InfoList;
		await sandbox.api('/file/rename', { fileId: id, fileName: 'b.txt' });
		await sandbox.api('/file/mod_pid', {
			fileIdList: [{ FileId: id }],
			parentFileId: there?.FileId
		});
		const answer = await sandbox.api('/file/info', { fileIdList: [{ fileId: String(id) }] });
		expect(answer.data.infoList).toMatchObject([
			{ FileId: id, FileName: 'b.txt', ParentFileId: there?.FileId }
		]);
		const path = await sandbox.api('/file/get_path', { fileId: id });
		expect(path.data.path.map(({ fileName }) => fileName)).toEqual(['there', 'b.txt']);
	});

	test('is not renamed to a taken name unless told how', async () => {
		const id = await seed('/a.txt');
		await seed('/b.txt');
		const rename = (duplicate: number) =>
			sandbox.api('/file/rename', { fileId: id, fileName: 'b.txt', duplicate });
		expect((await rename(0)).code).toBe(5060);
		expect((await rename(1)).data.Info.FileName).toBe('b(1).txt');
	});

	test('cannot move into itself', async () => {
		await seed('/a/b/c');
		const [a] = (await list('SearchData=a')).InfoList;
		const [b] = (await list('SearchData=b')).InfoList;
		const answer = await sandbox.api('/file/mod_pid', {
			fileIdList: [{ FileId: a?.FileId }],
			parentFileId: b?.FileId
		});
		expect(answer.code).toBe(1);
	});
});

describe('what no source tells is a switch', () => {
	const set = (switches: object) => sandbox.admin('config', switches);
	const trash = (id: number | undefined, operation?: boolean) =>
		sandbox.api('/file/trash', { fileTrashInfoList: [{ FileId: id }], operation });

	test('whether folders come first, and how long a page is', async () => {
		await seed('/a');
		await seed('/b/x');
		const byName = 'orderBy=file_name&orderDirection=asc';
		expect(await names(byName)).toEqual(['b', 'a']);
		await set({ foldersFirst: false, listLimit: 1 });
		expect(await names(byName)).toEqual(['a']);
		expect(await names(`${byName}&Page=2&limit=100`)).toEqual(['b']);
	});

	test('how the last page and an unknown folder are answered', async () => {
		await seed('/a');
		await set({ lastPage: 'mangled', unknownFolder: 'refuse' });
		expect((await list('Page=1')).Next).not.toBe('-1');
		expect(await list('Page=2')).toMatchObject({ Next: '-1', InfoList: [] });
		expect((await sandbox.api('/file/list/new?parentFileId=7')).code).toBe(5066);
		await set({ unknownFolder: 'empty' });
		expect((await sandbox.api('/file/list/new?parentFileId=7')).data.InfoList).toEqual([]);
	});

	test('what a taken name means to move and restore', async () => {
		const id = await seed('/a.txt');
		await seed('/there/a.txt');
		const [there] = (await list('SearchData=there')).InfoList;
		await set({ takenPlace: 'refuse' });
		const move = () =>
			sandbox.api('/file/mod_pid', {
				fileIdList: [{ FileId: id }],
				parentFileId: there?.FileId
			});
		expect((await move()).code).toBe(5060);
		await trash(id, true);
		await seed('/a.txt');
		expect((await trash(id, false)).code).toBe(5060);
		await set({ takenPlace: 'keep-both' });
		expect((await trash(id, false)).data.InfoList).toMatchObject([{ FileName: 'a(1).txt' }]);
		expect((await move()).data.Info).toMatchObject([{ FileName: 'a(1).txt' }]);
	});

	test('where an entry goes whose folder is gone', async () => {
		const id = await seed('/there/a.txt');
		const [there] = (await list('SearchData=there')).InfoList;
		await trash(id, true);
		await trash(there?.FileId, true);
		expect((await trash(id, false)).data.InfoList).toEqual([]);
		await set({ lostParent: 'root' });
		expect((await trash(id, false)).data.InfoList).toMatchObject([{ ParentFileId: 0 }]);
		expect(await names()).toEqual(['a.txt']);
	});

	test('whether trash must say what it is for', async () => {
		const id = await seed('/a.txt');
		await set({ trashOperation: 'required' });
		expect((await trash(id)).code).toBe(400);
		await set({ trashOperation: 'optional' });
		expect((await trash(id)).code).toBe(0);
		expect(await names()).toEqual([]);
	});

	test('whether details tell the way', async () => {
		await seed('/there/deep/a.txt', 4);
		const [there] = (await list('SearchData=there')).InfoList;
		const [deep] = (await list('SearchData=deep')).InfoList;
		const details = (id: number | undefined) =>
			sandbox.api('/restful/goapi/v1/file/details', { file_ids: [id] });
		expect((await details(there?.FileId)).data).toMatchObject({
			...{ fileNum: 1, dirNum: 1, totalSize: 4, paths: [{ fileId: 0 }] }
		});
		const { paths } = (await details(deep?.FileId)).data;
		expect(paths?.map(({ fileName }) => fileName)).toEqual(['我的文件', 'there']);
		await set({ detailPaths: 'missing' });
		expect((await details(deep?.FileId)).data.paths).toBeUndefined();
	});
});
