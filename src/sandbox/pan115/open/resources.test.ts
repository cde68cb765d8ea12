import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNTS } from '../accounts';
import { at, openRig, rowsOf, type Rig } from '../testing';

let rig: Rig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const set = (switches: object) => rig.world.config.apply(switches);
const names = async (query = '') =>
	rowsOf(await rig.open(`/ufile/files?${query}`)).map(({ fn }) => fn);

describe('a listing', () => {
	test('leaves folders out unless they are asked for', async () => {
		rig.folder('F');
		await rig.put('a.bin', 'aaa');
		expect(await names()).toEqual(['a.bin']);
		expect(await names('show_dir=1')).toEqual(['F', 'a.bin']);
		expect(await rig.open('/ufile/files?show_dir=1')).toMatchObject({
			state: true,
			code: 0,
			count: 2,
			limit: 20,
			cid: 0,
			path: [{ name: '文件', cid: '0' }],
			data: [{ fc: '0' }, { fc: '1', fs: 3, fta: '1', ico: 'bin', pid: '0' }]
		});
	});

	test('has 20 rows unless more are asked for, and at most 1150', async () => {
		for (let i = 0; i < 1160; i++) rig.folder(`f${i}`);
		const page = (query: string) => rig.open(`/ufile/files?show_dir=1&${query}`);
		expect(rowsOf(await page(''))).toHaveLength(20);
		expect(rowsOf(await page('limit=5000'))).toHaveLength(1150);
		expect(rowsOf(await page('limit=1150&offset=1150'))).toHaveLength(10);
		expect(await page('limit=1')).toMatchObject({ count: 1160 });
	});

	test('writes its own folder as a number that JSON alone can hold', async () => {
		const { id } = rig.folder('F');
		const path = `/open/ufile/files?cid=${id}`;
		const headers = { authorization: `Bearer ${rig.token}` };
		const { body } = await rig.send({ host: 'proapi.115.com', path, headers });
		expect(body).toContain(`"cid":${id},`);
	});

	test('of an unknown folder silently is the root', async () => {
		await rig.put('a.bin', 'aaa');
		expect(await rig.open('/ufile/files?cid=2900000000000009999')).toMatchObject({
			cid: 0,
			count: 1
		});
	});

	test('follows the folder unless a custom order is asked for', async () => {
		await rig.put('b', 'bb');
		await rig.put('a', 'a');
		expect(await names('o=file_name&asc=1')).toEqual(['a', 'b']);
		await rig.put('c', 'ccc');
		expect(await names('o=file_name&asc=1')).toEqual(['c', 'a', 'b']);
		expect(await names('o=file_name&asc=1&custom_order=1')).toEqual(['a', 'b', 'c']);
		expect(await names('o=file_size&asc=0&custom_order=1')).toEqual(['c', 'b', 'a']);
	});

	test('filters by kind, over all folders below unless one alone is meant', async () => {
		const { id } = rig.folder('F');
		await rig.put('film.mkv', 'f', id);
		await rig.put('text.txt', 't');
		expect(await names('type=4')).toEqual(['film.mkv']);
		expect(await names('type=4&cur=1')).toEqual([]);
		expect(await names('suffix=txt')).toEqual(['text.txt']);
	});

	test('shows an upload late where the switch says so, and so does a search', async () => {
		set({ listDelay: 2 });
		await rig.put('late.bin', 'x');
		expect(await names()).toEqual([]);
		expect(rowsOf(await rig.open('/ufile/search?search_value=late'))).toEqual([]);
		set({ clockOffset: 2 });
		expect(await names()).toEqual(['late.bin']);
		expect(rowsOf(await rig.open('/ufile/search?search_value=LATE'))).toHaveLength(1);
	});
});

