import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	askUpload,
	complete,
	md5,
	openSandbox,
	partUrl,
	sessionBody,
	uploadWhole,
	type Entry,
	type Envelope,
	type TestSandbox
} from '../testing';

let sandbox: TestSandbox;
beforeEach(async () => {
	sandbox = await openSandbox();
	await sandbox.admin('config', { sliceSize: 4 });
});
afterEach(() => sandbox.close());

const put = (url: string, body: string) => fetch(url, { method: 'PUT', body });
const TEN = '0123456789';

async function openTen(name = 'ten.bin'): Promise<Envelope> {
	return askUpload(sandbox, name, TEN);
}

async function sendTen(opened: Envelope): Promise<void> {
	for (const [i, bytes] of ['0123', '4567', '89'].entries())
		await put(await partUrl(sandbox, opened, i + 1), bytes);
}

async function listed(): Promise<readonly Entry[]> {
	return (await sandbox.api('/file/list/new?parentFileId=0&limit=100&Page=1')).data.InfoList;
}

describe('a file of one part', () => {
	test('is stored under a final id that is not the provisional one', async () => {
		const opened = await askUpload(sandbox, 'a.txt', 'abc');
		const url = await partUrl(sandbox, opened, 1, 'single');
		const answer = await put(url, 'abc');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('etag')).toBe(`"${md5('abc')}"`);
		const done = await complete(sandbox, opened, 3, false);
		expect(done.data.file_info).toMatchObject({ FileName: 'a.txt', Size: 3, Etag: md5('abc') });
		expect(done.data.file_info.FileId).not.toBe(opened.data.FileId);
		expect((await listed()).map(({ FileId }) => FileId)).toEqual([done.data.file_info.FileId]);
	});

	test('is a plain object PUT without upload id', async () => {
		const opened = await askUpload(sandbox, 'a.txt', 'abc');
		const url = new URL(await partUrl(sandbox, opened, 1, 'single'));
		expect(url.origin).toBe(sandbox.storageOrigin);
		expect(url.searchParams.has('uploadId')).toBe(false);
		expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
	});

	test('cannot be completed before its bytes are there', async () => {
		const opened = await askUpload(sandbox, 'a.txt', 'abc');
		await partUrl(sandbox, opened, 1, 'single');
		expect((await complete(sandbox, opened, 3, false)).code).toBe(-1);
	});

	test('may be empty', async () => {
		expect((await askUpload(sandbox, 'empty', '')).data.Reuse).toBe(true);
	});
});

