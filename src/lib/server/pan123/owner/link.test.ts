import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../../drives/files';
import { connectionTo, item, MD5 } from '../../../../../tests/support/pan123-connection';
import type { Reply } from '../../../../../tests/support/stub-upstream';

const INNER = 'https://download-cdn.cjjd19.com/inner?v=5&t=1767312000&s=abc&filename=a+b.bin';
const FINAL = 'https://1-2-3-4.pd1.cjjd19.com:30443/final?x=1';
const ENDS = 1_767_312_000_000;
const relay = (inner: string) =>
	`https://web-pro2.123952.com/download-v2/?params=${btoa(inner)}&is_s3=0`;

const entry: FileEntry = {
	...{ id: '31', name: 'a.bin', folderId: '', kind: 'file', size: 10 },
	digests: { md5: MD5 }
};

function linking(DownloadUrl: string, inner: () => Reply = () => redirect(FINAL), info = {}) {
	const { connection, calls } = connectionTo({
		'file/info': () => ({ data: { infoList: [item({ S3KeyFlag: '1800000-0', ...info })] } }),
		'file/download_info': () => ({ data: { DownloadUrl } }),
		'/inner': inner
	});
	return { link: () => connection.files!().link(entry), calls };
}

const redirect = (location: string) => new Response('', { status: 302, headers: { location } });
const json = (status: number) => () =>
	Response.json({ code: 0, data: { redirect_url: FINAL } }, { status });

describe('a link', () => {
	test('is asked for with what the service says of the file now', async () => {
		const { link, calls } = linking(relay(INNER), undefined, { Size: 12, FileName: 'new.bin' });
		await link();
		expect(calls.find(({ path }) => path === 'file/download_info')?.body).toEqual({
			...{ driveId: 0, etag: MD5, fileId: 31, s3keyFlag: '1800000-0' },
			...{ type: 0, fileName: 'new.bin', size: 12 }
		});
	});

	test.each([
		['a relay page and a redirect', relay(INNER), undefined],
		['a redirect alone', INNER, undefined],
		['JSON', relay(INNER), json(200)],
		['JSON in a 210', relay(INNER), json(210)]
	])('is followed over %s, and tells its end', async (_, told, inner) => {
		expect(await linking(told, inner).link()).toEqual({ url: FINAL, expiresAt: ENDS });
	});

	test('is followed without the token, as a page of the service would', async () => {
		const { link, calls } = linking(relay(INNER));
		await link();
		const { headers } = calls.find(({ path }) => path === '/inner')!;
		expect(headers.get('authorization')).toBeNull();
		expect(headers.get('referer')).toBe('https://yun.123pan.cn/');
	});

	test('that is the file already is left as it is, and the file unread', async () => {
		let [cancelled, pulled] = [false, 0];
		const body = new ReadableStream({
			pull(controller) {
				pulled++;
				controller.enqueue(new Uint8Array(1024));
			},
			cancel: () => void (cancelled = true)
		});
		const headers = { 'content-type': 'application/octet-stream' };
		const { link } = linking(relay(INNER), () => new Response(body, { headers }));
		expect(await link()).toEqual({ url: INNER, expiresAt: ENDS });
		expect(cancelled).toBe(true);
		expect(pulled).toBeLessThan(3);
	});

	test('that is over is asked for once more', async () => {
		let asked = 0;
		const inner = () => (++asked === 1 ? new Response('', { status: 403 }) : redirect(FINAL));
		expect(await linking(relay(INNER), inner).link()).toMatchObject({ url: FINAL });
		expect(asked).toBe(2);
	});

	test.each([
		['it is refused', () => new Response('', { status: 403 })],
		[
			'the answer is a page',
			() => new Response('<a>', { headers: { 'content-type': 'text/html' } })
		],
		['the JSON says nothing', () => Response.json({ code: 1 })],
		['it leads to no web address', () => redirect('javascript:alert(1)')],
		[
			'nothing answers',
			() => {
				throw new TypeError('no connection');
			}
		]
	])('is the page of the service where %s', async (_, inner) => {
		expect(await linking(relay(INNER), inner).link()).toEqual({
			...{ url: relay(INNER), expiresAt: ENDS }
		});
	});

	test('is not followed to a host that is not known for downloads', async () => {
		const foreign = 'https://example.com/inner';
		const { link, calls } = linking(relay(foreign));
		expect(await link()).toEqual({ url: relay(foreign) });
		expect(calls.map(({ host }) => host)).not.toContain('example.com');
	});

	test.each(['', 'javascript:alert(1)', 'nonsense'])('is never %j', async (told) => {
		await expect(linking(told).link()).rejects.toMatchObject({ code: 'unreadable-answer' });
	});

	test('is not made for folders, nor for what is in the bin', async () => {
		await expect(linking(INNER, undefined, { Type: 1 }).link()).rejects.toMatchObject({
			code: 'drive-refused'
		});
		await expect(linking(INNER, undefined, { Trashed: true }).link()).rejects.toMatchObject({
			code: 'file-missing'
		});
	});

	test('says that the traffic is spent', async () => {
		const { connection } = connectionTo({
			'file/info': () => ({ data: { infoList: [item()] } }),
			'file/download_info': () => ({ code: 5113, message: 'spent' })
		});
		await expect(connection.files!().link(entry)).rejects.toMatchObject({
			code: 'traffic-exceeded'
		});
	});
});
