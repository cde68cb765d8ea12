import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNTS } from '../accounts';
import { cookieText } from '../cookies';
import { at, openRig, rowsOf, type Rig } from '../testing';

let rig: Rig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const set = (switches: object) => rig.world.config.apply(switches);
const names = async (query = '') => rowsOf(await rig.web(`/files?${query}`)).map(({ n }) => n);
const error = { state: false };

describe('a listing', () => {
	test('tells files by `fid`, with their folder in `cid`, from folders with their parent in `pid`', async () => {
		const folder = rig.folder('F');
		const file = await rig.put('a.bin', 'abc');
		const answer = await rig.web('/files?cid=0');
		expect(answer).toMatchObject({
			state: true,
			errNo: 0,
			count: 2,
			cid: '0',
			order: 'user_ptime',
			is_asc: 0,
			path: [{ cid: 0 }],
			data: [
				{ cid: folder.id, pid: '0', n: 'F', t: '1735689600', tp: '1735689600' },
				{ fid: file.id, cid: '0', n: 'a.bin', s: 3, sha: file.sha1, t: '2025-01-01 08:00' }
			]
		});
		expect(rowsOf(answer)[0]).not.toHaveProperty('fid');
	});

	test('of an unknown or deleted folder silently is the root', async () => {
		const { id } = rig.folder('F');
		expect(await rig.web(`/files?cid=${id}`)).toMatchObject({ cid: id, count: 0 });
		await rig.web('/rb/delete', { 'fid[0]': id });
		await rig.put('a.bin', 'abc');
		expect(await rig.web(`/files?cid=${id}`)).toMatchObject({ state: true, cid: '0', count: 1 });
		expect(await rig.web('/files?cid=nonsense')).toMatchObject({ cid: '0' });
	});

	test('takes any order of a folder for which nobody chose one, and either direction', async () => {
		await rig.put('b', 'bb');
		await rig.put('a', 'a');
		expect(await names('o=file_name&asc=1')).toEqual(['a', 'b']);
		const stored = { user_order: 'user_ptime', user_asc: '0', file_id: '0', fc_mix: '0' };
		expect(await rig.web('/files/order', stored)).toMatchObject({ state: true });
		expect(await names('o=user_ptime&asc=1')).toEqual(['b', 'a']);
		expect(await rig.web('/files?o=file_name&asc=1')).toMatchObject({ errNo: 20130827 });
	});

	test('refuses an order that is not the folder’s, unless it is a custom one', async () => {
		set({ folderOrder: 'strict' });
		await rig.put('b', 'bb');
		await rig.put('a', 'a');
		const byName = 'o=file_name&asc=1';
		expect(await rig.web(`/files?${byName}`)).toMatchObject({
			...error,
			errNo: 20130827,
			order: 'user_ptime',
			is_asc: 0
		});
		expect(await names('o=user_ptime&asc=0')).toEqual(['a', 'b']);
		expect(await names(`${byName}&custom_order=1`)).toEqual(['a', 'b']);
		expect(rowsOf(await rig.web('//aps.115.com/natsort/files.php?cid=0'))).toHaveLength(2);
		const stored = { user_order: 'file_size', user_asc: '1', file_id: '0', fc_mix: '0' };
		expect(await rig.web('/files/order', stored)).toMatchObject({ state: true });
		expect(await rig.web('/files?o=user_ptime&asc=0')).toMatchObject({
			errNo: 20130827,
			order: 'file_size',
			is_asc: 1
		});
		expect(await names('o=file_size&asc=1')).toEqual(['a', 'b']);
	});

	test('knows that 2 comes before 10', async () => {
		for (const name of ['f10', 'f2', 'f1']) await rig.put(name, name);
		expect(await names('o=file_name&asc=1&custom_order=1')).toEqual(['f1', 'f2', 'f10']);
	});

	test('puts folders first unless they are mixed in', async () => {
		await rig.put('a', 'a');
		rig.folder('b');
		const byName = 'o=file_name&asc=1';
		expect(await names(`${byName}&custom_order=1&fc_mix=0`)).toEqual(['b', 'a']);
		expect(await names(`${byName}&custom_order=1&fc_mix=1`)).toEqual(['a', 'b']);
		expect(await names(`${byName}&custom_order=2`)).toEqual(['a', 'b']);
	});

	test('has at most 1150 rows', async () => {
		for (let i = 0; i < 1151; i++) rig.folder(`f${i}`);
		const all = await rig.web('/files?limit=5000');
		expect(rowsOf(all)).toHaveLength(1150);
		expect(all).toMatchObject({ count: 1151, limit: 1150, page_size: 1150 });
		expect(await names('limit=1150&offset=1150')).toHaveLength(1);
	});

	test('shows every file of that name', async () => {
		await rig.put('a.bin', 'one');
		await rig.put('a.bin', 'two');
		rig.folder('a.bin');
		expect(await names()).toEqual(['a.bin', 'a.bin', 'a.bin']);
	});

	test('writes ids as numbers where the switch says so', async () => {
		const { id } = rig.folder('F');
		set({ idsAsNumbers: true });
		const cookie = await rig.web('/files?cid=0');
		// A JSON.parse damages them: that is the point.
		expect(typeof rowsOf(cookie)[0]?.cid).toBe('number');
		expect(at(rowsOf(cookie)[0], 'cid')).toBe(String(Number(id)));
	});

	test('is for those who are signed in', async () => {
		const { body } = await rig.send({ path: '/files?cid=0' });
		expect(JSON.parse(String(body))).toMatchObject({ ...error, errno: 990001 });
	});
});

