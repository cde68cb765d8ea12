import { describe, expect, test } from 'vitest';
import { no, ok, open115, PERSON, type OpenRoutes } from '../../../../../tests/support/open115';
import { createOpenApi } from './call';
import { openDialect } from './dialect';

const BIG = '2900000000000000001';
const SHA1 = '0123456789ABCDEF0123456789ABCDEF01234567';
const FILES = '/open/ufile/files';
const ROW = {
	...{ fid: BIG, aid: '1', pid: '0', fc: '1', fn: 'a.bin', fs: 1048577, sha1: SHA1 },
	...{ pc: 'abcdefghij0123456', fta: '1', upt: 1735689601, uppt: 1735689600 }
};
const ENTRY = {
	...{ id: BIG, name: 'a.bin', folderId: '', kind: 'file', size: 1048577 },
	...{ digests: { sha1: SHA1.toLowerCase() }, modifiedAt: 1735689601_000 },
	...{ pickCode: 'abcdefghij0123456', createdAt: 1735689600 }
};
const page = { offset: 0, limit: 1150, order: 'newest' } as const;

function setUp(routes: OpenRoutes) {
	const { doors, calls } = open115(routes);
	return { dialect: openDialect(createOpenApi('access', doors)), calls };
}

describe('a listing', () => {
	test('shows files and folders of that folder alone, newest first', async () => {
		const folder = { fid: '9', pid: '0', fc: '0', fn: 'Folder', pc: 'fa1', upt: 1, uppt: 1 };
		const { dialect, calls } = setUp({ [FILES]: () => ok([folder, ROW], { count: 7, cid: 0 }) });
		const { entries, total } = await dialect.list('', page);
		expect(entries).toMatchObject([{ id: '9', kind: 'folder', size: 0, digests: {} }, ENTRY]);
		expect(total).toBe(7);
		expect(calls[0]).toMatchObject({ method: 'GET', host: 'proapi.115.com' });
		expect(calls[0]?.headers.get('authorization')).toBe('Bearer access');
		expect(calls[0]?.form).toEqual({
			...{ cid: '0', limit: '1150', offset: '0', show_dir: '1', cur: '1' },
			...{ o: 'user_ptime', asc: '0', custom_order: '2' }
		});
	});

	test('keeps ids above 2^53 whole, also when they come as numbers', async () => {
		const text = `{"state":true,"code":0,"data":[{"fid":${BIG},"pid":${BIG}9,"fc":1,"fn":"a"}],"count":1,"cid":${BIG}9}`;
		const { dialect } = setUp({ [FILES]: () => text });
		const { entries } = await dialect.list(`${BIG}9`, { ...page, order: 'name' });
		expect(entries).toMatchObject([{ id: BIG, folderId: `${BIG}9` }]);
	});

	test.each([
		['by its number', { cid: 0 }],
		['by its path', { path: [{ name: '文件', cid: '0' }] }]
	])('of an unknown folder is the root’s, and told apart %s', async (_, around) => {
		const { dialect } = setUp({ [FILES]: () => ok([ROW], { count: 1, ...around }) });
		await expect(dialect.list('404', page)).rejects.toMatchObject({ code: 'folder-missing' });
	});

	test('does not give bytes to a file that is still on its way', async () => {
		const { dialect } = setUp({ [FILES]: () => ok([{ ...ROW, fta: '0' }], { count: 1, cid: 0 }) });
		const { entries } = await dialect.list('', page);
		expect(entries).toMatchObject([{ id: BIG, size: 0, digests: {} }]);
	});

	test('of a search keeps the folder’s own, by whichever names the rows use', async () => {
		const found = {
			...{ file_id: BIG, parent_id: '0', file_category: '1', file_name: 'a.bin' },
			...{ file_size: '1048577', sha1: SHA1, pick_code: 'abcdefghij0123456' },
			...{ user_utime: '1735689601', user_ptime: '1735689600' }
		};
		const rows = [found, { ...ROW, fid: '5', pid: '9' }];
		const { dialect } = setUp({ '/open/ufile/search': () => ok(rows) });
		expect(await dialect.search('', 'a.bin')).toEqual([ENTRY]);
		expect(await setUp({ '/open/ufile/search': () => ok(null) }).dialect.search('', 'a')).toEqual(
			[]
		);
	});
});

