import { expect, test } from 'vitest';
import { folderPlace, hrefOf, placeOf, type Place } from './place';

const ACCOUNT = 'pan123-web-live-1800000';

/** What the page's router makes of an address. */
function read(href: string): Place {
	const url = new URL(href, 'https://panlift.example');
	const [, , account = '', folder] = url.pathname.split('/');
	return placeOf(
		decodeURIComponent(account),
		folder && decodeURIComponent(folder),
		url.searchParams
	);
}

test.each<[string, Place]>([
	['/files/pan123-web-live-1800000', folderPlace(ACCOUNT)],
	['/files/pan123-web-live-1800000/31000101', folderPlace(ACCOUNT, '31000101')],
	['/files/pan123-web-live-1800000/a%2Fb%20c', folderPlace(ACCOUNT, 'a/b c')],
	[
		'/files/pan123-web-live-1800000/7?q=%E7%94%B5%E5%BD%B1+%26+b',
		{ accountId: ACCOUNT, kind: 'search', folderId: '7', text: '电影 & b' }
	],
	[
		'/files/pan123-web-live-1800000?view=bin',
		{ accountId: ACCOUNT, kind: 'bin', folderId: '', text: '' }
	],
	[
		'/files/pan123-web-live-1800000?view=shares',
		{ accountId: ACCOUNT, kind: 'shares', folderId: '', text: '' }
	]
])('%s is one place, and its address again', (href, place) => {
	expect(read(href)).toEqual(place);
	expect(hrefOf(place)).toBe(href);
});

test('an address that makes no sense shows the folder', () => {
	expect(read(`/files/${ACCOUNT}/7?view=moon&q=+`)).toEqual(folderPlace(ACCOUNT, '7'));
});