describe('a look at one entry', () => {
	test('goes by id, by pick code, by path and by SHA-1', async () => {
		const folder = rig.folder('F');
		const file = await rig.put('a.bin', 'abc', folder.id);
		const row = { data: [{ fid: file.id, n: 'a.bin' }] };
		expect(await rig.web(`/files/get_info?file_id=${file.id}`)).toMatchObject(row);
		expect(await rig.web(`/files/get_info?pick_code=${file.pickCode}`)).toMatchObject(row);
		expect(await rig.web('/files/get_info?pick_code=nothing')).toMatchObject(error);
		expect(await rig.web(`/category/get?cid=${folder.id}`)).toMatchObject({
			count: '1',
			file_name: 'F',
			paths: [{ file_id: 0 }]
		});
		expect(await rig.web('/files/getid?path=/F')).toMatchObject({ state: true, id: folder.id });
		expect(await rig.web('/files/getid?path=/F/a.bin')).toMatchObject({ state: true, id: '0' });
		const sha = `/files/shasearch?sha1=${file.sha1.toLowerCase()}`;
		expect(await rig.web(sha)).toMatchObject({ data: { file_id: file.id } });
		await rig.web('/rb/delete', { 'fid[0]': folder.id });
		expect(await rig.web(sha)).toMatchObject(error);
		expect(await rig.web(`/files/get_info?file_id=${file.id}`)).toMatchObject(error);
	});

	test('by name finds parts of it below a folder', async () => {
		const { id } = rig.folder('F');
		await rig.put('Needle.txt', 'n', id);
		const search = (query: string) => rig.web(`/files/search?search_value=${query}`);
		expect(await search('needle&cid=0&limit=5')).toMatchObject({ count: 1 });
		expect(await search('F&cid=0')).toMatchObject({ count: 1, data: [{ cid: id }] });
		expect(await search(`F&cid=${id}`)).toMatchObject({ count: 0 });
	});
});

describe('a name', () => {
	const add = (cname: string, pid = '0') => rig.web('/files/add', { pid, cname });

	test('of a folder is free, short, and without " < >', async () => {
		expect(await add('New')).toMatchObject({ state: true, errno: '', aid: 1, cname: 'New' });
		expect(await add('New')).toMatchObject({ ...error, errno: 20004 });
		for (const name of ['a<b', 'a>b', 'a"b'])
			expect(await add(name)).toMatchObject({ errno: 20003 });
		expect(await add('')).toMatchObject({ errno: 20001 });
		expect(await add('n'.repeat(256))).toMatchObject({ errno: 20002 });
		expect(await add('x', '29')).toMatchObject({ errno: 20009 });
	});

	test('of a folder may be given to it again, but not to another', async () => {
		const { id } = rig.folder('one');
		rig.folder('two');
		const rename = (name: string) => rig.web('/files/edit', { fid: id, file_name: name });
		expect(await rename('one')).toMatchObject({ state: true });
		expect(await rename('two')).toMatchObject({ ...error, errno: 20004 });
	});

	test('of a file keeps its extension', async () => {
		const { id } = await rig.put('a.bin', 'abc');
		const rename = (name: string) =>
			rig.web('/files/batch_rename', { [`files_new_name[${id}]`]: name });
		expect(await rename('b')).toMatchObject({ ...error, errno: 20020 });
		expect(await rename('b.txt')).toMatchObject({ ...error, errno: 20021 });
		expect(await rename('b<.bin')).toMatchObject({ state: true });
		expect(await names()).toEqual(['b<.bin']);
		await rig.web('/files/edit', { fid: id, file_name: 'c.bin' });
		expect(await names()).toEqual(['c.bin']);
	});
});

