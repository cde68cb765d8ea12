import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import type { LiveMessage, UploadProgress, UploadSession } from '../../src/lib/local-api/local-api';
import { expect, expectStored, test } from './support/test';
import { MiB } from './support/test-files';
import { UploadsPage } from './support/uploads-page';

const API = '/api/upload';

interface Answer<T = { readonly message: string }> {
	readonly status: number;
	readonly body: T;
	readonly allow: string | null;
}

/** answered waits until the service worker is in charge: from then on it answers. */
async function answered(page: Page): Promise<void> {
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** ask asks as a script of the page does. */
function ask<T>(page: Page, path: string, method = 'GET'): Promise<Answer<T>> {
	return page.evaluate(
		async ([url, how]) => {
			const response = await fetch(url!, { method: how! });
			const { status, headers } = response;
			return { status, body: (await response.json()) as T, allow: headers.get('allow') };
		},
		[API + path, method]
	);
}

const progressOf = async (page: Page) =>
	(await ask<{ uploads: readonly UploadProgress[] }>(page, '/progress')).body.uploads;
const sessionsOf = async (page: Page) =>
	(await ask<{ sessions: readonly UploadSession[] }>(page, '/sessions')).body.sessions;

/** Every field of one upload, with its type; `null` may stand for the last of these. */
const FIELDS = {
	...{ file_name: 'string', file_size: 'number', status: 'string', percentage: 'number' },
	...{ uploaded_bytes: 'number', total_bytes: 'number', total_parts: 'number' },
	...{ uploaded_parts: 'number', speed_mbps: 'number', elapsed_seconds: 'number' },
	...{ eta_seconds: 'number?', error_message: 'string?', file_id: 'string?' },
	is_quick_upload: 'boolean'
};

function expectFields(upload: UploadProgress): void {
	const types = Object.entries(upload).map(([name, value]) => {
		const mayBeNull = FIELDS[name as keyof typeof FIELDS]?.endsWith('?');
		return [name, mayBeNull ? (value === null ? '' : `${typeof value}?`) : typeof value];
	});
	const wanted = Object.entries(FIELDS).map(([name, type]) => {
		return [name, upload[name as keyof UploadProgress] === null ? '' : type];
	});
	expect(Object.fromEntries(types)).toEqual(Object.fromEntries(wanted));
	expect(upload.percentage).toBeGreaterThanOrEqual(0);
	expect(upload.percentage).toBeLessThanOrEqual(100);
}

test('before Panlift is open in a browser the server says to open it', async ({ app }) => {
	for (const [method, path] of [
		['GET', '/progress'],
		['GET', '/progress/holiday/a.jpg'],
		['DELETE', '/sessions/0123456789abcdef'],
		['POST', '/sessions/cleanup?days=7']
	]) {
		const headers = { origin: app.origin };
		const answer = await fetch(`${app.origin}${API}${path}`, { method: method!, headers });
		expect(answer.status, path).toBe(503);
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(((await answer.json()) as { message: string }).message).toMatch(/open Panlift/);
	}
});

test('a script follows an upload from hashing to success, by asking and by listening', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await answered(page);
	await app.sandbox.config({ sliceSize: 8 * MiB });
	await app.sandbox.link({ bytesPerSecond: 24 * MiB });
	const film = await file('影片 1.mkv', 120 * MiB);
	await page.evaluate(() => {
		const heard: { at: number; data: unknown }[] = [];
		const channel = new BroadcastChannel('upload-progress');
		channel.onmessage = ({ data }) => heard.push({ at: performance.now(), data });
		const asked: unknown[] = [];
		const poll = async () => {
			for (;;) {
				const answer = (await (await fetch('/api/upload/progress')).json()) as {
					uploads: { status: string }[];
				};
				asked.push(...answer.uploads);
				if (answer.uploads[0]?.status === 'success') return;
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
		};
		Object.assign(window, { seen: { heard, asked, channel, polled: poll() } });
	});
	await uploads.drop(film);
	await uploads.waitFor(film, 'done');
	const { asked, heard } = await page.evaluate(async () => {
		const { seen } = window as unknown as {
			seen: { heard: { at: number; data: never }[]; asked: never[]; polled: Promise<void> };
		};
		await seen.polled;
		// The last news come half a second after those before, at most.
		await new Promise((resolve) => setTimeout(resolve, 1200));
		return { asked: seen.asked, heard: seen.heard };
	});
	const all = asked as UploadProgress[];
	all.forEach(expectFields);
	const statuses = [...new Set(all.map(({ status }) => status))];
	const order = ['pending', 'hashing', 'checking', 'uploading', 'success'];
	expect(statuses).toEqual(order.filter((status) => statuses.includes(status as never)));
	expect(statuses).toEqual(expect.arrayContaining(['hashing', 'uploading', 'success']));
	const sending = all.filter(({ status }) => status === 'uploading');
	expect(sending.some(({ speed_mbps }) => speed_mbps > 1 && speed_mbps < 200)).toBe(true);
	expect(sending.at(-1)).toMatchObject({ file_size: 120 * MiB, total_parts: 15 });
	const [stored] = await app.sandbox.files();
	const last = all.at(-1)!;
	expect(last).toMatchObject({
		...{ file_name: film.name, status: 'success', percentage: 100, is_quick_upload: false },
		...{ uploaded_bytes: 120 * MiB, uploaded_parts: 15, speed_mbps: 0, error_message: null },
		file_id: String(stored!.id)
	});

	const news = heard as { at: number; data: LiveMessage }[];
	const told = news.filter(({ data }) => data.type === 'upload_progress');
	const seconds = (told.at(-1)!.at - told[0]!.at) / 1000;
	expect(told.length).toBeGreaterThan(5);
	expect(told.length).toBeLessThanOrEqual(2 * seconds + 1.5);
	const final = told.at(-1)!.data;
	expect(final.type === 'upload_progress' && final.data.uploads).toEqual([last]);

	const one = await ask<UploadProgress>(page, `/progress/${encodeURIComponent(film.name)}`);
	expect(one).toMatchObject({ status: 200, body: last });
	expect((await ask(page, '/progress/other.mkv')).status).toBe(404);
	expect((await ask(page, '/elsewhere')).status).toBe(404);
	expect(await ask(page, '/progress', 'POST')).toMatchObject({ status: 405, allow: 'GET' });
	expect((await ask(page, '/sessions/cleanup?days=soon', 'POST')).status).toBe(400);

	const pong = await page.evaluate(
		() =>
			new Promise((resolve) => {
				const channel = new BroadcastChannel('upload-progress');
				channel.onmessage = ({ data }) => resolve(data);
				channel.postMessage({ type: 'ping', timestamp: 1234.5 });
			})
	);
	expect(pong).toEqual({ type: 'pong', timestamp: 1234.5 });
});

test('what the drive has already is a quick success, which a page hears by the served script', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await answered(page);
	const first = await file('first.bin', 5 * MiB, 'same');
	const second = await file('second.bin', 5 * MiB, 'same');
	await uploads.drop(first);
	await uploads.waitFor(first, 'done');
	await page.evaluate(async () => {
		const script = '/local-api.js';
		const { watchUploads } = (await import(script)) as {
			watchUploads: (listener: (uploads: { status: string }[]) => void) => () => void;
		};
		const lists: string[][] = [];
		watchUploads((list) => lists.push(list.map(({ status }) => status)));
		Object.assign(window, { lists });
	});
	const lists = () => page.evaluate(() => (window as unknown as { lists: string[][] }).lists);
	await expect.poll(async () => (await lists()).at(-1)).toEqual(['success']);
	await uploads.drop(second);
	await uploads.waitFor(second, 'done');
	await expect.poll(async () => (await lists()).at(-1)).toEqual(['success', 'quick_success']);
	expect((await progressOf(page))[1]).toMatchObject({
		...{ file_name: 'second.bin', status: 'quick_success', is_quick_upload: true },
		...{ uploaded_bytes: 5 * MiB, percentage: 100, total_parts: 0 }
	});
	await expectStored(app, second);
	expect(uploads.problems).toEqual([]);
});

