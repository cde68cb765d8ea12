import { describe, expect, test } from 'vitest';
import { COOKIE, stub115, type Routes } from '../../../../../tests/support/stub-115';
import type { FileEntry } from '../../../drives/files';
import { createFileActions } from '../files/actions';
import { createCookieApi } from './api';
import { cookieDialect } from './dialect';
import { cookieFiles } from './files';

const WEB = 'webapi.115.com';
const FILES = `${WEB}/files`;
const MOVE = `${WEB}/files/move`;
const COPY = `${WEB}/files/copy`;
const RENAME = `${WEB}/files/batch_rename`;
const FACTS = `${WEB}/category/get`;
const BIN = `${WEB}/rb`;
const TRASH = `${WEB}/rb/delete`;
const REVERT = `${WEB}/rb/revert`;
const ERASE = `${WEB}/rb/secret_del`;
const BIG = '2900000000000000001';
const done = { state: true, error: '', errno: '' };
const no = (errno: number, error = 'no') => ({ state: false, errno, error });
const secret = { cookies: COOKIE, userId: '100200300', userKey: 'k', appVersion: '1.2.3' };
const folder = (cid: string) => ({ ...done, cid, count: 0, data: [], path: [{ name: 'F', cid }] });

const entry = (more: Partial<FileEntry> = {}): FileEntry => ({
	...{ id: BIG, name: 'a.bin', folderId: '9', kind: 'file', size: 5, digests: {} },
	...more
});

function setUp(routes: Routes, agent?: string) {
	const { doors: plain, calls } = stub115(routes);
	const doors = { ...plain, agent };
	const api = createCookieApi(secret, doors);
	const files = createFileActions(
		cookieFiles(api, cookieDialect(api, secret, doors), secret, doors)
	);
	const form = (at: number) => Object.fromEntries(calls[at]!.form);
	return { files, calls, form };
}

describe('a move', () => {
	test('looks for its target first, then names target and entries', async () => {
		const { files, calls, form } = setUp({ [FILES]: () => folder('8'), [MOVE]: () => done });
		await files.move([entry(), entry({ id: '2' })], '8');
		expect(calls.map(({ at }) => at)).toEqual([FILES, MOVE]);
		expect(form(1)).toEqual({ pid: '8', 'fid[0]': BIG, 'fid[1]': '2' });
	});

	test('goes nowhere when 115 shows its top in place of the target', async () => {
		const { files, calls } = setUp({ [FILES]: () => folder('0'), [MOVE]: () => done });
		await expect(files.move([entry()], '8')).rejects.toThrow('folder-missing');
		await expect(files.copy([entry()], '8')).rejects.toThrow('folder-missing');
		expect(calls.map(({ at }) => at)).toEqual([FILES, FILES]);
	});

	test.each([
		[990009, 'drive-busy'],
		[990019, 'drive-busy'],
		[990005, 'drive-busy'],
		[20018, 'file-missing'],
		[20009, 'folder-missing'],
		[800006, 'drive-refused']
	])('may be refused: %i', async (errno, code) => {
		const { files } = setUp({ [MOVE]: () => no(errno), [COPY]: () => no(errno) });
		await expect(files.move([entry()], '')).rejects.toMatchObject({ code });
		await expect(files.copy([entry()], '')).rejects.toMatchObject({ code });
	});
});

describe('a new name', () => {
	test('is given by id, and is what 115 made of it', async () => {
		const { files, form } = setUp({ [RENAME]: () => ({ ...done, data: { [BIG]: 'b.BIN' } }) });
		expect(await files.rename(entry(), 'b .BIN')).toEqual(entry({ name: 'b.BIN' }));
		expect(form(0)).toEqual({ [`files_new_name[${BIG}]`]: 'b .BIN' });
		const silent = setUp({ [RENAME]: () => ({ ...done, data: [] }) });
		expect(await silent.files.rename(entry(), 'c.bin')).toMatchObject({ name: 'c.bin' });
	});

	test.each(['a', 'a.txt', '.bin', 'a.bin.txt'])(
		'of a file keeps its extension: %s',
		async (name) => {
			const { files, calls } = setUp({ [RENAME]: () => done });
			await expect(files.rename(entry(), name)).rejects.toThrow('name-refused');
			await files.rename(entry({ kind: 'folder' }), name);
			expect(calls).toHaveLength(1);
		}
	);
});