describe('an item', () => {
	test('is found by id and by path, with two separators', async () => {
		const { id } = rig.folder('F');
		const file = await rig.put('a.bin', 'abc', id);
		const facts = { file_name: 'a.bin', size_byte: 3, file_category: '1', sha1: file.sha1 };
		expect(await rig.open(`/folder/get_info?file_id=${file.id}`)).toMatchObject({ data: facts });
		expect(await rig.open('/folder/get_info', { path: '/F/a.bin' })).toMatchObject({ data: facts });
		expect(await rig.open('/folder/get_info', { path: 'F>a.bin' })).toMatchObject({ data: facts });
		expect(await rig.open(`/folder/get_info?file_id=${id}`)).toMatchObject({
			data: { count: '1', folder_count: '0', size_byte: 3, file_category: '0', sha1: '' }
		});
	});

	test('that is missing has empty data, or a code by switch', async () => {
		const missing = () => rig.open('/folder/get_info?path=/nowhere');
		expect(await missing()).toMatchObject({ state: true, data: [] });
		set({ missingInfo: 'code' });
		expect(await missing()).toMatchObject({ state: false, code: 430004 });
	});

	test('is made, renamed, copied, moved, trashed and restored', async () => {
		const made = await rig.open('/folder/add', { pid: '0', file_name: 'New' });
		const folder = at(made, 'data', 'file_id');
		expect(await rig.open('/folder/add', { pid: '0', file_name: 'New' })).toMatchObject({
			state: false,
			code: 20004
		});
		const { id } = await rig.put('a.bin', 'abc');
		await rig.open('/ufile/update', { file_id: id, file_name: 'b.bin', star: '1' });
		await rig.open('/ufile/copy', { pid: folder, file_id: id });
		expect(await names(`cid=${folder}`)).toEqual(['b.bin']);
		const again = { pid: folder, file_id: id, nodupli: '1' };
		expect(await rig.open('/ufile/copy', again)).toMatchObject({ state: false });
		await rig.open('/ufile/move', { file_ids: id, to_cid: folder });
		expect(await names()).toEqual([]);
		expect(await names(`cid=${folder}`)).toEqual(['b.bin', 'b.bin']);
		await rig.open('/ufile/delete', { file_ids: id, parent_id: folder });
		expect(await rig.open('/rb/list')).toMatchObject({
			data: { [id]: { file_name: 'b.bin', type: '1' }, count: '1', rb_pass: 0 }
		});
		await rig.open('/rb/revert', { tid: id });
		expect(await names(`cid=${folder}&star=1`)).toEqual(['b.bin']);
		await rig.open('/ufile/delete', { file_ids: `${id},${folder}` });
		await rig.open('/rb/del', {});
		expect(await rig.open('/rb/list')).toMatchObject({ data: { count: '0' } });
		expect(rig.world.tree(ACCOUNTS[0]).get(id)).toBe(undefined);
	});
});

describe('limits', () => {
	test('answer 406 when the day is used up', async () => {
		set({ openQuota: 1 });
		expect(await rig.open('/user/info')).toMatchObject({ state: true });
		expect(await rig.open('/user/info')).toMatchObject({ state: false, code: 406 });
	});

	test('answer 770004 to too many calls in a second', async () => {
		set({ openQps: 2 });
		const codes = [];
		for (let i = 0; i < 3; i++) codes.push((await rig.open('/user/info')).code);
		expect(codes).toEqual([0, 0, 770004]);
		set({ clockOffset: 1 });
		expect(await rig.open('/user/info')).toMatchObject({ code: 0 });
	});

	test('answer HTTP 429 and say when it ends', async () => {
		set({ openBusy: 1 });
		const headers = { authorization: `Bearer ${rig.token}` };
		const ask = () => rig.send({ host: 'proapi.115.com', path: '/open/user/info', headers });
		const reply = await ask();
		expect(reply.status).toBe(429);
		const reset = Number(reply.headers?.['x-ratelimit-reset']);
		expect(reset).toBe(rig.world.time.seconds() + 60);
		expect((await ask()).status).toBe(200);
	});
});