test('a session is listed while it lasts; deleted, its upload is cancelled', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await answered(page);
	await app.sandbox.config({ sliceSize: MiB });
	await app.sandbox.link({ bytesPerSecond: 2 * MiB });
	const film = await file('film.mkv', 60 * MiB);
	await uploads.drop(film);
	await expect
		.poll(async () => (await sessionsOf(page))[0]?.uploaded_parts.length)
		.toBeGreaterThan(1);
	const [session] = await sessionsOf(page);
	const id = createHash('sha256').update('film.mkv0').digest('hex').slice(0, 16);
	expect(session).toEqual({
		...{ session_id: id, file_path: 'film.mkv', file_size: 60 * MiB, target_dir_id: '0' },
		...{ file_md5: film.md5, file_sha1: null, total_parts: 60 },
		// Which of the parts in flight are first is not for us to say.
		uploaded_parts: [...session!.uploaded_parts].sort((a, b) => a - b),
		upload_id: expect.stringMatching(/./) as unknown,
		progress: expect.any(Number) as unknown,
		created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/) as unknown,
		updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/) as unknown
	});
	expect(session!.uploaded_parts.every((part) => part >= 1 && part <= 60)).toBe(true);
	expect(Date.parse(session!.updated_at)).toBeGreaterThanOrEqual(Date.parse(session!.created_at));
	// Nothing that has not ended is cleaned up.
	const cleaned = await ask<{ message: string }>(page, '/sessions/cleanup?days=0', 'POST');
	expect(cleaned.body.message).toMatch(/^0 sessions/);
	expect(await ask(page, `/sessions/${id}`)).toMatchObject({ status: 405, allow: 'DELETE' });

	expect((await ask(page, `/sessions/${id}`, 'DELETE')).status).toBe(200);
	await uploads.waitFor(film, 'cancelled');
	expect(await sessionsOf(page)).toEqual([]);
	expect((await ask(page, `/sessions/${id}`, 'DELETE')).status).toBe(404);
	expect((await progressOf(page))[0]).toMatchObject({ status: 'cancelled', speed_mbps: 0 });
});

