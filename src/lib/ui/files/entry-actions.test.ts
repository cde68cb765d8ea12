import { expect, test } from 'vitest';
import { aFile, aFolder } from '../../../../tests/support/entries';
import type { FileTraits } from '../../drives/files';
import { entryActions, placeActions } from './entry-actions';

const ALL: FileTraits = {
	orders: ['name'],
	search: 'everywhere',
	twins: false,
	most: 100,
	copies: true,
	bin: true,
	emptiesBin: true,
	links: true,
	shares: { days: [0], public: true, cancels: true }
};
const NONE: FileTraits = {
	...ALL,
	copies: false,
	links: false,
	emptiesBin: false,
	shares: undefined
};

test('a file can be all that its drive offers', () => {
	expect(entryActions([aFile('a')], 'folder', ALL)).toEqual([
		...['download', 'share', 'move', 'copy', 'rename', 'details', 'trash']
	]);
	expect(entryActions([aFile('a')], 'folder', NONE)).toEqual([
		...['move', 'rename', 'details', 'trash']
	]);
});

test('a folder opens and has no link; several have no name to change', () => {
	expect(entryActions([aFolder('a')], 'folder', ALL)).toEqual([
		...['open', 'share', 'move', 'copy', 'rename', 'details', 'trash']
	]);
	expect(entryActions([aFolder('a'), aFile('b')], 'folder', ALL)).toEqual([
		...['download', 'share', 'move', 'copy', 'trash']
	]);
});

test('what the drive has refused is looked at and thrown away', () => {
	expect(entryActions([aFile('a', { refused: true })], 'folder', ALL)).toEqual([
		'details',
		'trash'
	]);
});

test('what is found leads to its folder', () => {
	expect(entryActions([aFile('a')], 'search', ALL)).toContain('show-folder');
});

test('the bin gives back or deletes', () => {
	expect(entryActions([aFile('a'), aFile('b')], 'bin', ALL)).toEqual(['restore', 'erase']);
	expect(placeActions('bin', ALL, true)).toEqual(['refresh', 'empty-bin']);
	expect(placeActions('bin', NONE, true)).toEqual(['refresh']);
	expect(placeActions('folder', ALL, true)).toContain('paste');
	expect(placeActions('folder', ALL, false)).not.toContain('paste');
	expect(entryActions([], 'folder', ALL)).toEqual([]);
});
