import { describe, expect, test } from 'vitest';
import { COOKIE, stub115, type Call115, type Routes } from '../../../../../tests/support/stub-115';
import { createCookieApi } from './api';
import { cookieDialect } from './dialect';

const FILES = 'webapi.115.com/files';
const secret = { cookies: COOKIE, userId: '100200300', userKey: 'k', appVersion: '1.2.3' };
const SHA1 = 'ABCDEF0123456789ABCDEF0123456789ABCDEF01';

function setUp(routes: Routes) {
	const { doors, calls } = stub115(routes);
	return { dialect: cookieDialect(createCookieApi(secret, doors), secret, doors), calls };
}

const how = { offset: 0, limit: 1150, order: 'newest' } as const;
const file = {
	...{ fid: '2900000000000000001', cid: '9', n: 'a.bin', s: '5', sha: SHA1, pc: 'pc1' },
	...{ t: '2025-01-01 08:00', tp: '1735689600', te: 1735689700, tu: '1735689800' }
};
const folder = { cid: '2900000000000000009', pid: '9', n: 'Folder', pc: 'fpc', tp: '5', te: '' };
const listing = (rows: readonly object[] | string, more: object = {}) => ({
	...{ state: true, error: '', errNo: 0, count: 2, cid: '9', data: rows, ...more }
});

describe('a listing', () => {
	test('has files and folders, newest first', async () => {
		const { dialect, calls } = setUp({ [FILES]: () => listing([file, folder]) });
		const { entries, total } = await dialect.list('9', how);
		expect(total).toBe(2);
		const common = { folderId: '9', digests: {} };
		expect(entries).toEqual([
			{
				...{ ...common, id: file.fid, name: 'a.bin', kind: 'file', size: 5, pickCode: 'pc1' },
				...{ digests: { sha1: SHA1.toLowerCase() }, createdAt: 1735689600 },
				modifiedAt: 1735689700_000
			},
			{
				...{ ...common, id: folder.cid, name: 'Folder', kind: 'folder', size: 0, pickCode: 'fpc' },
				...{ createdAt: 5, modifiedAt: 5000 }
			}
		]);
		const { query } = calls[0]!;
		expect(Object.fromEntries(query)).toMatchObject({
			...{ cid: '9', o: 'user_ptime', asc: '0', limit: '1150', show_dir: '1', fc_mix: '1' },
			custom_order: '2'
		});
	});

	test('by name has folders first', async () => {
		const { dialect, calls } = setUp({ [FILES]: () => listing([], { cid: 0, count: 0 }) });
		await dialect.list('', { offset: 1150, limit: 10, order: 'name' });
		expect(Object.fromEntries(calls[0]!.query)).toMatchObject({
			...{ cid: '0', o: 'file_name', asc: '1', fc_mix: '0', offset: '1150', limit: '10' }
		});
	});

	test('keeps ids that come as numbers, and knows the root', async () => {
		const rows = JSON.stringify({ ...file, cid: 0 }).replace(`"${file.fid}"`, file.fid);
		const { dialect } = setUp({ [FILES]: () => `{"state":true,"cid":0,"data":[${rows}]}` });
		const { entries } = await dialect.list('', how);
		expect(entries[0]).toMatchObject({ id: file.fid, folderId: '' });
	});

	test.each([
		['another cid', listing([file], { cid: '0' })],
		['another path', listing([], { cid: undefined, path: [{ cid: 0 }] })],
		['code 20018', { state: false, errNo: 20018 }],
		['code 800001', { state: false, errno: '800001' }]
	])('of a folder that is gone is none: %s', async (_, answer) => {
		const { dialect } = setUp({ [FILES]: () => answer });
		await expect(dialect.list('9', how)).rejects.toMatchObject({ code: 'folder-missing' });
	});

	test('is asked again in the folder’s own order when 115 insists', async () => {
		const stored = { state: false, errNo: 20130827, order: 'file_size', is_asc: 1 };
		const answers = [stored, listing([file])];
		const { dialect, calls } = setUp({ [FILES]: () => answers.shift()! });
		expect((await dialect.list('9', how)).entries).toHaveLength(1);
		const orders = calls.map(({ query }) => [query.get('o'), query.get('asc')]);
		expect(orders).toEqual([
			['user_ptime', '0'],
			['file_size', '1']
		]);
	});

	test.each([
		[{ state: false, errno: 990001 }, 'signed-out'],
		[{ state: false, errNo: 911 }, 'captcha-needed'],
		[{ state: true, cid: '9', data: [{}] }, 'unreadable-answer'],
		[new Response('<html>', { status: 405 }), 'blocked'],
		[new Response('', { status: 429 }), 'rate-limited']
	])('may fail: %#', async (answer, code) => {
		const { dialect } = setUp({ [FILES]: () => answer });
		await expect(dialect.list('9', how)).rejects.toMatchObject({ code });
	});

	test('a search gives what is right inside', async () => {
		const deeper = { ...file, fid: '3', cid: '10' };
		const search = 'webapi.115.com/files/search';
		const { dialect, calls } = setUp({ [search]: () => listing([file, deeper, folder]) });
		const found = await dialect.search('9', 'a b');
		expect(found.map(({ id }) => id)).toEqual([file.fid, folder.cid]);
		expect(Object.fromEntries(calls[0]!.query)).toMatchObject({ search_value: 'a b', cid: '9' });
	});
});