test('with every tab of Panlift closed the store answers, and ends sessions for the app to find', async ({
	app,
	uploads,
	file
}) => {
	const { page } = uploads;
	await answered(page);
	await app.sandbox.config({ sliceSize: MiB });
	await app.sandbox.link({ bytesPerSecond: 4 * MiB });
	const film = await file('film.mkv', 60 * MiB);
	await uploads.drop(film);
	await expect.poll(async () => (await progressOf(page))[0]?.uploaded_parts).toBeGreaterThan(3);
	const context = page.context();
	// A page of this origin that runs nothing: the answer itself.
	const other = await context.newPage();
	await page.close();
	await other.goto(`${app.origin}${API}/progress`);
	await expect(other.getByText('"film.mkv"')).toBeVisible();
	const started = Date.now();
	const [upload] = await progressOf(other);
	// Nobody is waited for who is not there.
	expect(Date.now() - started).toBeLessThan(900);
	expectFields(upload!);
	expect(upload).toMatchObject({
		...{ status: 'pending', speed_mbps: 0, eta_seconds: null, total_parts: 60 },
		total_bytes: 60 * MiB
	});
	expect(upload!.uploaded_parts).toBeGreaterThan(3);
	expect(upload!.uploaded_bytes).toBe(upload!.uploaded_parts * MiB);

	const [session] = await sessionsOf(other);
	expect(session!.uploaded_parts).toHaveLength(upload!.uploaded_parts);
	const path = `/sessions/${session!.session_id}`;
	const deleted = await ask<{ message: string }>(other, path, 'DELETE');
	expect(deleted.status).toBe(200);
	expect(deleted.body.message).toMatch(/the drive could not be told/);
	expect((await progressOf(other))[0]).toMatchObject({ status: 'cancelled' });

	const again = await UploadsPage.openNew(context, app.origin);
	await again.waitFor(film, 'cancelled');
	expect((await progressOf(other))[0]).toMatchObject({ status: 'cancelled', uploaded_bytes: 0 });
});

test('nobody who only asks makes a database', async ({ app, browserOf }) => {
	const context = await browserOf.start();
	const page = context.pages()[0]!;
	// The service worker alone, as if the app had been opened and its data deleted.
	await page.goto(`${app.origin}/favicon.svg`);
	await page.evaluate(async () => {
		await navigator.serviceWorker.register('/service-worker.js');
		await navigator.serviceWorker.ready;
	});
	await answered(page);
	expect(await progressOf(page)).toEqual([]);
	expect(await sessionsOf(page)).toEqual([]);
	expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});
