import { describe, expect, test } from 'vitest';
import {
	connectionTo,
	item,
	listing,
	MD5,
	SESSION
} from '../../../../tests/support/pan123-connection';
import type { ConflictPolicy } from '../../drives/drive';

const REQUEST = 'file/upload_request';
const LIST = 'file/list/new';
const draft = (conflict: ConflictPolicy = 'ask', size = 10) => ({
	folderId: '',
	name: 'a.bin',
	size,
	conflict
});
const opened =
	(fields: object = {}) =>
	() => ({
		data: {
			Reuse: false,
			Info: null,
			FileId: 1056000001,
			UploadId: SESSION.uploadId,
			Bucket: SESSION.bucket,
			Key: SESSION.key,
			StorageNode: SESSION.storageNode,
			SliceSize: '4',
			AccessKeyId: null,
			...fields
		}
	});

test.each([
	['ask', undefined],
	['skip', undefined],
	['keep-both', 1],
	['overwrite', 2]
] as const)('the policy %s is duplicate %s', async (conflict, duplicate) => {
	const { connection, calls } = connectionTo({ [REQUEST]: opened() });
	await connection.open(draft(conflict), { md5: MD5 });
	expect(calls[0]?.body['duplicate']).toBe(duplicate);
	expect(calls[0]?.body).toMatchObject({ etag: MD5, size: 10, type: 0, RequestSource: null });
});

describe('a session', () => {
	test('holds what goes back verbatim, and its id tells nothing', async () => {
		const { connection } = connectionTo({ [REQUEST]: opened() });
		const opening = await connection.open(draft(), { md5: MD5 });
		if (opening.kind !== 'session') return expect.fail(opening.kind);
		expect(opening.secret).toEqual(SESSION);
		expect(opening.session).toMatchObject({ partSize: 4, parts: 3, listable: true });
		expect(opening.session.id).toMatch(/^[0-9a-f]{32}$/);
	});

	test.each([
		[0, 1, false],
		[1, 1, false],
		[4, 1, false],
		[5, 2, true]
	])('of %i bytes has %i part(s), listable: %s', async (size, parts, listable) => {
		const { connection } = connectionTo({ [REQUEST]: opened() });
		const opening = await connection.open(draft('ask', size), { md5: MD5 });
		expect(opening).toMatchObject({ session: { parts, listable } });
	});

	test.each([
		['no part size', { SliceSize: '0' }, 'unreadable-answer'],
		['half a part', { SliceSize: '0.5' }, 'unreadable-answer'],
		['no upload id', { UploadId: '' }, 'unreadable-answer'],
		[
			'credentials of the old protocol',
			{ AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c' },
			'drive-refused'
		]
	])('with %s is refused', async (_, fields, code) => {
		const { connection } = connectionTo({ [REQUEST]: opened(fields) });
		await expect(connection.open(draft(), { md5: MD5 })).rejects.toMatchObject({ code });
	});
});

describe('known content', () => {
	test('is told with its entry', async () => {
		const { connection } = connectionTo({ [REQUEST]: opened({ Reuse: true, Info: item() }) });
		const opening = await connection.open(draft(), { md5: MD5 });
		expect(opening).toMatchObject({ kind: 'instant', file: { id: '31', name: 'a.bin', size: 10 } });
	});

	test('without its entry is found by name, size and digest, newest first', async () => {
		const { connection, calls } = connectionTo({
			[REQUEST]: opened({ Reuse: true }),
			[LIST]: () =>
				listing([
					item({ FileId: 1, FileName: 'b.bin' }),
					item({ FileId: 2, Size: 11 }),
					item({ FileId: 3, FileName: 'a(2).bin' }),
					item({ FileId: 4 })
				])
		});
		const both = await connection.open(draft('keep-both'), { md5: MD5 });
		expect(both).toMatchObject({ kind: 'instant', file: { id: '3' } });
		const plain = await connection.open(draft(), { md5: MD5 });
		expect(plain).toMatchObject({ kind: 'instant', file: { id: '4' } });
		expect(calls.at(-1)?.query.get('orderBy')).toBe('update_at');
		expect(calls.at(-1)?.query.get('orderDirection')).toBe('desc');
	});

	test('that can not be found is not finalised', async () => {
		const { connection } = connectionTo({
			[REQUEST]: opened({ Reuse: true }),
			[LIST]: () => listing([])
		});
		const call = connection.open(draft(), { md5: MD5 });
		await expect(call).rejects.toMatchObject({ code: 'not-finalised' });
	});
});

describe('a taken name', () => {
	const taken = (data: unknown) => () => ({ code: 5060, message: '该目录下已有1个同名文件', data });

	test('is told with the facts of today', async () => {
		const data = { etag: MD5.toUpperCase(), size: 1, updated_at: '2026-08-01T10:00:00+08:00' };
		const { connection, calls } = connectionTo({ [REQUEST]: taken(data) });
		expect(await connection.open(draft('skip'), { md5: MD5 })).toEqual({
			kind: 'conflict',
			existing: { size: 1, digests: { md5: MD5 }, modifiedAt: Date.UTC(2026, 7, 1, 2) }
		});
		expect(calls).toHaveLength(1);
	});

	test('without facts is looked up, and may stay unknown', async () => {
		const found = connectionTo({ [REQUEST]: taken(null), [LIST]: () => listing([item()]) });
		expect(await found.connection.open(draft(), { md5: MD5 })).toMatchObject({
			kind: 'conflict',
			existing: { size: 10, digests: { md5: MD5 } }
		});
		const lost = connectionTo({ [REQUEST]: taken(null), [LIST]: () => ({ code: 500 }) });
		const opening = await lost.connection.open(draft(), { md5: MD5 });
		expect(opening).toEqual({ kind: 'conflict', existing: {} });
	});

	test('although a policy was given is an error', async () => {
		const { connection } = connectionTo({ [REQUEST]: taken(null) });
		const call = connection.open(draft('overwrite'), { md5: MD5 });
		await expect(call).rejects.toMatchObject({ code: 'name-taken' });
	});
});
