import { describe, expect, test } from 'vitest';
import { linkOf } from './links';

const URL_TEXT = 'https://cdnfhnfile.115cdn.net/x/a.bin?t=1735693200&u=1&f=1&k=00';
const file = (url: unknown) => ({ 2900000000000000001: { file_name: 'a.bin', url } });

describe('a download answer', () => {
	test('gives the URL and when it ends', () => {
		const link = { url: URL_TEXT, expiresAt: 1735693200_000 };
		expect(linkOf(file({ url: URL_TEXT, client: 1 }))).toEqual(link);
		expect(linkOf(file(URL_TEXT))).toEqual(link);
	});

	test('gives a URL that does not tell its end', () => {
		const url = 'http://other.115.com/a.bin?t=soon&f=';
		expect(linkOf(file({ url }))).toEqual({ url });
	});

	test.each([[undefined], [{}], [[]]])('of no file says that it is missing: %j', (files) => {
		expect(() => linkOf(files)).toThrow('file-missing');
	});

	test.each([
		['a folder', false],
		['a URL that wants a cookie', { url: URL_TEXT.replace('f=1', 'f=3') }],
		['a URL that is a program', { url: 'javascript:alert(1)' }],
		['no URL', { url: 'cdn/a.bin' }]
	])('of %s is refused', (_, url) => {
		expect(() => linkOf(file(url))).toThrow('drive-refused');
	});

	test('of another form is unreadable', () => {
		expect(() => linkOf(file({ url: 5 }))).toThrow('unreadable-answer');
	});
});
