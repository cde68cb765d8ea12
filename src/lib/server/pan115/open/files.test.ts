import { describe, expect, test } from 'vitest';
import { no, ok, open115, type OpenRoutes } from '../../../../../tests/support/open115';
import type { FileEntry } from '../../../drives/files';
import { createFileActions } from '../files/actions';
import { createOpenApi } from './call';
import { openDialect } from './dialect';
import { openFiles } from './files';

const BIG = '2900000000000000001';
const LIST = '/open/ufile/files';
const path = [
	{ name: '文件', cid: '0' },
	{ name: 'F', cid: '8' }
];
const entry = (more: Partial<FileEntry> = {}): FileEntry => ({
	...{ id: BIG, name: 'a.bin', folderId: '9', kind: 'file', size: 5, digests: {} },
	...more
});

function setUp(routes: OpenRoutes, agent?: string) {
	const { doors: plain, calls } = open115(routes);
	const doors = { ...plain, agent };
	const api = createOpenApi('access', doors);
	return { files: createFileActions(openFiles(api, openDialect(api), 'access', doors)), calls };
}

describe('a change', () => {
	test('moves and copies to a folder that is there', async () => {
		const { files, calls } = setUp({
			[LIST]: () => ok([], { count: 0, cid: 8, path }),
			'/open/ufile/move': () => ok([]),
			'/open/ufile/copy': () => ok([])
		});
		await files.move([entry(), entry({ id: '2' })], '8');
		expect(calls[1]?.form).toEqual({ file_ids: `${BIG},2`, to_cid: '8' });
		await files.copy([entry()], '');
		expect(calls[2]?.form).toEqual({ file_id: BIG, pid: '0', nodupli: '0' });
		expect(await files.path('8')).toEqual([{ id: '8', name: 'F' }]);
	});

	test('goes nowhere when 115 shows its top in place of the target', async () => {
		const { files, calls } = setUp({ [LIST]: () => ok([], { count: 0, cid: 0 }) });
		await expect(files.move([entry()], '8')).rejects.toThrow('folder-missing');
		expect(calls).toHaveLength(1);
	});

	test('gives a name, and tells which one it became', async () => {
		const { files, calls } = setUp({ '/open/ufile/update': () => ok({ file_name: 'c.bin' }) });
		expect(await files.rename(entry(), 'b.bin')).toMatchObject({ id: BIG, name: 'c.bin' });
		expect(calls[0]?.form).toEqual({ file_id: BIG, file_name: 'b.bin' });
		const silent = setUp({ '/open/ufile/update': () => ok([]) });
		expect(await silent.files.rename(entry(), 'b.bin')).toMatchObject({ name: 'b.bin' });
	});

	test.each([990005, 990009, 990019])('waits its turn: %i', async (code) => {
		const { files } = setUp({ '/open/ufile/delete': () => no(code) });
		await expect(files.trash([entry()])).rejects.toThrow('drive-busy');
	});
});

describe('the bin', () => {
	const row = { id: BIG, file_name: 'a.bin', type: '1', file_size: '5', cid: '9', dtime: '100' };

	test('is a map of rows with facts of the page among them', async () => {
		const data = {
			[BIG]: { ...row, pick_code: 'pc1' },
			2900000000000000002: { ...row, id: 2, type: '2', dtime: '300' },
			...{ offset: '0', limit: '200', count: '5', rb_pass: 0 }
		};
		const { files, calls } = setUp({ '/open/rb/list': () => ok(data) });
		const { entries, next, total } = await files.bin();
		expect(entries).toMatchObject([
			{ id: '2', kind: 'folder', size: 0, trashedAt: 300_000 },
			{ id: BIG, kind: 'file', size: 5, key: 'pc1', trashedAt: 100_000 }
		]);
		expect([next, total]).toEqual(['2', 5]);
		expect(calls[0]?.form).toEqual({ limit: '200', offset: '0' });
		const empty = setUp({ '/open/rb/list': () => ok([]) });
		expect((await empty.files.bin()).entries).toEqual([]);
	});

	test('gives back and erases by comma lists, and all of it by none', async () => {
		const { files, calls } = setUp({
			'/open/rb/revert': () => ok({ 71: { state: true }, 72: { state: true } }),
			'/open/rb/del': () => ok([])
		});
		const two = ['71', '72'].map((id) => entry({ id, trashedAt: 5 }));
		await files.restore(two);
		await files.erase(two);
		await files.emptyBin();
		expect(calls.map(({ form }) => form)).toEqual([{ tid: '71,72' }, { tid: '71,72' }, {}]);
		await expect(files.erase([])).rejects.toThrow('bad-request');
		await expect(files.erase([entry()])).rejects.toThrow('bad-request');
		expect(calls).toHaveLength(3);
	});

	test('tells of one that did not come back', async () => {
		const told = { 71: { state: false, errno: 20018, error: 'gone' } };
		const { files } = setUp({ '/open/rb/revert': () => ok(told) });
		const restored = files.restore([entry({ id: '71', trashedAt: 5 })]);
		await expect(restored).rejects.toThrow('file-missing');
	});
});

describe('one entry', () => {
	test.each([
		['empty data', ok([])],
		['a code', no(430004)]
	])('that is not there has %s', async (_, answer) => {
		const { files } = setUp({ '/open/folder/get_info': () => answer });
		await expect(files.details(entry())).rejects.toThrow('file-missing');
	});

	test('has a link for the browser that asks', async () => {
		const url = 'https://cdnfhnfile.115cdn.net/a?t=1735693200&f=1';
		const DOWN = '/open/ufile/downurl';
		const { files, calls } = setUp(
			{ [DOWN]: () => ok({ [BIG]: { url: { url } } }) },
			'Browser/1.0'
		);
		const link = await files.link(entry({ key: 'pc1' }));
		expect(link).toEqual({ url, expiresAt: 1735693200_000 });
		expect(calls[0]?.form).toEqual({ pick_code: 'pc1' });
		expect(calls[0]?.headers.get('user-agent')).toBe('Browser/1.0');
		expect(calls[0]?.headers.get('authorization')).toBe('Bearer access');
	});
});

test('a search goes on where its page ended', async () => {
	const row = { fid: '1', pid: '9', fc: '1', fn: 'a.bin' };
	const { files, calls } = setUp({ '/open/ufile/search': () => ok([row], { count: 1151 }) });
	const { entries, next } = await files.search('a', '9');
	expect([entries.map(({ id }) => id), next]).toEqual([['1'], '1150']);
	expect(calls[0]?.form).toEqual({ search_value: 'a', cid: '9', limit: '1150', offset: '0' });
});

test('shares there are none', async () => {
	const { files, calls } = setUp({});
	await expect(files.share([entry()], { name: 'a', days: 1 })).rejects.toThrow('bad-request');
	await expect(files.shares()).rejects.toThrow('bad-request');
	await expect(files.unshare([{ id: '1' }])).rejects.toThrow('bad-request');
	expect(calls).toEqual([]);
});
