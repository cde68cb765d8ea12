import { expect, test } from 'vitest';
import { nameParts } from './name-parts';

const file = (name: string) => ({ name, kind: 'file' as const });

test('the name is marked, the extension is not', () => {
	expect(nameParts(file('a.b.mkv'))).toEqual({ name: 'a.b.mkv', ending: '', marked: 3 });
	expect(nameParts(file('.profile'))).toEqual({ name: '.profile', ending: '', marked: 8 });
	expect(nameParts({ name: 'v1.0', kind: 'folder' }).marked).toBe(4);
});

test('where the drive keeps the extension, it is no part of the field', () => {
	expect(nameParts(file('a.b.mkv'), true)).toEqual({ name: 'a.b', ending: '.mkv', marked: 3 });
	expect(nameParts(file('README'), true)).toEqual({ name: 'README', ending: '', marked: 6 });
	expect(nameParts({ name: 'v1.0', kind: 'folder' }, true).ending).toBe('');
});
