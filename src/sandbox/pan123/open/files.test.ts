import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRig, type OpenRig } from './testing';

let rig: OpenRig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const list = async (query: object = {}) =>
	(await rig.open('GET api/v2/file/list', { parentFileId: 0, limit: 100, ...query })).data;
const old = async (query: object = {}) => {
	const asked = { parentFileId: 0, page: 1, limit: 100, orderBy: 'file_name' };
	return (await rig.open('GET api/v1/file/list', { ...asked, orderDirection: 'asc', ...query }))
		.data;
};
const namesOf = (items: readonly { filename: string }[]) => items.map(({ filename }) => filename);

describe('the v2 list', () => {
	test('pages by where the next page begins, binned entries among the others', async () => {
		const ids = [];
		for (const name of ['c', 'a', 'b']) ids.push(await rig.seeded(`/${name}`));
		await rig.open('POST api/v1/file/trash', { fileIDs: [ids[1]] });
		const first = await list({ limit: 2 });
		expect(first.fileList.map(({ fileId, trashed }) => [fileId, trashed])).toEqual([
			[ids[0], 0],
			[ids[1], 1]
		]);
		expect(first.lastFileId).toBe(ids[2]);
		const second = await list({ limit: 2, lastFileId: first.lastFileId });
		expect([namesOf(second.fileList), second.lastFileId]).toEqual([['b'], -1]);
		expect(first.fileList[0]?.createAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	});

	test('searches the whole drive: a word of the text, or the whole name', async () => {
		await rig.seeded('/deep/red apple.txt');
		await rig.seeded('/green apple.txt');
		const search = async (searchData: string, searchMode: number) =>
			namesOf((await list({ searchData, searchMode })).fileList);
		expect(await search('red pear', 0)).toEqual(['red apple.txt']);
		expect(await search('apple', 0)).toHaveLength(2);
		expect(await search('apple', 1)).toEqual([]);
		expect(await search('red apple.txt', 1)).toEqual(['red apple.txt']);
	});
});

test('the v1 list orders, counts, and shows the bin', async () => {
	const [a, b] = [await rig.seeded('/b', 1), await rig.seeded('/x/a', 9)];
	expect(namesOf((await old()).fileList)).toEqual(['b', 'x']);
	expect((await old({ orderBy: 'file_id', orderDirection: 'desc' })).total).toBe(2);
	await rig.open('POST api/v1/file/trash', { fileIDs: [a, b] });
	const bin = await old({ trashed: true });
	expect([namesOf(bin.fileList), bin.total]).toEqual([['a', 'b'], 2]);
	expect(bin.fileList[0]?.createAt).toMatch(/ \+0800 CST$/);
});

describe('an entry', () => {
	test('is renamed, alone and with others, unless the name is taken', async () => {
		const [a, b] = [await rig.seeded('/a'), await rig.seeded('/b')];
		const rename = (fileId: number, fileName: string) =>
			rig.open('PUT api/v1/file/name', { fileId, fileName });
		expect((await rename(a, 'b')).code).toBe(1);
		expect((await rename(a, 'a/b')).code).toBe(1);
		expect((await rename(77, 'c')).code).toBe(5066);
		expect((await rename(a, 'c')).code).toBe(0);
		const many = { renameList: [`${a}|d`, `${b}|d`, '77|e'] };
		const { data } = await rig.open('POST api/v1/file/rename', many);
		expect(data.successList).toMatchObject([{ fileID: a }]);
		expect(data.failList).toMatchObject([{ fileID: b }, { fileID: 77 }]);
		expect(namesOf((await old()).fileList)).toEqual(['b', 'd']);
	});

	test('is copied at once, and several when they are asked after', async () => {
		await rig.admin('config', { copyPolls: 1 });
		const file = await rig.seeded('/f/a', 9);
		const { dirID } = (await rig.open('POST upload/v1/file/mkdir', { name: 'to', parentID: 0 }))
			.data;
		expect((await rig.open('POST upload/v1/file/mkdir', { name: 'to', parentID: 0 })).code).toBe(1);
		const one = await rig.open('POST api/v1/file/copy', { fileId: file, targetDirId: dirID });
		const detail = { fileID: one.data.targetFileId };
		expect((await rig.open('GET api/v1/file/detail', detail)).data).toMatchObject({
			...{ filename: 'a', size: 9, parentFileID: dirID }
		});
		const many = { fileIDs: [file], targetDirId: dirID };
		const { taskId } = (await rig.open('POST api/v1/file/async/copy', many)).data;
		const status = async () =>
			(await rig.open('GET api/v1/file/async/copy/process', { taskId })).data.status;
		expect([await status(), await status()]).toEqual([1, 2]);
		const inside = (await list({ parentFileId: dirID })).fileList;
		expect(namesOf(inside)).toEqual(['a', 'a(1)']);
	});

	test('comes back from the bin, or is told when its folder is gone', async () => {
		const [a, b] = [await rig.seeded('/x/a'), await rig.seeded('/b')];
		const [folder] = (await list()).fileList;
		const bin = (call: string, ids: readonly (number | undefined)[], more = {}) =>
			rig.open(`POST api/v1/file/${call}`, { fileIDs: ids, ...more });
		expect((await bin('delete', [b])).code).toBe(1);
		await bin('trash', [a, b]);
		await bin('trash', [folder?.fileId]);
		expect((await bin('recover', [a, b])).data.abnormalFileIDs).toEqual([a]);
		expect(namesOf((await old()).fileList)).toEqual(['b']);
		expect((await bin('recover/by_path', [a], { parentFileID: 0 })).code).toBe(0);
		expect(namesOf((await old()).fileList)).toEqual(['a', 'b']);
		expect((await bin('delete', [folder?.fileId])).code).toBe(0);
		expect((await old({ trashed: true })).total).toBe(0);
	});

	test('is downloaded by a URL, in ranges too, until the traffic is spent', async () => {
		const fileId = await rig.seeded('/a.bin', 1000);
		const { downloadUrl } = (await rig.open('GET api/v1/file/download_info', { fileId })).data;
		const whole = await (await fetch(downloadUrl)).arrayBuffer();
		const part = await fetch(downloadUrl, { headers: { range: 'bytes=10-19' } });
		expect(part.status).toBe(206);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(whole.slice(10, 20)));
		await rig.admin('config', { trafficSpent: true });
		expect((await rig.open('GET api/v1/file/download_info', { fileId })).code).toBe(5113);
		expect((await rig.open('GET api/v1/file/download_info', { fileId: 7 })).code).toBe(5066);
	});
});

