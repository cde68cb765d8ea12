import { expect, test } from 'vitest';
import { anUpload } from '../../../tests/support/uploads';
import type { Content } from './disk';
import { Mirror } from './mirror';

const nothing: Content = {
	uploads: [],
	sessions: [],
	receipts: [],
	hashing: [],
	accounts: [],
	settings: []
};

test('what the disk has does not undo what memory knows better', () => {
	const mirror = new Mirror();
	mirror.put('settings', 'a', { key: 'a', value: 'new' });
	mirror.put('uploads', 'u1', anUpload());
	mirror.removeRows(['u1']);
	mirror.take({
		...nothing,
		uploads: [anUpload(), anUpload({ id: 'u2' })],
		settings: [{ key: 'a', value: 'old' }]
	});
	expect(mirror.settings.get('a')?.value).toBe('new');
	expect([...mirror.uploads.keys()]).toEqual(['u2']);
});

test('a row that comes and goes before it is saved leaves one change', () => {
	const mirror = new Mirror();
	for (const name of ['a', 'b']) mirror.put('uploads', 'u1', anUpload({ name }));
	mirror.put('uploads', 'u1');
	expect(mirror.unsaved).toEqual([{ table: 'uploads', key: 'u1', row: undefined }]);
});

test('rows that never had a session or hashing cost no more than themselves to remove', () => {
	const mirror = new Mirror();
	mirror.take({ ...nothing, uploads: [anUpload(), anUpload({ id: 'u2' })] });
	mirror.removeRows(['u1', 'u2']);
	expect(mirror.unsaved.map(({ table }) => table)).toEqual(['uploads', 'uploads', 'roots']);
});
