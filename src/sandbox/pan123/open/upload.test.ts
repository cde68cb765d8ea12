import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { md5 } from '../../testing';
import { openRig, type OpenRig } from './testing';

let rig: OpenRig;
beforeEach(async () => {
	rig = await openRig();
	await rig.admin('config', { sliceSize: 10 });
});
afterEach(() => rig.close());

const BYTES = 'twenty-three bytes here';

const asked = (name: string, bytes = BYTES, more: object = {}) => ({
	...{
		parentFileID: 0,
		filename: name,
		etag: md5(Buffer.from(bytes, 'latin1')),
		size: bytes.length
	},
	...more
});
const slices = (bytes: string) => bytes.match(/.{1,10}/g) ?? [];

async function stored(path: string): Promise<string | undefined> {
	const query = new URLSearchParams({ drive: 'pan123', account: 'Sandbox Open 123Pan', path });
	const answer = await rig.admin(`content?${query.toString()}`);
	return answer.ok ? Buffer.from(await answer.arrayBuffer()).toString('latin1') : undefined;
}

async function createV2(name: string, bytes = BYTES, more: object = {}) {
	return (await rig.open('POST upload/v2/file/create', asked(name, bytes, more))).data;
}

async function sendV2(bytes: string, preuploadID: string, server: string) {
	for (const [at, slice] of slices(bytes).entries()) {
		const answer = await rig.form(`${server}/upload/v2/file/slice`, {
			...{ preuploadID, sliceNo: String(at + 1), sliceMD5: md5(slice) },
			slice: new Blob([slice])
		});
		expect(answer).toMatchObject({ code: 0, data: null });
	}
}

const completeV2 = (preuploadID: string) =>
	rig.open('POST upload/v2/file/upload_complete', { preuploadID });

describe('version 2', () => {
	test('takes slices as forms, and finishes after it has checked them', async () => {
		await rig.admin('config', { open123Polls: 2 });
		const { preuploadID, servers, sliceSize, reuse } = await createV2('a.bin');
		expect({ sliceSize, reuse }).toEqual({ sliceSize: 10, reuse: false });
		expect(servers).toEqual([rig.storageOrigin]);
		await sendV2(BYTES, preuploadID, servers[0]!);
		expect(await completeV2(preuploadID)).toMatchObject({
			...{ code: 0, data: { completed: false, fileID: 0 } }
		});
		expect(await completeV2(preuploadID)).toMatchObject({ code: 20103, data: null });
		const { data } = await completeV2(preuploadID);
		expect(data.completed).toBe(true);
		const detail = await rig.open('GET api/v1/file/detail', { fileID: data.fileID });
		expect(detail.data).toMatchObject({ filename: 'a.bin', size: 23, etag: md5(BYTES) });
		expect(await stored('/a.bin')).toBe(BYTES);
		expect((await createV2('b.bin')).reuse).toBe(true);
	});

	test('refuses a slice that is not what its MD5 says, or of no upload', async () => {
		const { preuploadID, servers } = await createV2('a.bin');
		const url = `${servers[0]}/upload/v2/file/slice`;
		const slice = new Blob(['0123456789']);
		const fields = { preuploadID, sliceNo: '1', sliceMD5: md5('0123456789'), slice };
		expect((await rig.form(url, { ...fields, sliceMD5: md5('x') })).code).toBe(1);
		expect((await rig.form(url, { ...fields, preuploadID: 'x' })).code).toBe(1);
		expect((await rig.form(url, { ...fields, sliceNo: '0' })).code).toBe(1);
		expect((await rig.form(url, fields)).code).toBe(0);
		// One of three: nothing is stored.
		expect((await completeV2(preuploadID)).code).toBe(1);
		expect(await stored('/a.bin')).toBeUndefined();
	});

	test('takes slices as chunked bodies, whatever order their fields have', async () => {
		const { preuploadID, servers } = await createV2('a.bin', '0123456789');
		const lines = [
			['Content-Disposition: form-data; name="slice"; filename="s"', '0123456789'],
			['Content-Disposition: form-data; name="sliceNo"', '1'],
			['Content-Disposition: form-data; name="preuploadID"', preuploadID],
			['Content-Disposition: form-data; name="sliceMD5"', md5('0123456789')]
		];
		const body = `${lines.map(([head, value]) => `--b\r\n${head}\r\n\r\n${value}\r\n`).join('')}--b--`;
		const chunks = new ReadableStream({
			start(controller) {
				for (const part of body.match(/[^]{1,7}/g) ?? [])
					controller.enqueue(new TextEncoder().encode(part));
				controller.close();
			}
		});
		const answer = await fetch(`${servers[0]}/upload/v2/file/slice`, {
			method: 'POST',
			headers: {
				...{ platform: 'open_platform', authorization: `Bearer ${rig.access}` },
				'content-type': 'multipart/form-data; boundary=b'
			},
			body: chunks,
			duplex: 'half'
		} as RequestInit);
		expect(await answer.json()).toMatchObject({ code: 0 });
		expect((await completeV2(preuploadID)).data.completed).toBe(true);
		expect(await stored('/a.bin')).toBe('0123456789');
	});

	test('takes a small file in one form', async () => {
		const [server] = (await rig.open('GET upload/v2/file/domain'))
			.data as unknown as readonly string[];
		const url = `${server}/upload/v2/file/single/create`;
		const fields = {
			file: new Blob([BYTES]),
			...{ parentFileID: '0', filename: 'a.bin', etag: md5(BYTES), size: String(BYTES.length) }
		};
		const { data } = await rig.form(url, fields);
		expect(data.completed).toBe(true);
		expect(await stored('/a.bin')).toBe(BYTES);
		const wrong = { ...fields, filename: 'b.bin', etag: md5('other') };
		expect((await rig.form(url, wrong)).code).toBe(1);
		expect(await stored('/b.bin')).toBeUndefined();
	});

	test('knows bytes by their SHA-1', async () => {
		await rig.seeded('/there.bin', 50);
		const content = (await stored('/there.bin'))!;
		const reuse = async (sha1: string) => {
			const body = { parentFileID: 0, filename: 'again.bin', sha1, size: 50 };
			return (await rig.open('POST upload/v2/file/sha1_reuse', body)).data;
		};
		expect((await reuse('a'.repeat(40))).reuse).toBe(false);
		const query = new URLSearchParams({ drive: 'pan123' });
		const files = (await rig.admin(`files?${query.toString()}`)).json();
		const [{ sha1 }] = (await files) as [{ sha1: string }];
		expect((await reuse(sha1)).reuse).toBe(true);
		expect(await stored('/again.bin')).toBe(content);
	});
});