describe('the bin', () => {
	const row = {
		id: '71',
		file_name: 'a.bin',
		type: '1',
		file_size: '5',
		cid: 9,
		dtime: '1735689700'
	};
	const older = { ...row, id: 72, type: 2, file_name: 'F', dtime: 1735689600 };

	test('is asked for what went last, page by page', async () => {
		const page = { ...done, count: '3', data: [older, row] };
		const { files, calls } = setUp({ [BIN]: () => page });
		const { entries, next, total } = await files.bin({ cursor: '0' });
		expect(entries).toEqual([
			{ ...entry({ id: '71' }), key: undefined, trashedAt: 1735689700_000 },
			{
				...entry({ id: '72', name: 'F', kind: 'folder', size: 0 }),
				...{ key: undefined, trashedAt: 1735689600_000 }
			}
		]);
		expect([next, total]).toEqual(['2', 3]);
		expect(Object.fromEntries(calls[0]!.query)).toMatchObject({ aid: '7', o: 'dtime', asc: '0' });
	});

	test('takes entries of one folder, of several, and gone ones', async () => {
		let answer: object = done;
		const { files, form } = setUp({ [TRASH]: () => answer });
		await files.trash([entry(), entry({ id: '2' })]);
		expect(form(0)).toEqual({ pid: '9', ignore_warn: '1', 'fid[0]': BIG, 'fid[1]': '2' });
		await files.trash([entry(), entry({ id: '2', folderId: '' })]);
		expect(form(1)).toEqual({ ignore_warn: '1', 'fid[0]': BIG, 'fid[1]': '2' });
		answer = no(231011);
		await files.trash([entry()]);
		answer = no(990019);
		await expect(files.trash([entry()])).rejects.toThrow('drive-busy');
	});

	test('gives back by its own ids, and tells of one that failed', async () => {
		let told: object = { 71: { state: true } };
		const { files, form } = setUp({
			[BIN]: () => ({ ...done, count: 1, data: [row] }),
			[REVERT]: () => ({ ...done, ...told })
		});
		await files.restore([entry()]);
		expect(form(1)).toEqual({ 'rid[0]': '71' });
		told = { 71: { state: false, errno: 20018, error: 'gone' } };
		await expect(files.restore([entry()])).rejects.toThrow('file-missing: 20018 gone');
	});

	test('erases what is in it, and nothing but that', async () => {
		const { files, calls, form } = setUp({ [ERASE]: () => done });
		const binned = entry({ id: '71', trashedAt: 5 });
		await expect(files.erase([])).rejects.toThrow('bad-request');
		await expect(files.erase([binned, entry()])).rejects.toThrow('bad-request');
		expect(calls).toEqual([]);
		await files.erase([binned, { ...binned, id: '72' }]);
		expect(form(0)).toEqual({ tid: '71,72' });
		await files.emptyBin();
		expect(form(1)).toEqual({ tid: '' });
	});

	test.each([
		['code', no(320001)],
		['words', no(1, '请输入安全密钥')]
	])('is not emptied without a safe key: by its %s', async (_, answer) => {
		const { files } = setUp({ [ERASE]: () => answer });
		await expect(files.emptyBin()).rejects.toThrow('safe-key-needed');
		await expect(files.erase([entry({ trashedAt: 5 })])).rejects.toThrow('safe-key-needed');
	});
});

