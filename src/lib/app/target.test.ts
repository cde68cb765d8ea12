import { expect, test } from 'vitest';
import { fakeAccount } from '../../../tests/support/fake-engine';
import { accountLabel, rootOf, targetName, targetOf } from './target';

const first = fakeAccount({ id: 'a', signedIn: false });
const second = fakeAccount({ id: 'b', name: '莉莉安' });

test('the chosen target holds while its account is there', () => {
	const chosen = { ...rootOf(first), folderId: '7', folderPath: '/movies' };
	expect(targetOf([first, second], chosen)).toBe(chosen);
	expect(targetOf([second], chosen)).toEqual(rootOf(second));
	expect(targetOf([], chosen)).toBeUndefined();
});

test('without a choice, files go to an account that is signed in', () => {
	expect(targetOf([first, second], undefined)).toEqual(rootOf(second));
});

test('a target reads as its brand and path', () => {
	const target = { ...rootOf(first), folderPath: '/movies/2026' };
	expect(targetName([first], target)).toBe('123Pan / movies / 2026');
	expect(targetName([first], rootOf(first))).toBe('123Pan');
});

test('an account is named with its brand, once', () => {
	expect(accountLabel(first)).toBe('Sandbox 123Pan');
	expect(accountLabel(second)).toBe('123Pan · 莉莉安');
});
