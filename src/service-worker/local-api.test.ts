import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeClock, settle } from '../../tests/support/fake-clock';
import { anUpload } from '../../tests/support/uploads';
import { LEAD_LOCK } from '../lib/kernel/lead-lock';
import { answerAsks, ASK_CHANNEL, type AskMessage } from '../lib/local-api/ask';
import { openChannel } from '../lib/local-api/channel';
import type { UploadsSource } from '../lib/local-api/local-api';
import { sessionIdOf } from '../lib/local-api/session';
import { openDexieStore } from '../lib/sessions/dexie-store';
import { answerApi } from './local-api';

const clock = new FakeClock();
/** Whether some tab holds the lead, and who asked for it. */
let isLed: boolean;
let taken: string[];
let ends: (() => void)[];

beforeEach(async () => {
	isLed = false;
	taken = [];
	ends = [];
	vi.stubGlobal('navigator', {
		locks: {
			query: async () => ({ held: isLed ? [{ name: LEAD_LOCK }] : [] }),
			request: (name: string, _: object, run: (lock: object | null) => Promise<unknown>) => {
				taken.push(name);
				return run(isLed ? null : {});
			}
		}
	});
	await Dexie.delete('panlift');
});

afterEach(() => {
	for (const end of ends) end();
	vi.unstubAllGlobals();
});

async function stored(): Promise<string> {
	const store = openDexieStore();
	await store.claim();
	await store.addUploads([anUpload({ status: { state: 'paused' } })], []);
	await store.saveSession({
		...{ uploadId: 'u1', id: 's1', partSize: 50, parts: 2, listable: true, sealed: 'x' },
		...{ createdAt: 1, updatedAt: 2 }
	});
	await store.addReceipt('u1', { number: 1, size: 50, etag: 'e' });
	store.close();
	return sessionIdOf('film.mkv', '');
}

/** An engine that leads and answers. */
function engine(source: Partial<UploadsSource>): void {
	isLed = true;
	const channel = openChannel<AskMessage>(ASK_CHANNEL);
	answerAsks(channel, { isLive: true, ...source } as UploadsSource);
	ends.push(() => channel.close());
}

async function ask(path: string, change: { method?: string; mode?: RequestMode } = {}) {
	const url = `https://panlift.example/api/upload${path}`;
	const request = { method: 'GET', mode: 'cors', url, ...change } as Request;
	const response = await answerApi(request, clock);
	return {
		status: response.status,
		body: (await response.json()) as { message?: string },
		headers: response.headers
	};
}

test('without a tab the store answers, and nobody takes the lead to look', async () => {
	await stored();
	const { status, body, headers } = await ask('/progress');
	expect(status).toBe(200);
	expect(body).toMatchObject({
		uploads: [{ status: 'pending', uploaded_bytes: 50, speed_mbps: 0, eta_seconds: null }]
	});
	expect(headers.get('content-type')).toBe('application/json');
	expect(headers.get('cache-control')).toBe('no-store');
	expect(taken).toEqual([]);
	expect((await ask('/progress/film.mkv')).body).toMatchObject({ file_name: 'film.mkv' });
	expect(await ask('/progress/other.mkv')).toMatchObject({ status: 404 });
});

test('without a tab a session is ended in the store, under the lock of the lead', async () => {
	const id = await stored();
	expect((await ask('/sessions')).body).toMatchObject({
		sessions: [{ session_id: id, uploaded_parts: [1], progress: 50 }]
	});
	const end = await ask(`/sessions/${id}`, { method: 'DELETE' });
	expect(end.status).toBe(200);
	expect(end.body.message).toMatch(/the drive could not be told/);
	expect(taken).toEqual([LEAD_LOCK]);
	expect((await ask('/progress/film.mkv')).body).toMatchObject({ status: 'cancelled' });
	expect((await ask('/sessions')).body).toEqual({ sessions: [] });
	expect((await ask(`/sessions/${id}`, { method: 'DELETE' })).status).toBe(404);
});

test('an engine that leads answers itself', async () => {
	const id = await stored();
	const ended: string[] = [];
	engine({
		uploads: async () => [],
		sessions: async () => [
			{
				...{ id: 'u1', sessionId: 's1', filePath: 'film.mkv', folderId: '', size: 1, digests: {} },
				...{ partsTotal: 1, numbers: [], createdAt: 1, updatedAt: 1 }
			}
		],
		endSession: async (one) => void ended.push(one),
		cleanUp: async () => 3
	});
	expect((await ask('/progress')).body).toEqual({ uploads: [] });
	const end = await ask(`/sessions/${id}`, { method: 'DELETE' });
	expect(end.body).toEqual({ message: `Session ${id} is deleted.` });
	expect(ended).toEqual(['u1']);
	const clean = await ask('/sessions/cleanup?days=1', { method: 'POST' });
	expect(clean.body).toEqual({ message: '3 sessions are deleted.' });
});

test('while a tab leads but is silent, the store is shown, and nothing behind its back changed', async () => {
	const id = await stored();
	isLed = true;
	const looking = ask('/progress');
	await settle();
	await clock.advance(1_000);
	expect((await looking).body).toMatchObject({ uploads: [{ status: 'pending' }] });
	const ending = ask(`/sessions/${id}`, { method: 'DELETE' });
	await settle();
	await clock.advance(1_000);
	expect(await ending).toMatchObject({ status: 503 });
	isLed = false;
	expect((await ask('/sessions')).body).toMatchObject({ sessions: [{ session_id: id }] });
});

test('a form of another site, which comes as a navigation, changes nothing', async () => {
	await stored();
	const form = { method: 'POST', mode: 'navigate' } as const;
	expect((await ask('/sessions/cleanup?days=0', form)).status).toBe(403);
	expect(taken).toEqual([]);
	expect((await ask('/progress', { mode: 'navigate' })).status).toBe(200);
});

test('refusals are JSON, with the method that works', async () => {
	const { status, body, headers } = await ask('/progress', { method: 'POST' });
	expect([status, headers.get('allow')]).toEqual([405, 'GET']);
	expect(body.message).toBe('Only GET works here');
	expect(await ask('/elsewhere')).toMatchObject({ status: 404 });
});

test('a store that can’t be had is said, not hidden', async () => {
	vi.stubGlobal('indexedDB', {
		open() {
			throw new DOMException('no', 'SecurityError');
		}
	});
	const { status, body } = await ask('/progress');
	expect(status).toBe(503);
	expect(body.message).toMatch(/does not let Panlift store anything/);
});
