import { beforeEach, expect, test } from 'vitest';
import { anUpload } from '../../tests/support/uploads';
import type { RestingRow } from '../lib/sessions/resting-store';
import type { Upload } from '../lib/uploads/upload';
import { restingSource } from './resting-source';

const DAY = 24 * 60 * 60_000;
const NOW = 100 * DAY;

let rows: RestingRow[];
/** What was ended: ids, the Uploads that changed with that, and when. */
let changes: [readonly string[], readonly Upload[], number][];

const source = () =>
	restingSource(
		{
			rows: async () => rows,
			end: async (ended, changed, now) =>
				void changes.push([ended.map(({ upload }) => upload.id), changed, now])
		},
		() => NOW
	);

function row(upload: Partial<Upload>, times: { createdAt?: number; updatedAt?: number } = {}) {
	const made = anUpload(upload);
	const session = {
		...{ uploadId: made.id, id: `s-${made.id}`, partSize: 40, parts: 3, listable: true },
		...{ sealed: 'x', ...times }
	};
	return { upload: made, isListed: true, session, receipts: [{ number: 2, size: 40, etag: 'e' }] };
}

beforeEach(() => {
	rows = [];
	changes = [];
});

test('an upload that was cut off is pending with what has arrived, and nothing moves', async () => {
	rows = [row({ activeMs: 1500 })];
	expect(await source().uploads('film.mkv')).toMatchObject([
		{
			status: 'pending',
			...{ uploaded_bytes: 40, total_bytes: 100, percentage: 40 },
			...{ uploaded_parts: 1, total_parts: 3 },
			...{ speed_mbps: 0, elapsed_seconds: 1.5, eta_seconds: null }
		}
	]);
	expect(await source().uploads('other')).toEqual([]);
});

test('a row that was taken off the list is no upload, but its session is one', async () => {
	rows = [{ ...row({ id: 'left' }), isListed: false }];
	expect(await source().uploads()).toEqual([]);
	expect(await source().sessions()).toMatchObject([{ id: 'left', numbers: [2] }]);
	await source().endSession('left');
	expect(changes).toEqual([[['left'], [], NOW]]);
});

test('what was being done when the last tab went is done no more', async () => {
	const states = ['hashing', 'checking', 'uploading', 'finishing'] as const;
	rows = states.map((state, order) => row({ id: state, order, status: { state } }));
	const statuses = (await source().uploads()).map(({ status }) => status);
	expect(statuses).toEqual(states.map(() => 'pending'));
});

test('sessions are those of rows that have one, the newest first', async () => {
	rows = [
		row({ id: 'u1', addedAt: 3, digests: { sha1: 'aa' } }),
		{ upload: anUpload({ id: 'u2' }), isListed: true, receipts: [] },
		row({ id: 'u3' }, { createdAt: 8, updatedAt: 9 })
	];
	expect(await source().sessions()).toEqual([
		expect.objectContaining({ id: 'u3', createdAt: 8, updatedAt: 9, digests: {} }),
		expect.objectContaining({
			...{ id: 'u1', sessionId: 's-u1', filePath: 'film.mkv', folderId: '', size: 100 },
			// Stored by a version that kept no times.
			...{ digests: { sha1: 'aa' }, partsTotal: 3, numbers: [2], createdAt: 3, updatedAt: 3 }
		})
	]);
});

test('the end of a session cancels its row, a failed one too, as the engine does', async () => {
	const failed = { state: 'failed', code: 'too-large' } as const;
	rows = [row({ id: 'u1', status: { state: 'paused' } }), row({ id: 'u2', status: failed })];
	await source().endSession('u1');
	await source().endSession('u2');
	await source().endSession('gone');
	const cancelled = { ...rows[0]!.upload, status: { state: 'cancelled', reason: 'person' } };
	expect(changes).toEqual([
		[['u1'], [cancelled], NOW],
		[['u2'], [{ ...rows[1]!.upload, status: cancelled.status }], NOW]
	]);
});

test('cleaning up takes what rested long enough and has no unfinished row', async () => {
	const failed = { state: 'failed', code: 'too-large' } as const;
	const old = { createdAt: 1, updatedAt: NOW - 7 * DAY };
	rows = [
		row({ id: 'old', status: failed }, old),
		row({ id: 'young', status: failed }, { ...old, updatedAt: NOW - 7 * DAY + 1 }),
		row({ id: 'unfinished', status: { state: 'paused' } }, old),
		{ ...row({ id: 'left' }, old), isListed: false },
		{ upload: anUpload({ id: 'no session', status: failed }), isListed: true, receipts: [] }
	];
	expect(await source().cleanUp(7)).toBe(2);
	expect(changes).toEqual([[['old', 'left'], [], NOW]]);
});