describe('one entry', () => {
	const told = {
		...{ count: 1, size: '5B', folder_count: 0, file_name: 'a.bin', pick_code: 'pc1' },
		...{ sha1: 'ABCD', ptime: '1735689600', utime: '1735689700' },
		paths: [
			{ file_id: 0, file_name: '根目录' },
			{ file_id: '8', file_name: 'F' }
		]
	};

	test('is told of afresh', async () => {
		const { files, calls } = setUp({ [FACTS]: () => told });
		expect(await files.details(entry({ name: 'old.bin' }))).toEqual({
			...entry({ key: 'pc1', digests: { sha1: 'abcd' }, folderId: '8' }),
			...{ createdAt: 1735689600_000, modifiedAt: 1735689700_000 },
			path: [{ id: '8', name: 'F' }]
		});
		expect(calls[0]!.query.get('cid')).toBe(BIG);
		expect(await files.details(entry({ kind: 'folder' }))).toMatchObject({
			...{ digests: {}, inside: { files: 1, folders: 0, bytes: 5 } }
		});
	});

	test.each([
		['an empty list', '[]', 'file-missing'],
		['a code', no(20018), 'file-missing'],
		['no session', no(990001), 'signed-out'],
		['the firewall', new Response('<html>', { status: 405 }), 'blocked']
	])('that is not told of: %s', async (_, answer, code) => {
		const { files } = setUp({ [FACTS]: () => answer });
		await expect(files.details(entry())).rejects.toMatchObject({ code });
	});
});

test('the way to a folder is told by the folder where its listing does not', async () => {
	const told = { file_name: 'in', paths: [{ file_id: '8', file_name: 'out' }] };
	const list = { ...done, cid: '9', count: 0, data: [] };
	const { files } = setUp({ [FILES]: () => list, [FACTS]: () => told });
	const steps = [
		{ id: '8', name: 'out' },
		{ id: '9', name: 'in' }
	];
	expect(await files.path('9')).toEqual(steps);
	const gone = setUp({ [FILES]: () => list, [FACTS]: () => no(20018) }).files;
	await expect(gone.path('9')).rejects.toThrow('folder-missing');
});

describe('a search', () => {
	const SEARCH = `${WEB}/files/search`;
	const row = { fid: '1', cid: '9', n: 'a.bin' };

	test('ends after ten thousand rows, and passes over rows that 115 keeps back', async () => {
		const { files, calls } = setUp({ [SEARCH]: () => ({ ...done, count: 50_000, data: [row] }) });
		expect((await files.search('a', '9')).next).toBe('1150');
		expect((await files.search('a', '9', { cursor: '9200' })).next).toBeUndefined();
		expect(calls.at(-1)!.query.get('limit')).toBe('800');
		expect((await files.search('a', '9', { cursor: '10000' })).entries).toEqual([]);
		expect(calls).toHaveLength(2);
	});

	test('ends when nothing comes, whatever the count says', async () => {
		const { files } = setUp({ [SEARCH]: () => ({ ...done, count: 50_000, data: [] }) });
		expect((await files.search('a', '9')).next).toBeUndefined();
	});

	test('takes no cursor of others', async () => {
		await expect(setUp({}).files.search('a', '9', { cursor: '-1' })).rejects.toThrow('bad-request');
	});
});

describe('a link', () => {
	test('of a folder there is none', async () => {
		const { files, calls } = setUp({});
		const made = files.link(entry({ kind: 'folder', key: 'fa1' }));
		await expect(made).rejects.toThrow('bad-request: a folder has no download link');
		expect(calls).toEqual([]);
	});

	test('is asked for in the name of the browser, enciphered', async () => {
		const DOWN = 'proapi.115.com/app/chrome/downurl';
		const routes = { [DOWN]: () => no(50003), [FACTS]: () => ({ file_name: 'a', paths: [] }) };
		const { files, calls } = setUp(routes, 'Browser/1.0');
		await expect(files.link(entry({ key: 'pc1' }))).rejects.toThrow('file-missing');
		const { headers, form, query } = calls[0]!;
		expect(headers.get('user-agent')).toBe('Browser/1.0');
		expect(headers.get('cookie')).toContain(`UID=${COOKIE.UID}`);
		expect(atob(form.get('data')!)).toHaveLength(128);
		expect(query.get('t')).toMatch(/^\d+$/);
		await expect(files.link(entry())).rejects.toThrow('file-missing: no pick code');
		expect(calls.at(-1)!.headers.get('user-agent')).toMatch(/115Browser/);
	});

	test.each([[[]], ['']])('of an unknown pick code is none: %j', async (data) => {
		const { files } = setUp({ 'proapi.115.com/app/chrome/downurl': () => ({ ...done, data }) });
		await expect(files.link(entry({ key: 'pc1' }))).rejects.toThrow('file-missing');
	});
});
