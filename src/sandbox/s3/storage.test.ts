import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { BUCKET } from '../pan123/upload-request';
import { STORAGE_KEY } from '../pan123/part-urls';
import { askUpload, md5, openSandbox, partUrl, type Envelope, type TestSandbox } from '../testing';
import type { Pair } from './encoding';
import { presign } from './sigv4';

const clock = new FakeClock();
const PAGE = 'https://app.example';
let sandbox: TestSandbox;
beforeEach(async () => {
	sandbox = await openSandbox(clock);
	await sandbox.admin('config', { sliceSize: 4 });
});
afterEach(() => sandbox.close());

const open = () => askUpload(sandbox, 'ten.bin', '0123456789');

function sign(
	method: string,
	key: string,
	query: readonly Pair[] = [],
	path = `/${BUCKET}/${key}`
) {
	return presign({
		method,
		scheme: 'http',
		host: new URL(sandbox.storageOrigin).host,
		path,
		query,
		region: 'default',
		now: clock.now(),
		expiresIn: 60,
		credentials: STORAGE_KEY
	}).url;
}

const put = (url: string, body: string, headers: Record<string, string> = {}) =>
	fetch(url, { method: 'PUT', body, headers: { origin: PAGE, ...headers } });

async function codeOf(response: Response): Promise<string> {
	return `${response.status} ${/<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]}`;
}

async function list(opened: Envelope, more: readonly Pair[] = []): Promise<string> {
	const url = sign('GET', opened.data.Key, [['uploadId', opened.data.UploadId], ...more]);
	return (await fetch(url)).text();
}

describe('a presigned URL', () => {
	test('dies after its life, to the second', async () => {
		await sandbox.admin('config', { urlLifetime: 10 });
		const url = await partUrl(sandbox, await open(), 1);
		await clock.advance(10_000);
		expect((await put(url, '0123')).status).toBe(200);
		await clock.advance(1000);
		expect(await codeOf(await put(url, '0123'))).toBe('403 AccessDenied');
	});

	test('dies at once when the clock offset jumps', async () => {
		const url = await partUrl(sandbox, await open(), 1);
		await sandbox.admin('config', { clockOffset: 901 });
		expect((await put(url, '0123')).status).toBe(403);
	});

	test.each([
		['another part number', (url: string) => url.replace('partNumber=1', 'partNumber=2')],
		['an added parameter', (url: string) => `${url}&x=1`],
		['another key', (url: string) => url.replace('/1800000-0/', '/1800001-0/')]
	])('with %s is a bad signature', async (_, change) => {
		const url = await partUrl(sandbox, await open(), 1);
		expect(await codeOf(await put(change(url), '0123'))).toBe('403 SignatureDoesNotMatch');
	});

	test('works in virtual-host style', async () => {
		await sandbox.admin('config', { storageStyle: 'virtual' });
		const url = new URL(await partUrl(sandbox, await open(), 1));
		expect(url.hostname).toBe(`${BUCKET}.s3.localhost`);
		const status = await new Promise((resolve) => {
			const { hostname, port } = new URL(sandbox.storageOrigin);
			const path = url.pathname + url.search;
			const sent = request({ hostname, port, path, method: 'PUT', headers: { host: url.host } });
			sent.on('response', (response) => resolve(response.resume().statusCode));
			sent.end('0123');
		});
		expect(status).toBe(200);
	});

	test('is needed', async () => {
		const url = `${sandbox.storageOrigin}/${BUCKET}/x`;
		expect(await codeOf(await fetch(url))).toBe('403 AccessDenied');
	});
});

