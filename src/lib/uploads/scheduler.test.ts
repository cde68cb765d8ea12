import { expect, test } from 'vitest';
import { anUpload } from '../../../tests/support/uploads';
import { nextUploads } from './scheduler';

const limits = { filesAtOnce: 2 };

test('uploads start in queue order, up to the limit', () => {
	const uploads = [3, 1, 2].map((order) => anUpload({ id: `u${order}`, order }));
	expect(nextUploads(uploads, new Set(), limits)).toEqual(['u1', 'u2']);
});

test('work that is still letting go counts against the limit', () => {
	const uploads = [anUpload({ id: 'u1', status: { state: 'paused' } }), anUpload({ id: 'u2' })];
	expect(nextUploads(uploads, new Set(['u1']), { filesAtOnce: 1 })).toEqual([]);
});

test('rows that wait, failed or are paused are left alone', () => {
	const uploads = [
		anUpload({ id: 'u1', status: { state: 'paused' } }),
		anUpload({ id: 'u2', status: { state: 'waiting', cause: 'offline', code: 'offline' } }),
		anUpload({ id: 'u3', status: { state: 'failed', code: 'too-large' } })
	];
	expect(nextUploads(uploads, new Set(), limits)).toEqual([]);
});

test('a drive that wants a pause is not asked by the rows in line, those of others go on', () => {
	for (const cause of ['rate-limited', 'blocked'] as const) {
		const status = { state: 'waiting', cause, code: cause, until: 1 } as const;
		const uploads = [
			anUpload({ id: 'u1', status, order: 1 }),
			anUpload({ id: 'u2', order: 2 }),
			anUpload({ id: 'u3', order: 3, accountId: 'another' })
		];
		expect(nextUploads(uploads, new Set(), limits)).toEqual(['u3']);
	}
});