describe('a file of several parts', () => {
	test('is what its parts make in order, sent in any order', async () => {
		const opened = await openTen();
		expect(opened.data.SliceSize).toBe('4');
		expect(opened.data.UploadId).toMatch(/^2~[\w-]{32}$/);
		await put(await partUrl(sandbox, opened, 3), '89');
		await put(await partUrl(sandbox, opened, 1), '0123');
		await put(await partUrl(sandbox, opened, 2), '4567');
		const done = await complete(sandbox, opened, 10, true);
		expect(done.data.file_info.Etag).toBe(md5(TEN));
		const content = await sandbox.admin('content?drive=pan123&path=/ten.bin');
		expect(await content.text()).toBe(TEN);
	});

	test('gives URLs for a range whose end is exclusive', async () => {
		const opened = await openTen();
		const body = { ...sessionBody(opened), partNumberStart: '1', partNumberEnd: '3' };
		const answer = await sandbox.api('/file/s3_repare_upload_parts_batch', body);
		expect(Object.keys(answer.data.presignedUrls)).toEqual(['1', '2']);
	});

	test('lists its parts as strings, null before the first one', async () => {
		const opened = await openTen();
		const list = () => sandbox.api('/file/s3_list_upload_parts', sessionBody(opened));
		expect((await list()).data.Parts).toBeNull();
		await put(await partUrl(sandbox, opened, 2), '4567');
		expect((await list()).data.Parts).toEqual([{ ETag: md5('4567'), PartNumber: '2', Size: '4' }]);
		await sendTen(opened);
		await complete(sandbox, opened, 10, true);
		expect(await list()).toMatchObject({
			code: -1,
			message: expect.stringMatching('NoSuchKey') as string
		});
	});

	test('is refused while a part is missing, and can then be finished', async () => {
		const opened = await openTen();
		await put(await partUrl(sandbox, opened, 1), '0123');
		await put(await partUrl(sandbox, opened, 3), '89');
		expect((await complete(sandbox, opened, 10, true)).code).toBe(-1);
		await put(await partUrl(sandbox, opened, 2), '4567');
		expect((await complete(sandbox, opened, 10, true)).data.file_info.Size).toBe(10);
	});

	test.each([
		['the wrong isMultipart', { isMultipart: false }],
		['only a file id', { bucket: null, key: null, uploadId: null, fileSize: null }],
		['no StorageNode', { StorageNode: null }],
		['the id of another file', { fileId: 31000101 }]
	])('stores nothing, and says nothing, on completion with %s', async (_, wrong) => {
		const opened = await openTen();
		await sendTen(opened);
		const answer = await complete(sandbox, opened, 10, true, wrong);
		expect(answer).toMatchObject({ code: 0, data: {} });
		expect(answer.data.file_info).toBeUndefined();
		expect(await listed()).toEqual([]);
	});

	test('keeps its session until a part was sent, then gets a new one', async () => {
		const first = await openTen();
		expect((await openTen()).data.UploadId).toBe(first.data.UploadId);
		await put(await partUrl(sandbox, first, 1), '0123');
		expect((await openTen()).data.UploadId).not.toBe(first.data.UploadId);
	});

	test('is put off with 5053 as often as the switch says', async () => {
		await sandbox.admin('config', { notFinalised: 2 });
		const opened = await openTen();
		await sendTen(opened);
		const codes = [];
		for (let i = 0; i < 3; i++) codes.push((await complete(sandbox, opened, 10, true)).code);
		expect(codes).toEqual([5053, 5053, 0]);
	});

	test('is checked against its claimed MD5 only when the switch says so', async () => {
		const lie = { etag: md5('something else') };
		const stored = await askUpload(sandbox, 'lie.bin', TEN, lie);
		await sendTen(stored);
		expect((await complete(sandbox, stored, 10, true)).data.file_info.Etag).toBe(lie.etag);

		await sandbox.admin('config', { verifyMd5: true });
		const checked = await askUpload(sandbox, 'lie2.bin', TEN, { etag: md5('a third thing') });
		await sendTen(checked);
		expect((await complete(sandbox, checked, 10, true)).code).toBe(1);
	});

	test('must keep to the minimum part size when there is one', async () => {
		await sandbox.admin('config', { minPartSize: 5 });
		const opened = await openTen();
		await sendTen(opened);
		const answer = await complete(sandbox, opened, 10, true);
		expect(answer).toMatchObject({
			code: -1,
			message: expect.stringMatching('EntityTooSmall') as string
		});
	});

	test('can be finished by the old chain only where that still stores', async () => {
		const opened = await openTen();
		await sendTen(opened);
		const joined = await sandbox.api('/file/s3_complete_multipart_upload', sessionBody(opened));
		expect(joined.code).toBe(0);
		await sandbox.api('/file/upload_complete', { fileId: opened.data.FileId });
		expect(await listed()).toEqual([]);
		await sandbox.admin('config', { legacyCompletion: 'store' });
		await sandbox.api('/file/upload_complete', { fileId: opened.data.FileId });
		expect(await listed()).toHaveLength(1);
	});
});