test('shares are made, listed newest first in pages, and change their traffic', async () => {
	const id = await rig.seeded('/a');
	const create = (more = {}) =>
		rig.open('POST api/v1/share/create', {
			...{ shareName: 'mine', shareExpire: 7, fileIDList: String(id), ...more }
		});
	expect((await create({ shareExpire: 2 })).code).toBe(1);
	expect((await create({ shareName: 'x'.repeat(35) })).code).toBe(1);
	expect((await create({ fileIDList: '7' })).code).toBe(5066);
	const made = [];
	for (let n = 0; n < 3; n++) made.unshift((await create()).data.shareID);
	const first = (await rig.open('GET api/v1/share/list', { limit: 2 })).data;
	expect(first.shareList.map(({ shareId }) => shareId)).toEqual(made.slice(0, 2));
	const { lastShareId } = first;
	const second = (await rig.open('GET api/v1/share/list', { limit: 2, lastShareId })).data;
	expect(second).toMatchObject({ lastShareId: -1, shareList: [{ shareId: made[2] }] });
	await rig.open('PUT api/v1/share/list/info', { shareIdList: [made[0]], trafficSwitch: 4 });
	const changed = (await rig.open('GET api/v1/share/list', { limit: 2 })).data.shareList;
	expect(changed.map(({ trafficSwitch }) => trafficSwitch)).toEqual([4, 1]);
});

test('what is asked for together comes under both names that the documents use', async () => {
	const id = await rig.seeded('/a');
	const { data } = await rig.open('POST api/v1/file/infos', { fileIds: [id, 7] });
	expect([namesOf(data.list), namesOf(data.fileList)]).toEqual([['a'], ['a']]);
});