describe('a part', () => {
	test('is replaced by another of its number', async () => {
		const opened = await open();
		await put(await partUrl(sandbox, opened, 1), 'xxxx');
		await put(await partUrl(sandbox, opened, 1), '0123');
		const xml = await list(opened);
		expect(xml.match(/<ETag>[^<]*/g)).toEqual([`<ETag>&quot;${md5('0123')}&quot;`]);
	});

	test('is checked against Content-MD5', async () => {
		const url = await partUrl(sandbox, await open(), 1);
		const wrong = Buffer.from(md5('other'), 'hex').toString('base64');
		expect(await codeOf(await put(url, '0123', { 'content-md5': wrong }))).toBe('400 BadDigest');
		const malformed = await put(url, '0123', { 'content-md5': 'x' });
		expect(await codeOf(malformed)).toBe('400 InvalidDigest');
		const right = Buffer.from(md5('0123'), 'hex').toString('base64');
		expect((await put(url, '0123', { 'content-md5': right })).status).toBe(200);
	});

	test('of a finished upload finds no upload', async () => {
		const opened = await open();
		const url = await partUrl(sandbox, opened, 1);
		await fetch(sign('DELETE', opened.data.Key, [['uploadId', opened.data.UploadId]]), {
			method: 'DELETE'
		});
		expect(await codeOf(await put(url, '0123'))).toBe('404 NoSuchUpload');
		expect(await list(opened)).toMatch('<Code>NoSuchKey</Code>');
	});

	test('is listed in pages', async () => {
		const opened = await open();
		for (const n of [1, 2, 3]) await put(await partUrl(sandbox, opened, n), String(n));
		const first = await list(opened, [['max-parts', '2']]);
		expect(first).toMatch('<IsTruncated>true</IsTruncated>');
		expect(first).toMatch('<NextPartNumberMarker>2</NextPartNumberMarker>');
		const second = await list(opened, [['part-number-marker', '2']]);
		expect(second.match(/<PartNumber>\d+/g)).toEqual(['<PartNumber>3']);
	});
});

describe('S3 without the drive', () => {
	async function multipart(order: readonly number[]): Promise<Response> {
		const xml = await (
			await fetch(sign('POST', 'k', [['uploads', '']]), { method: 'POST' })
		).text();
		const id = /<UploadId>(.*)<\/UploadId>/.exec(xml)?.[1] ?? '';
		for (const n of [1, 2])
			await put(sign('PUT', 'k', [['partNumber', String(n)], ['uploadId', id]]), `part${n}`); // prettier-ignore
		const parts = order.map(
			(n) => `<Part><PartNumber>${n}</PartNumber><ETag>"${md5(`part${n}`)}"</ETag></Part>`
		);
		const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
		const url = sign('POST', 'k', [['uploadId', id]]);
		await fetch(url, { method: 'POST', body });
		return fetch(url, { method: 'POST', body });
	}

	test('joins parts; a repeat of the same list succeeds, as on radosgw', async () => {
		const again = await multipart([2, 1]);
		expect(await again.text()).toMatch(/<ETag>&quot;[0-9a-f]{32}-2&quot;<\/ETag>/);
		const ranged = await fetch(sign('GET', 'k'), { headers: { range: 'bytes=3-6' } });
		expect([ranged.status, await ranged.text()]).toEqual([206, 't1pa']);
		expect(ranged.headers.get('content-range')).toBe('bytes 3-6/10');
	});

	test('does not know other buckets', async () => {
		const url = sign('GET', 'k', [], '/elsewhere/k');
		expect(await codeOf(await fetch(url))).toBe('404 NoSuchBucket');
	});
});

describe('across origins', () => {
	test('success is readable, the ETag only by switch', async () => {
		const url = await partUrl(sandbox, await open(), 1);
		const hidden = await put(url, '0123');
		expect(hidden.headers.get('access-control-allow-origin')).toBe(PAGE);
		expect(hidden.headers.get('access-control-expose-headers')).toBeNull();
		await sandbox.admin('config', { exposeETag: true });
		expect((await put(url, '0123')).headers.get('access-control-expose-headers')).toBe('ETag');
	});

	test('an authentication failure is masked by radosgw and readable from AWS', async () => {
		const url = `${await partUrl(sandbox, await open(), 1)}0`;
		const masked = await put(url, '0123');
		expect(masked.headers.get('access-control-allow-origin')).toBeNull();
		expect(await masked.text()).toMatch('<Message></Message>');
		await sandbox.admin('config', { storageProfile: 'aws' });
		const readable = await put(url, '0123');
		expect(readable.headers.get('access-control-allow-origin')).toBe(PAGE);
		expect(await readable.text()).not.toMatch('<Message></Message>');
	});

	test.each([
		['reflect', PAGE, 200],
		['official', PAGE, 403],
		['official', 'https://yun.123pan.cn', 200],
		['none', PAGE, 403]
	])('mode %s answers the preflight of %s with %i', async (mode, origin, status) => {
		await sandbox.admin('config', { cors: { storage: mode } });
		const answer = await fetch(`${sandbox.storageOrigin}/${BUCKET}/k`, {
			method: 'OPTIONS',
			headers: {
				origin,
				'access-control-request-method': 'PUT',
				'access-control-request-private-network': 'true'
			}
		});
		expect(answer.status).toBe(status);
		const allowed = status === 200;
		expect(answer.headers.get('access-control-allow-methods')).toBe(allowed ? 'PUT' : null);
		expect(answer.headers.get('access-control-allow-private-network')).toBe(
			allowed ? 'true' : null
		);
	});
});