describe('version 1', () => {
	const complete = (preuploadID: string) =>
		rig.open('POST upload/v1/file/upload_complete', { preuploadID });
	const result = (preuploadID: string) =>
		rig.open('POST upload/v1/file/upload_async_result', { preuploadID });

	async function sent(name: string, bytes: string, body = bytes) {
		const { data } = await rig.open('POST upload/v1/file/create', asked(name, bytes));
		const { preuploadID } = data;
		for (const [at, slice] of slices(body).entries()) {
			const url = { preuploadID, sliceNo: at + 1 };
			const { data } = await rig.open('POST upload/v1/file/get_upload_url', url);
			expect(data.isMultipart).toBe(slices(body).length > 1);
			const put = await fetch(data.presignedURL, { method: 'PUT', body: slice });
			expect(put.status).toBe(200);
		}
		return preuploadID;
	}

	test('takes slices by PUT, lists them, and is asked until it has checked them', async () => {
		await rig.admin('config', { open123Polls: 2 });
		const preuploadID = await sent('a.bin', BYTES);
		const { data } = await rig.open('POST upload/v1/file/list_upload_parts', { preuploadID });
		expect(data.parts).toEqual(
			slices(BYTES).map((slice, at) => ({
				...{ partNumber: String(at + 1), size: slice.length, etag: md5(slice) }
			}))
		);
		expect((await result(preuploadID)).data).toEqual({ completed: false, fileID: 0 });
		expect((await complete(preuploadID)).data).toEqual({
			...{ async: true, completed: false, fileID: 0 }
		});
		expect((await result(preuploadID)).data.completed).toBe(false);
		expect((await result(preuploadID)).data.completed).toBe(true);
		expect(await stored('/a.bin')).toBe(BYTES);
	});

	test('lists nothing of a file that is one slice, and finishes it at once', async () => {
		const preuploadID = await sent('a.bin', 'short');
		const listed = await rig.open('POST upload/v1/file/list_upload_parts', { preuploadID });
		expect(listed.data.parts).toEqual([]);
		expect((await complete(preuploadID)).data).toMatchObject({ async: false, completed: true });
		expect(await stored('/a.bin')).toBe('short');
		expect((await complete(preuploadID)).code).toBe(1);
	});

	test('compares the MD5 of all bytes with what was promised, at once and later', async () => {
		const other = BYTES.toUpperCase();
		const now = await complete(await sent('a.bin', BYTES, other));
		expect(now).toMatchObject({ code: 1, message: expect.stringContaining('MD5') as string });
		await rig.admin('config', { open123Polls: 1 });
		const preuploadID = await sent('b.bin', BYTES, other);
		expect((await complete(preuploadID)).code).toBe(0);
		expect((await result(preuploadID)).code).toBe(1);
		for (const name of ['/a.bin', '/b.bin']) expect(await stored(name)).toBeUndefined();
	});
});

describe('a name that is taken', () => {
	const create = (more: object) =>
		rig.open('POST upload/v1/file/create', asked('a.bin', 'other', more));

	test('is refused, kept beside, or overwritten', async () => {
		const old = await rig.seeded('/a.bin', 7);
		await rig.seeded('/other', 5);
		expect((await create({})).code).toBe(1);
		expect((await create({ duplicate: 1 })).data.preuploadID).not.toBe('');
		const bytes = (await stored('/other'))!;
		const over = asked('a.bin', bytes, { duplicate: 2 });
		expect((await rig.open('POST upload/v1/file/create', over)).data).toMatchObject({
			...{ reuse: true, fileID: old }
		});
		expect(await stored('/a.bin')).toBe(bytes);
	});

	test('is no matter in a path whose folders are made', async () => {
		await rig.seeded('/x/there', 3);
		const bytes = (await stored('/x/there'))!;
		const at = (path: string) => asked(path, bytes, { containDir: true });
		expect((await rig.open('POST upload/v2/file/create', at('/x/y/z.bin'))).data.reuse).toBe(true);
		expect(await stored('/x/y/z.bin')).toBe(bytes);
		expect((await rig.open('POST upload/v2/file/create', at('/x/there/z.bin'))).code).toBe(1);
	});
});

test('what does not fit is refused: ten gigabytes, the account’s room', async () => {
	const etag = createHash('md5').update('big').digest('hex');
	const create = (size: number) =>
		rig.open('POST upload/v1/file/create', { ...asked('big.bin'), etag, size });
	expect((await create(10 * 1024 ** 3)).code).toBe(0);
	expect((await create(10 * 1024 ** 3 + 1)).code).toBe(1);
});
