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
