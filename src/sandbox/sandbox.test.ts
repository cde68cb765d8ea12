import { request } from 'node:http';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../lib/kernel/clock';
import { startSandbox } from './sandbox';
import {
	askUpload,
	complete,
	md5,
	openSandbox,
	partUrl,
	sessionBody,
	uploadWhole,
	type TestSandbox
} from './testing';

let sandbox: TestSandbox;
beforeEach(async () => {
	sandbox = await openSandbox();
	await sandbox.admin('config', { sliceSize: 4 });
});
afterEach(() => sandbox.close());

const put = (url: string, body: BodyInit) => fetch(url, { method: 'PUT', body });
const open = () => askUpload(sandbox, 'ten.bin', '0123456789');
const read = async (name: string) => (await sandbox.admin(name)).json() as Promise<unknown>;

type LogRow = Record<string, unknown> & { query: Record<string, string> };
const log = async () => (await read('log')) as LogRow[];

function rawGet(path: string, host: string): Promise<number | undefined> {
	const { hostname, port } = new URL(sandbox.origin);
	return new Promise((resolve) =>
		request({ hostname, port, path, headers: { host } }, (response) =>
			resolve(response.resume().statusCode)
		).end()
	);
}

describe('routing', () => {
	test('goes by the Host header, else by the first segment of the path', async () => {
		expect(await rawGet('/b/api/dydomain', 'www.123pan.cn')).toBe(200);
		expect(await rawGet('/login.123pan.com/api/dydomain', '127.0.0.1')).toBe(200);
		expect(await rawGet('/a/api/dydomain', 'yun.123pan.com:443')).toBe(200);
		expect(await rawGet('http://www.123pan.cn/b/api/dydomain', 'www.123pan.cn')).toBe(200);
		expect(await rawGet('/b/api/dydomain', '127.0.0.1')).toBe(404);
	});
});

describe('a fault', () => {
	const faults = (...list: object[]) => sandbox.admin('faults', list);

	test('of kind status answers instead, after and times counted', async () => {
		const status = { kind: 'status', status: 503, headers: { 'retry-after': '7' }, body: 'no' };
		await faults({ match: { path: '/file/list' }, after: 1, times: 2, do: status });
		const url = `${sandbox.origin}/api.123278.com/b/api/file/list/new`;
		const answers = [await fetch(url), await fetch(url), await fetch(url), await fetch(url)];
		expect(answers.map(({ status }) => status)).toEqual([200, 503, 503, 200]);
		expect(answers[1]?.headers.get('retry-after')).toBe('7');
		expect(await read('faults')).toMatchObject([{ seen: 4, hits: 2 }]);
	});

	test('of kind drop cuts the connection and stores nothing', async () => {
		const opened = await open();
		const url = await partUrl(sandbox, opened, 1);
		const match = { host: new URL(sandbox.storageOrigin).host, query: { partNumber: 1 } };
		await faults({ match, do: { kind: 'drop', bytes: 2 } });
		await expect(put(url, '0123')).rejects.toThrow();
		const list = await sandbox.api('/file/s3_list_upload_parts', sessionBody(opened));
		expect(list.data.Parts).toBeNull();
		expect((await put(url, '0123')).status).toBe(200);
	});

	test('of kind drop-response does the work and loses the answer', async () => {
		await uploadWhole(sandbox, 'a', 'abc');
		const opened = await askUpload(sandbox, 'b', 'bcd');
		await put(await partUrl(sandbox, opened, 1, 'single'), 'bcd');
		await faults({ match: { path: 'complete/v2$' }, do: { kind: 'drop-response' } });
		await expect(complete(sandbox, opened, 3, false)).rejects.toThrow();
		const list = await sandbox.api('/file/list/new?parentFileId=0&limit=100');
		expect(list.data.Total).toBe(2);
		expect((await complete(sandbox, opened, 3, false)).code).toBe(-1);
	});

	test('of kind stall waits before the work', async () => {
		const clock = systemClock();
		await faults({ match: { path: 'dydomain' }, do: { kind: 'stall', ms: 80 } });
		const start = clock.now();
		await sandbox.api('/dydomain');
		expect(clock.now() - start).toBeGreaterThanOrEqual(78);
	});

	test('of kind corrupt stores other bytes than were sent, and its ETag shows it', async () => {
		const url = await partUrl(sandbox, await open(), 1);
		await faults({ match: { method: 'put' }, do: { kind: 'corrupt' } });
		expect((await put(url, '0123')).headers.get('etag')).toBe(`"${md5('1123')}"`);
	});

	test('is left alone by a preflight unless it asks for one', async () => {
		await faults({ match: {}, do: { kind: 'status', status: 500 } });
		const url = `${sandbox.storageOrigin}/x`;
		const headers = { origin: 'http://a.test', 'access-control-request-method': 'PUT' };
		expect((await fetch(url, { method: 'OPTIONS', headers })).status).toBe(200);
		expect((await fetch(url)).status).toBe(500);
	});

	test('that makes no sense is refused', async () => {
		expect((await faults({ match: {}, do: { kind: 'melt' } })).status).toBe(400);
		expect((await faults({ match: { path: '(' }, do: { kind: 'drop' } })).status).toBe(400);
	});
});