describe('folders and files', () => {
	const ADD = 'webapi.115.com/files/add';

	test('a folder is made', async () => {
		const answer = '{"state":true,"cid":2900000000000000077,"cname":"x"}';
		const { dialect, calls } = setUp({ [ADD]: () => answer });
		expect(await dialect.createFolder('', 'x & y')).toEqual({
			...{ id: '2900000000000000077', name: 'x & y', folderId: '', kind: 'folder' },
			...{ size: 0, digests: {} }
		});
		expect(Object.fromEntries(calls[0]!.form)).toEqual({ pid: '0', cname: 'x & y' });
	});

	test.each([
		[20004, 'name-taken'],
		[20003, 'name-refused'],
		[20009, 'folder-missing'],
		[20018, 'folder-missing']
	])('or not: %i', async (errno, code) => {
		const { dialect } = setUp({ [ADD]: () => ({ state: false, errno }) });
		await expect(dialect.createFolder('9', 'x')).rejects.toMatchObject({ code });
	});

	test('files go to the bin; gone ones do no harm, a busy drive does', async () => {
		let errno = 0;
		const BIN = 'webapi.115.com/rb/delete';
		const { dialect, calls } = setUp({ [BIN]: () => ({ state: errno === 0, errno }) });
		await dialect.trash(['1', '2'], '9');
		const form = { 'fid[0]': '1', 'fid[1]': '2', pid: '9', ignore_warn: '1' };
		expect(Object.fromEntries(calls[0]!.form)).toEqual(form);
		errno = 231011;
		await dialect.trash(['1'], '9');
		errno = 990009;
		await expect(dialect.trash(['1'], '9')).rejects.toMatchObject({ code: 'drive-busy' });
	});
});

describe('resuming', () => {
	const RESUME = 'uplb.115.com/3.0/resumeupload.php';
	const texts = { callback: '{"a":"\\/"}', callback_var: '{}' };
	const request = { folderId: '9', size: 5, sha1: SHA1, pickCode: 'pc' };

	test.each([
		['an object', texts],
		['an array', [texts]]
	])('gives the task again, with %s', async (_, callback) => {
		const task = { bucket: 'fhnfile', object: 'o', pickcode: 'pc', callback };
		const { dialect, calls } = setUp({ [RESUME]: () => ({ state: true, status: 1, ...task }) });
		expect(await dialect.resume(request)).toEqual({
			...{ pickCode: 'pc', bucket: 'fhnfile', object: 'o' },
			...{ callback: texts.callback, callbackVar: '{}' }
		});
		expect(Object.fromEntries(calls[0]!.form)).toEqual({
			...{ pickcode: 'pc', target: 'U_1_9', userid: '100200300', fileid: SHA1, filesize: '5' }
		});
	});

	test.each([
		[{ state: false, errno: 50003 }, 'session-lost'],
		[{ status: 0, statuscode: 402, statusmsg: 'pickcode' }, 'session-lost'],
		[{ state: true, object: '' }, 'session-lost'],
		[{ state: false, errno: 990001 }, 'signed-out'],
		[{ state: false, errno: 911 }, 'captcha-needed']
	])('or not: %#', async (answer, code) => {
		const { dialect } = setUp({ [RESUME]: () => answer });
		await expect(dialect.resume(request)).rejects.toMatchObject({ code });
	});
});

describe('credentials for OSS', () => {
	const INFO = 'uplb.115.com/3.0/getuploadinfo.php';
	const GET = 'uplb.115.com/3.0/gettoken.php';
	const endpoint = 'http://oss-cn-shenzhen.aliyuncs.com';
	const keys = {
		...{ StatusCode: '200', AccessKeyId: 'STS.1', AccessKeySecret: 's', SecurityToken: 't' },
		Expiration: '2030-01-01T01:00:00Z'
	};
	const asked = (token: object, info: object = { endpoint }) =>
		setUp({ [INFO]: () => info, [GET]: () => token }).dialect.sts();

	test('come with the endpoint that they are for', async () => {
		expect(await asked(keys)).toEqual({
			...{ accessKeyId: 'STS.1', accessKeySecret: 's', securityToken: 't', endpoint },
			expiresAt: Date.UTC(2030, 0, 1, 1)
		});
	});

	test('are read with the documented misspelling, too', async () => {
		const odd = { ...keys, AccessKeySecret: undefined, AccessKeySecrett: 'x' };
		expect((await asked(odd)).accessKeySecret).toBe('x');
	});

	test.each([
		[{ StatusCode: '400', ErrorCode: '400', ErrorMessage: 'Throttling.User' }, 'rate-limited'],
		[{ StatusCode: '500', ErrorMessage: 'no' }, 'drive-refused'],
		[{ ...keys, Expiration: 'soon' }, 'unreadable-answer'],
		[{ ...keys, AccessKeyId: '' }, 'unreadable-answer'],
		[{ state: false, errno: 990001 }, 'signed-out']
	])('or not: %#', async (token, code) => {
		await expect(asked(token)).rejects.toMatchObject({ code });
	});

	test('not without an endpoint', async () => {
		const call = asked(keys, { state: false, errno: 99 });
		await expect(call).rejects.toMatchObject({ code: 'signed-out' });
	});
});

test('every call names session and version', async () => {
	const { dialect, calls } = setUp({ [FILES]: () => listing([]) });
	await dialect.list('9', how);
	const { headers } = calls[0] as Call115;
	expect(headers.get('cookie')).toContain(`UID=${COOKIE.UID}; CID=`);
	expect(headers.get('user-agent')).toMatch(/ 115Browser\/1\.2\.3$/);
});
