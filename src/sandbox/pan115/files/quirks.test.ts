import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, openRig, rowsOf, type Rig } from '../testing';

let rig: Rig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const set = (switches: object) => rig.world.config.apply(switches);
const error = { state: false };

describe('a folder whose order is fixed', () => {
	const names = async (query: string) => rowsOf(await rig.web(query)).map(({ n }) => n);

	test('is listed in another one only by name, or once that is its order', async () => {
		set({ folderOrder: 'fixed' });
		await rig.put('b', 'bb');
		await rig.put('a', 'a');
		const bySize = '/files?o=file_size&asc=1';
		const byName = 'o=file_name&asc=1&custom_order=1';
		const mismatch = { errNo: 20130827, order: 'user_ptime', is_asc: 0 };
		expect(await rig.web(`${bySize}&custom_order=1`)).toMatchObject(mismatch);
		expect(await rig.web(`/files?${byName}`)).toMatchObject(mismatch);
		expect(await names(`//aps.115.com/natsort/files.php?cid=0&${byName}`)).toEqual(['a', 'b']);
		await rig.web('/files/order', { file_id: '0', user_order: 'file_size', user_asc: '1' });
		expect(await names(bySize)).toEqual(['a', 'b']);
	});
});

describe('a bin with ids of its own', () => {
	test('lists, restores and erases by those alone', async () => {
		set({ binIds: 'own' });
		const one = await rig.put('1', 'one');
		const two = await rig.put('2', 'two');
		await rig.web('/rb/delete', { 'fid[0]': one.id, 'fid[1]': two.id });
		const idOf = async (name: string) => {
			const rows = rowsOf(await rig.web('/rb'));
			return at(
				rows.find(({ file_name }) => file_name === name),
				'id'
			);
		};
		expect(await idOf('1')).not.toBe(one.id);
		expect(await rig.web('/rb/revert', { 'rid[0]': one.id })).toMatchObject(error);
		expect(await rig.web('/rb/revert', { 'rid[0]': await idOf('1') })).toMatchObject({
			state: true
		});
		await rig.web('/rb/secret_del', { tid: two.id });
		expect(await rig.web('/rb')).toMatchObject({ count: 1 });
		expect((await rig.open('/rb/list')).data).toHaveProperty(await idOf('2'));
		await rig.web('/rb/secret_del', { tid: await idOf('2') });
		expect(await rig.web('/rb')).toMatchObject({ count: 0 });
	});

	test('tells pick codes to the Open Platform alone', async () => {
		const { id, pickCode } = await rig.put('1', 'one');
		await rig.web('/rb/delete', { fid: id });
		expect(rowsOf(await rig.web('/rb'))[0]).not.toHaveProperty('pick_code');
		expect(await rig.open('/rb/list')).toMatchObject({ data: { [id]: { pick_code: pickCode } } });
	});
});

describe('a move to a folder that is not there', () => {
	test('is refused, or by switch leaves entries nowhere', async () => {
		const { id } = await rig.put('1', 'one');
		const lost = { pid: '29', 'fid[0]': id };
		expect(await rig.web('/files/move', lost)).toMatchObject({ ...error, errno: 20009 });
		set({ lostMoves: 'take' });
		expect(await rig.web('/files/move', lost)).toMatchObject({ state: true });
		expect(await rig.web('/files')).toMatchObject({ count: 0 });
	});
});

test.each([990005, 990009, 990019])('a busy drive says %i by switch', async (busyCode) => {
	set({ operationTime: 1, busyCode });
	const { id } = await rig.put('1', 'one');
	await rig.web('/files/copy', { pid: '0', fid: id });
	expect(await rig.web('/files/copy', { pid: '0', fid: id })).toMatchObject({ errno: busyCode });
	set({ clockOffset: 1 });
	expect(await rig.web('/files/copy', { pid: '0', fid: id })).toMatchObject({ state: true });
});

test('a search gives its first ten thousand rows', async () => {
	for (let n = 0; n < 10_001; n++) rig.folder(`f${n}`);
	const page = (offset: number) =>
		rig.web(`/files/search?search_value=f&limit=1150&offset=${offset}`);
	expect(rowsOf(await page(9_200))).toHaveLength(800);
	expect(rowsOf(await page(10_000))).toEqual([]);
});

test('facts with cookies have a size in words alone', async () => {
	const folder = rig.folder('F');
	await rig.put('a.bin', 'x'.repeat(1536), folder.id);
	const facts = await rig.web(`/category/get?cid=${folder.id}`);
	expect(facts).toMatchObject({ size: '1.50KB', count: '1' });
	expect(facts).not.toHaveProperty('size_byte');
});
