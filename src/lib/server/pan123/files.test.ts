import { describe, expect, test } from 'vitest';
import { connectionTo, item, listing } from '../../../../tests/support/pan123-connection';

const LIST = 'file/list/new';

describe('a listing', () => {
	test('goes on by page number, whatever text Next is', async () => {
		const { connection, calls } = connectionTo({ [LIST]: () => listing([item()], '31000102') });
		const page = await connection.list('12', undefined);
		expect(page.next).toBe('2');
		await connection.list('12', page.next);
		const queries = calls.map(({ query }) => [query.get('Page'), query.get('next')]);
		expect(queries).toEqual([
			['1', '0'],
			['2', '0']
		]);
		expect(calls[0]?.query.get('parentFileId')).toBe('12');
	});

	test.each([
		['-1 ends it', listing([item()], '-1')],
		['a number -1 ends it', listing([item()], -1)],
		['an empty page ends it', listing([], '31000102')],
		['a page of nothing ends it', listing(null, '')]
	])('%s', async (_, answer) => {
		const { connection } = connectionTo({ [LIST]: () => answer });
		expect((await connection.list('', undefined)).next).toBeUndefined();
	});

	test('reads entries in every form that was seen', async () => {
		const { connection } = connectionTo({
			[LIST]: () =>
				listing([
					item({ FileId: '99', Size: '10', Etag: 'ABCDEF', UpdateAt: '2026-08-01T10:00:00+08:00' }),
					item({ FileId: 32, Type: 1, Size: 4096, Etag: '', UpdateAt: '0001-01-01T00:00:00Z' })
				])
		});
		expect((await connection.list('', undefined)).entries).toEqual([
			{
				id: '99',
				name: 'a.bin',
				folderId: '',
				kind: 'file',
				size: 10,
				digests: { md5: 'abcdef' },
				modifiedAt: Date.UTC(2026, 7, 1, 2)
			},
			{
				id: '32',
				name: 'a.bin',
				folderId: '',
				kind: 'folder',
				size: 0,
				digests: {},
				modifiedAt: undefined
			}
		]);
	});

	test('without the fields that matter is unreadable', async () => {
		const { connection } = connectionTo({ [LIST]: () => listing([{ FileName: 'x' }]) });
		const expected = {
			code: 'unreadable-answer',
			detail: 'unexpected answer at InfoList.0.FileId'
		};
		await expect(connection.list('', undefined)).rejects.toMatchObject(expected);
	});
});

describe('a folder', () => {
	test('that is there is not made', async () => {
		const folder = item({ FileId: 5, FileName: 'photos', Type: 1 });
		const { connection, calls } = connectionTo({ [LIST]: () => listing([folder]) });
		expect(await connection.createFolder('', 'photos')).toMatchObject({ id: '5', kind: 'folder' });
		expect(calls).toHaveLength(1);
	});

	test('that is missing is made, never as a second one', async () => {
		const { connection, calls } = connectionTo({
			[LIST]: () => listing([item({ FileName: 'photos' })]),
			'file/upload_request': () => ({ data: { FileId: 0, Info: item({ FileId: 6, Type: 1 }) } })
		});
		expect(await connection.createFolder('12', 'photos')).toMatchObject({ id: '6' });
		expect(calls[1]?.body).toMatchObject({ type: 1, parentFileId: 12, fileName: 'photos' });
		expect(calls[1]?.body).not.toHaveProperty('duplicate');
		expect(calls[1]?.body).not.toHaveProperty('NotReuse');
	});
});

describe('hosts', () => {
	test('are discovered anew when the old one shows its 404 page, and told', async () => {
		const dead = new Set(['www.123pan.cn']);
		const { connection, calls } = connectionTo({
			'/api/dydomain': () => ({
				data: { domains: ['www.123952.com'], ucenterDomain: 'login.123pan.com' }
			}),
			[LIST]: ({ host }) =>
				dead.has(host) ? new Response('<html>404', { status: 404 }) : listing([])
		});
		expect(await connection.list('', undefined)).toEqual({ entries: [], next: undefined });
		expect(calls.at(-1)?.host).toBe('www.123952.com');
		expect(connection.changed()).toMatchObject({
			token: 'token',
			hosts: { api: 'www.123952.com', login: 'login.123pan.com' }
		});
	});

	test('that stay the same leave the page unreadable', async () => {
		const { connection, calls } = connectionTo({
			'/api/dydomain': () => ({ data: { domains: ['www.123pan.cn'] } })
		});
		await expect(connection.account()).rejects.toMatchObject({ code: 'unreadable-answer' });
		expect(calls).toHaveLength(2);
		expect(connection.changed()).toBeUndefined();
	});
});