describe('entries', () => {
	test('are copied, moved, trashed, restored and purged', async () => {
		const { id: folder } = rig.folder('F');
		const one = await rig.put('1', 'one');
		const two = await rig.put('2', 'two');
		const both = { 'fid[0]': one.id, 'fid[1]': two.id };
		expect(await rig.web('/files/copy', { pid: folder, ...both })).toMatchObject({ errno: '' });
		expect(await rig.web('/files/move', { pid: folder, ...both })).toMatchObject({ state: true });
		expect(await names()).toEqual(['F']);
		expect(await rig.web(`/files?cid=${folder}`)).toMatchObject({ count: 4 });
		await rig.web('/rb/delete', { pid: folder, ...both, ignore_warn: '1' });
		expect(await rig.web('/rb/delete', both)).toMatchObject({ ...error, errno: 231011 });
		const bin = await rig.web('/rb?aid=7&cid=0&offset=0&limit=10');
		expect(bin).toMatchObject({ count: 2, data: [{ parent_name: 'F', file_size: '3' }, {}] });
		await rig.web('/rb/revert', { 'rid[0]': one.id });
		expect(await rig.web(`/files?cid=${folder}`)).toMatchObject({ count: 3 });
		set({ safeKey: '123456' });
		expect(await rig.web('/rb/clean', {})).toMatchObject({ ...error, errno: 320001 });
		expect(await rig.web('/rb/clean', { password: '123456' })).toMatchObject({ state: true });
		expect(await rig.web('/rb')).toMatchObject({ count: 0 });
	});

	test('never go into themselves', async () => {
		const outer = rig.folder('outer');
		const inner = rig.folder('inner', outer.id);
		const into = { pid: inner.id, 'fid[0]': outer.id };
		expect(await rig.web('/files/move', into)).toMatchObject({ ...error, errno: 800006 });
		expect(await rig.web('/files/copy', into)).toMatchObject({ ...error, errno: 91002 });
	});

	test('may be named in one list without numbers', async () => {
		const ids = [await rig.put('1', 'one'), await rig.put('2', 'two')].map(({ id }) => id);
		const { cookies } = rig.world.signIns.own(ACCOUNTS[0], rig.world.time.now(), 3600);
		await rig.send({
			method: 'POST',
			path: '/rb/delete',
			headers: { cookie: cookieText(cookies) },
			body: Readable.from([Buffer.from(ids.map((id) => `fid[]=${id}`).join('&'))])
		});
		expect(await names()).toEqual([]);
	});

	test('whose folder is gone come back to the root', async () => {
		const { id: folder } = rig.folder('F');
		const { id } = await rig.put('a.bin', 'abc', folder);
		await rig.web('/rb/delete', { 'fid[0]': id });
		await rig.web('/rb/delete', { 'fid[0]': folder });
		await rig.web('/rb/revert', { 'rid[0]': id });
		expect(await names()).toEqual(['a.bin']);
	});

	test('are worked on by one operation at a time', async () => {
		const one = await rig.put('1', 'one');
		const two = await rig.put('2', 'two');
		set({ operationTime: 3 });
		expect(await rig.web('/rb/delete', { fid: one.id })).toMatchObject({ state: true });
		const next = () => rig.web('/rb/delete', { 'fid[]': two.id });
		expect(await next()).toMatchObject({ ...error, errno: 990009 });
		expect(await rig.open('/ufile/copy', { pid: '0', file_id: two.id })).toMatchObject({
			code: 990009
		});
		expect(await names()).toEqual(['2']);
		set({ clockOffset: 3 });
		expect(await next()).toMatchObject({ state: true });
	});
});
