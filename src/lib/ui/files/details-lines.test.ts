import { expect, test } from 'vitest';
import { aFile, aFolder } from '../../../../tests/support/entries';
import { enFiles } from '../../i18n/en-files';
import { createFormat } from '../../i18n/format';
import { detailsLines } from './details-lines';

const tongue = { copy: enFiles, f: createFormat('en'), locale: 'en' } as const;
const read = (...[entry, brand]: [Parameters<typeof detailsLines>[0], string?]) =>
	Object.fromEntries(
		detailsLines(entry, brand ?? '123Pan', tongue).map(({ label, value }) => [label, value])
	);

test('a file tells its exact size, its digests and where it is', () => {
	const entry = aFile('7', { size: 2_058_489, digests: { md5: 'ab', sha1: 'cd' } });
	const path = [
		{ id: '1', name: 'films' },
		{ id: '2', name: 'new' }
	];
	expect(read({ ...entry, path })).toEqual({
		Kind: 'File',
		Size: '2 MB (2,058,489 bytes)',
		In: '123Pan / films / new',
		MD5: 'ab',
		'SHA-1': 'cd',
		Id: '7'
	});
});

test('a folder tells what is inside, as far as the drive does', () => {
	expect(read(aFolder('f'))).toEqual({ Kind: 'Folder', Id: 'f' });
	const inside = { files: 1, folders: 2, bytes: 900 };
	expect(read({ ...aFolder('f'), inside })).toMatchObject({
		Size: '900 B',
		Inside: '2 folders, 1 file'
	});
});
