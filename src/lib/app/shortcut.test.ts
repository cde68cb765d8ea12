import { describe, expect, test } from 'vitest';
import { fakeAccount } from '../../../tests/support/fake-engine';
import { accountOf, pathOf, readShortcut } from './shortcut';

const read = (query: string) => readShortcut(new URLSearchParams(query));

describe('an address', () => {
	test('asks for a folder, an account, a path and a policy', () => {
		const shortcut = read('?upload=folder&to=123Pan:/movies//2026/&conflict=overwrite');
		expect(shortcut).toMatchObject({ upload: 'folder', account: '123Pan', conflict: 'overwrite' });
		expect(pathOf(shortcut!)).toEqual(['movies', '2026']);
	});

	test.each([['?upload=everything'], ['?to=123Pan:/'], ['']])('%j asks for no upload', (query) => {
		expect(read(query)).toBeUndefined();
	});

	test.each([
		['', '', undefined],
		['123Pan', '123Pan', undefined],
		['123Pan:', '123Pan', undefined],
		['123Pan:/', '123Pan', '/'],
		['/backup:/old', '', '/backup:/old'],
		['a:b:/c', 'a:b', '/c'],
		['备份:/模型', '备份', '/模型']
	])('to=%s means the account %j and the path %j', (to, account, path) => {
		const query = new URLSearchParams({ upload: 'files', to });
		expect(readShortcut(query)).toMatchObject({ account, path });
	});

	test('with a policy that does not exist keeps it apart', () => {
		expect(read('?upload=files&conflict=delete')).toMatchObject({
			conflict: undefined,
			badPolicy: 'delete'
		});
	});
});

describe('the account of an address', () => {
	const out = fakeAccount({ id: 'pan123-web-live-1', name: 'Ada', signedIn: false });
	const ada = fakeAccount({ id: 'pan123-web-live-2', name: 'ada' });
	const bob = fakeAccount({
		id: 'pan115-cookie-live-3',
		name: 'Bob',
		brand: '115',
		drive: 'pan115'
	});
	const all = [out, ada, bob];

	test.each([
		['pan123-web-live-1', out],
		['ADA', ada],
		['123pan', ada],
		['115', bob],
		['pan115', bob],
		['nobody', undefined],
		['', undefined]
	])('%j is found by id, name or brand, signed in first', (written, account) => {
		expect(accountOf(all, written)).toBe(account);
	});
});