describe('bytes that are known', () => {
	test('arrive at once, in other accounts too', async () => {
		await uploadWhole(sandbox, 'a.txt', 'abc');
		const second = { mail: 'second@sandbox.test', password: 'sandbox-456', type: 2 };
		sandbox.token = (await sandbox.signIn(second)).data.token;
		const again = await askUpload(sandbox, 'b.txt', 'abc');
		expect(again.data).toMatchObject({ Reuse: true, FileId: 0, Info: { FileName: 'b.txt' } });
		expect((await listed()).map(({ FileName }) => FileName)).toEqual(['b.txt']);
	});

	test('count as the same file under the same name, or as a conflict by switch', async () => {
		const { data } = await uploadWhole(sandbox, 'a.txt', 'abc');
		const again = await askUpload(sandbox, 'a.txt', 'abc');
		expect(again.data.Info.FileId).toBe(data.file_info.FileId);
		await sandbox.admin('config', { sameFile: 'conflict' });
		expect((await askUpload(sandbox, 'a.txt', 'abc')).code).toBe(5060);
	});
});

describe('a taken name', () => {
	beforeEach(() => uploadWhole(sandbox, 'a.txt', 'abc'));

	test('is refused with what is there, or with null by switch', async () => {
		expect(await askUpload(sandbox, 'a.txt', 'xyz')).toMatchObject({
			code: 5060,
			data: { etag: md5('abc'), size: 3 }
		});
		await sandbox.admin('config', { conflictData: 'null' });
		expect((await askUpload(sandbox, 'a.txt', 'xyz')).data).toBeNull();
	});

	test('is kept beside with duplicate 1', async () => {
		const done = await uploadWhole(sandbox, 'a.txt', 'xyz', { duplicate: 1 });
		expect(done.data.file_info.FileName).toBe('a(1).txt');
	});

	test('is overwritten with duplicate 2 and keeps its id', async () => {
		const [before] = await listed();
		const done = await uploadWhole(sandbox, 'a.txt', 'xyzz', { duplicate: 2 });
		expect(done.data.file_info).toMatchObject({ FileId: before?.FileId, Size: 4 });
		expect(await listed()).toHaveLength(1);
	});
});

describe('what an upload_request refuses', () => {
	test.each(['a/b', 'a:b', '   ', 'x'.repeat(256)])('the name %s', async (name) => {
		expect((await askUpload(sandbox, name, 'abc')).code).toBe(5064);
	});

	test('an empty etag, by name', async () => {
		expect(await askUpload(sandbox, 'a', 'abc', { etag: '' })).toMatchObject({
			code: 400,
			message: expect.stringMatching(/etag/i) as string
		});
	});

	test('more than fits into the account', async () => {
		const small = { passport: '13800000003', password: 'sandbox-789' };
		sandbox.token = (await sandbox.signIn(small)).data.token;
		const answer = await askUpload(sandbox, 'big', 'abc', { size: 2 ** 20 + 1 });
		expect(answer).toMatchObject({ code: 1, message: expect.stringMatching('空间不足') as string });
	});

	test('an empty platform header', async () => {
		const body = { etag: md5('abc'), fileName: 'a', parentFileId: 0, size: 3, type: 0 };
		const answer = await sandbox.api('/file/upload_request', body, { platform: '' });
		expect(answer.code).toBe(400);
	});

	test('keys are read without regard to case, ids as strings, forms as well as JSON', async () => {
		const body = new URLSearchParams({
			ETAG: md5('abc'),
			filename: 'form.txt',
			PARENTFILEID: '0',
			Size: '3',
			type: '0'
		});
		const response = await fetch(`${sandbox.origin}/www.123pan.cn/a/api/file/upload_request`, {
			method: 'POST',
			headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
			body: body.toString()
		});
		expect(await response.json()).toMatchObject({ code: 0, data: { Reuse: false } });
	});
});

describe('a folder', () => {
	const folder = (more: object) =>
		sandbox.api('/file/upload_request', { fileName: 'photos', parentFileId: 0, type: 1, ...more });

	test('is made once, refused or kept beside as asked', async () => {
		const made = await folder({ NotReuse: true });
		expect(made.data).toMatchObject({ FileId: 0, Reuse: false, UploadId: '', Info: { Type: 1 } });
		expect((await folder({})).data.Info.FileId).toBe(made.data.Info.FileId);
		expect((await folder({ NotReuse: true })).code).toBe(5060);
		const beside = await folder({ NotReuse: true, duplicate: 1 });
		expect(beside.data.Info.FileName).toBe('photos(1)');
	});
});
