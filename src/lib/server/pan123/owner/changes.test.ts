import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../../drives/files';
import { connectionTo, item } from '../../../../../tests/support/pan123-connection';
import type { Call, Reply } from '../../../../../tests/support/stub-upstream';

const entry: FileEntry = {
	...{ id: '31', name: 'a.bin', folderId: '5', kind: 'file', size: 10, digests: {} }
};
const filesOf = (routes: Record<string, (call: Call) => Reply>) => {
	const { connection, calls } = connectionTo(routes);
	return { files: connection.files!(), calls };
};

describe('rename', () => {
	test('looks the entry up where the answer has none', async () => {
		const { files } = filesOf({
			'file/rename': () => ({ data: null }),
			'file/info': () => ({ data: { infoList: [item({ FileName: 'b.bin', ParentFileId: 5 })] } })
		});
		expect(await files.rename(entry, 'b.bin')).toMatchObject({ name: 'b.bin', folderId: '5' });
	});
});

describe('move', () => {
	const moving = (Info: unknown, info: Record<string, unknown> | null) =>
		filesOf({
			'file/mod_pid': () => ({ data: { Info } }),
			'file/info': () => ({ data: { infoList: info ? [item(info)] : [] } })
		}).files.move([entry], '7');

	test('believes an answer that lists every entry, and looks up the others', async () => {
		await moving([item()], null);
		await moving(null, { ParentFileId: 7 });
		await expect(moving([], { ParentFileId: 5 })).rejects.toMatchObject({ code: 'drive-refused' });
		await expect(moving([], null)).rejects.toMatchObject({ code: 'file-missing' });
	});
});

describe('copy', () => {
	test('describes every entry, and asks with the id that it was given', async () => {
		const { files, calls } = filesOf({
			'restful/goapi/v1/file/copy/async': () => ({ data: { taskId: 205310, mode: 1 } }),
			'restful/goapi/v1/file/copy/task': ({ query }) => ({
				data: { taskId: Number(query.get('taskId')), status: 1, reason: '' }
			})
		});
		const pending = await files.copy([entry, { ...entry, id: '32', kind: 'folder' }], '7');
		expect(calls[0]?.body).toMatchObject({
			targetFileId: 7,
			fileList: [
				{ fileId: 31, size: 10, etag: '', type: 0, parentFileId: 5, fileName: 'a.bin' },
				{ fileId: 32, type: 1 }
			]
		});
		expect(pending).toBe('205310');
		expect(await files.copied(pending!)).toBe(false);
	});

	test.each([
		[{ mode: 2 }, undefined],
		[{ mode: 2, taskId: 5 }, undefined],
		[{ taskId: '5' }, '5']
	])('answered %j is pending as %j', async (data, pending) => {
		const { files } = filesOf({ 'restful/goapi/v1/file/copy/async': () => ({ data }) });
		expect(await files.copy([entry], '7')).toBe(pending);
	});

	test('that failed says why', async () => {
		const { files } = filesOf({
			'restful/goapi/v1/file/copy/task': () => ({ data: { status: 3, reason: '空间不足' } })
		});
		await expect(files.copied('5')).rejects.toMatchObject({
			...{ code: 'drive-refused', detail: '3 空间不足' }
		});
		await expect(files.copied('no number')).rejects.toMatchObject({ code: 'bad-request' });
	});
});

describe('shares', () => {
	const wish = { name: 'x', days: 7 };
	const row = { ShareId: 9, ShareKey: 'k-1', ShareName: 'x', SharePwd: '' };

	test('take their id from the list where the answer has a key alone', async () => {
		const { files, calls } = filesOf({
			'share/create': () => ({ data: { ShareKey: 'k-1' } }),
			'share/list': () => ({ data: { Next: '-1', InfoList: [{ ...row, ShareKey: 'k-2' }, row] } })
		});
		const share = await files.share([entry, { ...entry, id: '32' }], wish);
		expect(share).toMatchObject({ id: '9', url: 'https://www.123pan.com/s/k-1' });
		expect(calls[0]?.body).toMatchObject({
			...{ fileIdList: '31,32', shareName: 'x', sharePwd: '' },
			expiration: '2026-01-08T08:00:00+08:00'
		});
		await files.share([entry], { ...wish, days: 0, password: 'aB12' });
		expect(calls.findLast(({ path }) => path === 'share/create')?.body).toMatchObject({
			...{ expiration: '9999-12-31T23:59:59+08:00', sharePwd: 'aB12' }
		});
	});

	test('are read whatever the case of their fields, and may be over', async () => {
		const { files } = filesOf({
			'share/list': () => ({
				data: {
					Next: '9',
					InfoList: [
						{ shareId: 1, shareKey: 'a', expiration: '9999-12-31T23:59:59+08:00' },
						{
							...row,
							Expiration: '2025-12-31T00:00:00+08:00',
							CreateAt: '2025-12-01T00:00:00+08:00'
						}
					]
				}
			})
		});
		const { shares, next } = await files.shares();
		expect(next).toBe('2');
		expect(shares).toEqual([
			{ id: '1', name: '', url: 'https://www.123pan.com/s/a' },
			{
				...{ id: '9', name: 'x', url: 'https://www.123pan.com/s/k-1', over: true },
				...{ createdAt: Date.UTC(2025, 10, 30, 16), expiresAt: Date.UTC(2025, 11, 30, 16) }
			}
		]);
	});
});
