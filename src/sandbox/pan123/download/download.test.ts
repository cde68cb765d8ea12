import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../testing';
import { openFiles, type FileRig } from '../testing';

let rig: FileRig;
let film: Entry & { readonly S3KeyFlag?: string };
beforeEach(async () => {
	rig = await openFiles();
	film = await rig.put('/影片 1.mkv', 5000);
});
afterEach(() => rig.close());

const info = (more: object = {}) =>
	rig.api('/file/download_info', {
		...{ driveId: 0, etag: film.Etag, fileId: film.FileId, s3keyFlag: film.S3KeyFlag },
		...{ type: 0, fileName: film.FileName, size: film.Size },
		...more
	});
const innerOf = (url: string) =>
	Buffer.from(new URL(url).searchParams.get('params') ?? '', 'base64').toString();
const go = (url: string, headers: Record<string, string> = {}) =>
	fetch(url, { headers, redirect: 'manual' });

/** The whole way, as clients go it. */
async function finalUrl(): Promise<string> {
	const inner = innerOf((await info()).data.DownloadUrl);
	return (await go(inner)).headers.get('location') ?? '';
}

describe('a download', () => {
	test('goes over a relay page and a redirect to the bytes', async () => {
		const { DownloadUrl } = (await info()).data;
		expect(DownloadUrl).toContain('web-pro2.123952.com/download-v2/?params=');
		const url = await finalUrl();
		const answer = await go(url);
		expect(answer.status).toBe(200);
		const bytes = Buffer.from(await answer.arrayBuffer());
		const stored = await rig.admin(`content?drive=pan123&path=/影片 1.mkv`);
		expect(bytes.equals(Buffer.from(await stored.arrayBuffer()))).toBe(true);
		const part = await go(url, { range: 'bytes=1000-1999' });
		expect(part.status).toBe(206);
		expect(part.headers.get('content-range')).toBe('bytes 1000-1999/5000');
		const piece = Buffer.from(await part.arrayBuffer());
		expect(piece.equals(bytes.subarray(1000, 2000))).toBe(true);
		expect((await go(url, { range: 'bytes=5000-' })).status).toBe(416);
		expect((await fetch(DownloadUrl)).status).toBe(200);
	});

	test('leads on by JSON, and without a relay page, where the switches say so', async () => {
		await rig.set({ downloadRedirect: 210, downloadUrl: 'inner' });
		const { DownloadUrl } = (await info()).data;
		const answer = await go(DownloadUrl);
		expect(answer.status).toBe(210);
		const { data } = (await answer.json()) as { data: { redirect_url: string } };
		expect((await go(data.redirect_url)).status).toBe(200);
	});

	test('ends in its time, and takes no changed URL', async () => {
		const inner = innerOf((await info()).data.DownloadUrl);
		const url = await finalUrl();
		for (const one of [inner, url]) {
			const forged = new URL(one);
			forged.searchParams.set('t', String(Number(forged.searchParams.get('t')) + 1));
			expect((await go(forged.href)).status).toBe(403);
		}
		// What leads to a file is not the file's own URL.
		const asFinal = inner.replace('download-cdn.123295.com', 'download-cdn.cjjd19.com');
		expect((await go(asFinal)).status).toBe(403);
		await rig.set({ clockOffset: 86_401 });
		expect((await go(inner)).status).toBe(403);
		expect((await go(url)).status).toBe(403);
	});

	test('wants what the list says of the file', async () => {
		expect((await info({ etag: undefined })).code).toBe(400);
		expect((await info({ s3keyFlag: undefined })).code).toBe(400);
		expect((await info({ etag: '0'.repeat(32) })).code).toBe(5066);
		expect((await info({ size: 1 })).code).toBe(5066);
		expect((await info({ fileId: 7 })).code).toBe(5066);
		await rig.trash(film);
		expect((await info()).code).toBe(5066);
	});

	test('stops when the traffic is spent', async () => {
		const check = () => rig.api('/file/download/traffic/check', { fids: [film.FileId] });
		expect((await check()).data.isTrafficExceeded).toBe(false);
		await rig.set({ trafficSpent: true });
		expect((await info()).code).toBe(5113);
		expect((await check()).data.isTrafficExceeded).toBe(true);
	});
});