describe('a change', () => {
	test('makes a folder, or says that it is there, or that its parent is not', async () => {
		const path = '/open/folder/add';
		const { dialect, calls } = setUp({ [path]: () => ok({ file_name: 'x', file_id: BIG }) });
		expect(await dialect.createFolder('', 'x')).toMatchObject({ id: BIG, folderId: '' });
		expect(calls[0]?.form).toEqual({ pid: '0', file_name: 'x' });
		for (const [code, meaning] of [
			[20004, 'name-taken'],
			[20009, 'folder-missing'],
			[430004, 'folder-missing']
		] as const) {
			const made = setUp({ [path]: () => no(code) }).dialect.createFolder('9', 'x');
			await expect(made).rejects.toMatchObject({ code: meaning });
		}
	});

	test('puts files into the bin, also one that is gone already', async () => {
		const path = '/open/ufile/delete';
		const { dialect, calls } = setUp({ [path]: () => ok([]) });
		await dialect.trash(['1', '2'], '9');
		expect(calls[0]?.form).toEqual({ file_ids: '1,2', parent_id: '9' });
		await dialect.trash([], '9');
		expect(calls).toHaveLength(1);
		await setUp({ [path]: () => no(231011) }).dialect.trash(['1'], '');
		const refused = setUp({ [path]: () => no(990009) }).dialect.trash(['1'], '');
		await expect(refused).rejects.toMatchObject({ code: 'drive-busy' });
	});
});

test('the account has a name and room', async () => {
	const { dialect } = setUp({ '/open/user/info': () => PERSON });
	expect(await dialect.account()).toEqual({
		...{ uid: '100200300', name: 'Ann', spaceUsed: 1000, spaceTotal: 5000 }
	});
	const bare = ok({ user_id: BIG, rt_space_info: { all_total: { size: 9 } } });
	expect(await setUp({ '/open/user/info': () => bare }).dialect.account()).toEqual({
		...{ uid: BIG, name: BIG, spaceUsed: 0, spaceTotal: 9 }
	});
});

describe('an answer that is no success', () => {
	test.each([
		[99, 'signed-out', undefined],
		[40140125, 'signed-out', undefined],
		[40140126, 'signed-out', undefined],
		[40140123, 'signed-out', undefined],
		[40140117, 'rate-limited', 70_000],
		[406, 'rate-limited', 70_000],
		[770004, 'rate-limited', 70_000],
		[911, 'captcha-needed', 600_000],
		[40140108, 'app-id-refused', undefined],
		[123456, 'drive-refused', undefined]
	])('code %i is %s', async (code, meaning, retryAfter) => {
		const call = setUp({ '/open/user/info': () => no(code) }).dialect.account();
		await expect(call).rejects.toMatchObject({ code: meaning, retryAfter });
	});

	test('is a page of the firewall, or HTTP 401 with and without words', async () => {
		const answer = (body: string, status: number) =>
			setUp({ '/open/user/info': () => new Response(body, { status }) }).dialect.account();
		await expect(answer('<html>', 405)).rejects.toMatchObject({ code: 'blocked' });
		await expect(answer('nothing', 401)).rejects.toMatchObject({ code: 'signed-out' });
		const words = JSON.stringify(no(40140109));
		await expect(answer(words, 401)).rejects.toMatchObject({ code: 'app-id-refused' });
	});

	test.each([
		['Unix seconds', String(Date.UTC(2026, 0, 1) / 1000 + 300), 300_000],
		['Unix milliseconds', String(Date.UTC(2026, 0, 1) + 300_000), 300_000],
		['seconds from now', '300', 300_000],
		['a time long over', '1735689600', 70_000],
		['words', 'soon', 70_000]
	])('is HTTP 429, which tells its end in %s', async (_, reset, retryAfter) => {
		const headers = { 'x-ratelimit-reset': reset };
		const answer = () => new Response('Too Many Requests', { status: 429, headers });
		const call = setUp({ '/open/user/info': answer }).dialect.account();
		await expect(call).rejects.toMatchObject({ code: 'rate-limited', retryAfter });
	});
});
