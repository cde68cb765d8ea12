import { expect, test } from 'vitest';
import { Selection } from './selection.svelte';

function choosing(shown = 'abcdefg') {
	const list = { shown: [...shown].map((id) => ({ id })) };
	const selection = new Selection(() => list.shown);
	return { list, selection, chosen: () => [...selection.ids].sort().join('') };
}

test('one is chosen, others are added and taken out', () => {
	const { selection, chosen } = choosing();
	selection.pick('b');
	selection.toggle('d');
	selection.toggle('e');
	expect(chosen()).toBe('bde');
	selection.toggle('d');
	expect(chosen()).toBe('be');
	selection.pick('a');
	expect([chosen(), selection.current]).toEqual(['a', 'a']);
});

test('a range reaches from where it began, and turns around there', () => {
	const { selection, chosen } = choosing();
	selection.pick('c');
	selection.extend('f');
	expect(chosen()).toBe('cdef');
	selection.extend('a');
	expect(chosen()).toBe('abc');
	selection.toggle('g');
	selection.extend('f', true);
	expect(chosen()).toBe('abcfg');
});

test('the focus moves alone, and a range begins where it went', () => {
	const { selection, chosen } = choosing();
	selection.point('b');
	expect([chosen(), selection.current]).toEqual(['', 'b']);
	selection.extend('d');
	expect(chosen()).toBe('bcd');
});

test('what is gone is chosen no more, and its neighbour has the focus', () => {
	const { selection, chosen, list } = choosing();
	selection.pick('c');
	selection.extend('d');
	list.shown = [...'abefg'].map((id) => ({ id }));
	selection.settle();
	expect([chosen(), selection.current]).toEqual(['', 'f']);
	selection.pick('g');
	list.shown = [...'abef'].map((id) => ({ id }));
	selection.settle();
	expect(selection.current).toBe('f');
});

test('before some go, the focus steps to the next one that stays', () => {
	const { selection, chosen } = choosing();
	selection.pick('b');
	selection.extend('d');
	selection.toggle('g');
	selection.extend('g', true);
	selection.stepOff(new Set('bcd'));
	expect([chosen(), selection.current]).toEqual(['g', 'g']);
	selection.point('c');
	selection.stepOff(new Set('bcd'));
	expect(selection.current).toBe('e');
	selection.stepOff(new Set('defg'));
	expect([chosen(), selection.current]).toEqual(['', 'c']);
});

test('all is what is shown; without anything nobody has the focus', () => {
	const { selection, chosen, list } = choosing('abc');
	selection.all();
	expect(chosen()).toBe('abc');
	selection.clear();
	expect(chosen()).toBe('');
	list.shown = [];
	selection.pick('a');
	selection.settle();
	expect([selection.current, selection.index]).toEqual([undefined, 0]);
});
