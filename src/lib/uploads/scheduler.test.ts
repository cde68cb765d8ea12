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

test('files that send one part at a time leave room for twice as many', () => {
	const uploads = [1, 2, 3, 4, 5].map((order) => anUpload({ id: `u${order}`, order }));
	const isSequential = () => true;
	expect(nextUploads(uploads, new Set(), { ...limits, isSequential })).toHaveLength(4);
	expect(nextUploads(uploads, new Set(['u1']), { ...limits, isSequential })).toHaveLength(3);
});

test('files of both kinds share the room, in queue order', () => {
	const uploads = ['one', 'one', 'many', 'one', 'many'].map((accountId, order) =>
		anUpload({ id: `u${order}`, order, accountId })
	);
	const isSequential = (accountId: string) => accountId === 'one';
	expect(nextUploads(uploads, new Set(), { filesAtOnce: 3, isSequential })).toEqual([
		'u0',
		'u1',
		'u2',
		'u3'
	]);
});

test('work of a row that was taken off the list counts until it has let go', () => {
	expect(nextUploads([anUpload({ id: 'u1' })], new Set(['gone']), { filesAtOnce: 1 })).toEqual([]);
});
