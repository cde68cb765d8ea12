import { describe, expect, test } from 'vitest';
import { COOKIE, stub115, type Routes } from '../../../../../tests/support/stub-115';
import { createCookieApi } from './api';
import { listFolder, search } from './listing';

const FILES = 'webapi.115.com/files';
const NATSORT = 'aps.115.com/natsort/files.php';
const ORDER = 'webapi.115.com/files/order';
const row = { fid: '1', cid: '9', n: 'a.bin', s: 5, tp: '5' };
const shown = { state: true, errNo: 0, count: 1, cid: '9', data: [row] };
const mismatch = { state: false, errNo: 20130827, order: 'user_ptime', is_asc: 0 };
const window = { offset: 20, limit: 10 };

function setUp(routes: Routes) {
	const { doors, calls } = stub115(routes);
	const api = createCookieApi({ cookies: COOKIE, appVersion: '1.2.3' }, doors);
	const asked = () => calls.map(({ at, query }) => [at, query.get('o'), query.get('asc')]);
	return { api, calls, asked };
}

describe('a listing', () => {
	test.each([
		['name', false, 'file_name', '1'],
		['name', true, 'file_name', '0'],
		['size', true, 'file_size', '0'],
		['modified', false, 'user_utime', '1']
	] as const)('by %s asks for that order, folders first', async (by, descending, o, asc) => {
		const { api, calls } = setUp({ [FILES]: () => shown });
		await listFolder(api, '9', { ...window, order: { by, descending } });
		expect(Object.fromEntries(calls[0]!.query)).toMatchObject({
			...{ cid: '9', offset: '20', limit: '10' },
			...{ o, asc, custom_order: '1', fc_mix: '0' }
		});
	});

	test('by name of a folder with an order of its own comes from where names rule', async () => {
		const { api, asked } = setUp({ [FILES]: () => mismatch, [NATSORT]: () => shown });
		const order = { by: 'name', descending: true } as const;
		expect((await listFolder(api, '9', { ...window, order })).entries).toHaveLength(1);
		expect(asked()).toEqual([
			[FILES, 'file_name', '0'],
			[NATSORT, 'file_name', '0']
		]);
	});

	test('by size of such a folder makes that its order', async () => {
		let stored = '';
		const { api, calls } = setUp({
			[FILES]: ({ query }) => (query.get('o') === stored ? shown : mismatch),
			[ORDER]: ({ form }) => {
				stored = form.get('user_order') ?? '';
				return { state: true };
			}
		});
		const order = { by: 'size', descending: true } as const;
		expect((await listFolder(api, '9', { ...window, order })).entries).toHaveLength(1);
		expect(Object.fromEntries(calls[1]!.form)).toEqual({
			...{ file_id: '9', user_order: 'file_size', user_asc: '0', fc_mix: '0' }
		});
		expect(calls).toHaveLength(3);
	});

	test('comes in the folder’s order when 115 gives no other', async () => {
		const { api, asked } = setUp({
			[FILES]: ({ query }) => (query.get('o') === 'user_ptime' ? shown : mismatch),
			[ORDER]: () => ({ state: true })
		});
		const order = { by: 'modified', descending: false } as const;
		expect((await listFolder(api, '9', { ...window, order })).entries).toHaveLength(1);
		expect(asked().at(-1)).toEqual([FILES, 'user_ptime', '0']);
	});

	test('tells the way to the folder, without the top', async () => {
		const path = [
			{ name: '根目录', aid: 1, cid: 0, pid: 0 },
			{ name: 'F', aid: 1, cid: '9', pid: 0 }
		];
		const { api } = setUp({ [FILES]: () => ({ ...shown, path }) });
		const listing = await listFolder(api, '9', { ...window, order: 'newest' });
		expect(listing.path).toEqual([{ id: '9', name: 'F' }]);
	});
});

test('a search looks below the folder, deeper ones too', async () => {
	const deep = { ...row, fid: '2', cid: '10' };
	const SEARCH = 'webapi.115.com/files/search';
	const { api, calls } = setUp({
		[SEARCH]: () => ({ state: true, count: '7', data: [row, deep] })
	});
	const { entries, total } = await search(api, 'a b', '9', window);
	expect(entries.map(({ id, folderId }) => [id, folderId])).toEqual([
		['1', '9'],
		['2', '10']
	]);
	expect(total).toBe(7);
	expect(Object.fromEntries(calls[0]!.query)).toMatchObject({
		...{ search_value: 'a b', cid: '9', offset: '20', limit: '10', show_dir: '1' }
	});
});