describe('the link', () => {
	test('holds storage traffic to a total, over all connections', async () => {
		await sandbox.admin('config', { sliceSize: 100_000 });
		const body = new Uint8Array(100_000);
		const opened = await askUpload(sandbox, 'big', new Uint8Array(300_000));
		const urls = [1, 2, 3].map((n) => partUrl(sandbox, opened, n));
		const ready = await Promise.all(urls);
		await sandbox.admin('link', { bytesPerSecond: 1_000_000, latencyMs: 50 });
		const clock = systemClock();
		const start = clock.now();
		await Promise.all(ready.map((url) => put(url, body)));
		expect(clock.now() - start).toBeGreaterThan(330);
		await sandbox.admin('link', {});
		expect(await read('link')).toEqual({});
	});
});

describe('the log', () => {
	test('tells parts and bytes, and no secret', async () => {
		const url = await partUrl(sandbox, await open(), 2);
		await sandbox.admin('reset', {});
		const again = await open();
		await put(await partUrl(sandbox, again, 2), '4567');
		await put(url, '4567');
		const rows = await log();
		expect(rows.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
		expect(rows[2]).toMatchObject({
			method: 'PUT',
			host: new URL(sandbox.storageOrigin).host,
			part: 2,
			bytesIn: 4,
			query: { partNumber: '2', uploadId: again.data.UploadId }
		});
		expect(rows[0]).toMatchObject({ host: 'api.123278.com', path: '/b/api/file/upload_request' });
		expect(JSON.stringify(rows)).not.toMatch(/Signature=|X-Amz-Signature|Bearer|eyJ/);
	});
});

describe('the admin calls', () => {
	test('tell the accounts as a person would type them', async () => {
		const rows = (await read('accounts')) as {
			drive: string;
			flavour: string;
			credentials: object;
		}[];
		const accounts = rows.filter(({ drive }) => drive === 'pan123');
		expect(accounts.map(({ flavour }) => flavour)).toEqual([
			...Array<string>(4).fill('web'),
			...Array<string>(4).fill('open')
		]);
		expect(accounts[0]).toEqual({
			drive: 'pan123',
			flavour: 'web',
			name: 'Sandbox 123Pan',
			credentials: { user: '13800000001', password: 'sandbox-123' }
		});
	});

	test('seed the same bytes for the same seed, with digests of what is stored', async () => {
		const seed = async (path: string, seed: number) => {
			const body = { drive: 'pan123', path, size: 100_001, seed };
			return (await (await sandbox.admin('seed', body)).json()) as { md5: string };
		};
		const [a, b, c] = [await seed('/d/a', 1), await seed('/b', 1), await seed('/c', 2)];
		expect(a.md5).toBe(b.md5);
		expect(a.md5).not.toBe(c.md5);
		const content = await sandbox.admin('content?drive=pan123&path=/d/a');
		expect(md5(new Uint8Array(await content.arrayBuffer()))).toBe(a.md5);
		const files = (await read('files?drive=pan123')) as { path: string; md5: string }[];
		expect(files.map(({ path }) => path).sort()).toEqual(['/b', '/c', '/d/a']);
	});

	test('tell bytes at rest from what was claimed', async () => {
		await uploadWhole(sandbox, 'lie', 'abc', { etag: md5('xyz') });
		expect(await read('files')).toMatchObject([{ path: '/lie', md5: md5('abc'), size: 3 }]);
	});

	test('refuse an unknown switch and a bad value, and name what is known', async () => {
		const unknown = await sandbox.admin('config', { colour: 1 });
		expect(unknown.status).toBe(400);
		expect(await unknown.text()).toMatch(/urlLifetime.*sliceSize/);
		expect((await sandbox.admin('config', { signature: 'maybe' })).status).toBe(400);
		expect((await sandbox.admin('config', { sliceSize: 8, urlLifetime: 0 })).status).toBe(400);
		expect(await read('config')).toMatchObject({ sliceSize: 4, exposeETag: false });
	});

	test('reset files, faults, link, log and switches', async () => {
		await uploadWhole(sandbox, 'a', 'abc');
		await sandbox.admin('link', { latencyMs: 1 });
		await sandbox.admin('reset', {});
		expect(await Promise.all(['files', 'faults', 'log', 'link'].map(read))).toEqual([
			[],
			[],
			[],
			{}
		]);
		expect(await read('config')).toMatchObject({ urlLifetime: 900 });
		expect((await askUpload(sandbox, 'a', 'abc')).data.Reuse).toBe(false);
	});

	test('are closed to pages of other sites', async () => {
		const call = (origin: string) =>
			fetch(`${sandbox.origin}/_sandbox/log`, { headers: { origin } });
		expect((await call('https://evil.example')).status).toBe(403);
		expect((await call('http://127.0.0.1:4173')).status).toBe(200);
	});
});

test('closing frees the ports and deletes the bytes', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
	const usual = process.env.TMPDIR;
	process.env.TMPDIR = folder;
	const other = await startSandbox({ port: 0, storagePort: 0 });
	if (usual === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = usual;
	expect(await readdir(folder)).toHaveLength(1);
	await other.close();
	expect(await readdir(folder)).toEqual([]);
	await rm(folder, { recursive: true });
	await expect(fetch(other.origin)).rejects.toThrow();
	const again = await startSandbox({ port: Number(new URL(other.origin).port), storagePort: 0 });
	expect(again.origin).toBe(other.origin);
	await again.close();
});
