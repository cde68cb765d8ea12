import { describe, expect, test } from 'vitest';
import { anUpload } from '../../../tests/support/uploads';
import { MiB } from '../kernel/bytes';
import type { Status, Upload } from '../uploads/upload';
import { filePathOf, listUploads, percent, uploadProgress, type Standing } from './progress';

const file = { id: 'f9', name: 'film.mkv', folderId: '', kind: 'file', size: 100, digests: {} };
const standing = (fields: Partial<Standing> = {}): Standing => ({
	sent: 0,
	partsDone: 0,
	partsTotal: 0,
	speed: 0,
	elapsedMs: 0,
	...fields
});
const draw = (status: Status, fields: Partial<Standing> = {}) =>
	uploadProgress(anUpload({ status }), standing(fields));

test.each([
	[{ state: 'queued' }, 'pending', null],
	[{ state: 'paused' }, 'pending', null],
	[{ state: 'waiting', cause: 'offline', code: 'network' }, 'pending', 'offline'],
	[
		{ state: 'waiting', cause: 'blocked', code: 'captcha-needed', detail: 'Too often' },
		'pending',
		'blocked: Too often'
	],
	[{ state: 'hashing' }, 'hashing', null],
	[{ state: 'checking' }, 'checking', null],
	[{ state: 'uploading' }, 'uploading', null],
	[{ state: 'finishing' }, 'uploading', null],
	[{ state: 'done', file, instant: false }, 'success', null],
	[{ state: 'done', file, instant: true }, 'quick_success', null],
	[{ state: 'failed', code: 'too-large' }, 'failed', 'too-large'],
	[{ state: 'failed', code: 'drive-refused', detail: 'No' }, 'failed', 'drive-refused: No'],
	[{ state: 'cancelled', reason: 'person' }, 'cancelled', null],
	[{ state: 'cancelled', reason: 'skipped' }, 'cancelled', null]
] as [Status, string, string | null][])('%o is %s, with %s', (status, word, error) => {
	expect(draw(status)).toMatchObject({ status: word, error_message: error });
});

test('an upload under way has every field, in MiB a second, seconds and percent', () => {
	const upload = anUpload({
		identity: { name: 'film.mkv', size: 3 * MiB, lastModified: 1 },
		status: { state: 'uploading' }
	});
	const how = standing({
		sent: MiB,
		partsDone: 1,
		partsTotal: 3,
		speed: 1.239 * MiB,
		elapsedMs: 2500,
		etaMs: 1700
	});
	expect(uploadProgress(upload, how)).toEqual({
		file_name: 'film.mkv',
		file_size: 3 * MiB,
		status: 'uploading',
		percentage: 33.33,
		uploaded_bytes: MiB,
		total_bytes: 3 * MiB,
		total_parts: 3,
		uploaded_parts: 1,
		speed_mbps: 1.23,
		elapsed_seconds: 2.5,
		eta_seconds: 2,
		error_message: null,
		file_id: null,
		is_quick_upload: false
	});
});

test('hashing promises neither speed nor end of sending', () => {
	const how = { speed: 300 * MiB, etaMs: 9000 };
	expect(draw({ state: 'hashing' }, how)).toMatchObject({ speed_mbps: 0, eta_seconds: null });
	expect(draw({ state: 'uploading' }, how)).toMatchObject({ speed_mbps: 300, eta_seconds: 9 });
});

test('what is done is whole, an empty file too, and has its id at the drive', () => {
	const done = { state: 'done', file, instant: true } as Status;
	expect(draw(done)).toMatchObject({
		percentage: 100,
		uploaded_bytes: 100,
		file_id: 'f9',
		is_quick_upload: true
	});
	const empty = anUpload({ status: done, identity: { name: 'x', size: 0, lastModified: 1 } });
	expect(uploadProgress(empty, standing()).percentage).toBe(100);
});

test('99.999 percent is not all of it', () => {
	expect(percent(99_999, 100_000)).toBe(99.99);
	expect(percent(0, 0)).toBe(0);
	expect(percent(7, 7)).toBe(100);
});

describe('a list', () => {
	const list = (uploads: readonly Partial<Upload>[], filePath?: string) =>
		listUploads(
			uploads.map((fields) => ({ upload: anUpload(fields), standing: () => standing() })),
			filePath
		).map(({ file_name, file_size }) => `${file_name} ${file_size}`);
	const size = (bytes: number) => ({ identity: { name: 'a', size: bytes, lastModified: 1 } });

	test('is in the order of the queue, without empty folders', () => {
		const rows = [
			{ name: 'b', order: 2 },
			{ name: 'empty', order: 3, kind: 'folder' as const },
			{ name: 'a', order: 1 }
		];
		expect(list(rows)).toEqual(['a 100', 'b 100']);
	});

	test('by path has the newest one of that path alone', () => {
		const rows = [
			{ name: 'a', folders: ['x'], order: 1, addedAt: 5, ...size(1) },
			{ name: 'a', folders: ['x'], order: 9, addedAt: 7, ...size(2) },
			{ name: 'a', folders: ['x'], order: 10, addedAt: 7, ...size(3) },
			{ name: 'a', folders: [], order: 11, addedAt: 8, ...size(4) }
		];
		expect(list(rows, 'x/a')).toEqual(['a 3']);
		expect(list(rows, 'a')).toEqual(['a 4']);
		expect(list(rows, 'x')).toEqual([]);
	});

	test('knows a file by its path within the drop', () => {
		expect(filePathOf({ folders: ['holiday', 'day 1'], name: 'a.jpg' })).toBe(
			'holiday/day 1/a.jpg'
		);
	});
});
