import { expect, test } from 'vitest';
import { rowClick } from './row-clicks';

const CLICK = { shiftKey: false, ctrlKey: false, metaKey: false, pointerType: 'mouse' };
const TAP = { ...CLICK, pointerType: 'touch' };

test('a mouse chooses one, adds with Ctrl, reaches with Shift', () => {
	expect(rowClick(CLICK, undefined, false)).toBe('pick');
	expect(rowClick({ ...CLICK, ctrlKey: true }, undefined, true)).toBe('toggle');
	expect(rowClick({ ...CLICK, metaKey: true }, undefined, true)).toBe('toggle');
	expect(rowClick({ ...CLICK, shiftKey: true }, undefined, true)).toBe('extend');
	expect(rowClick({ ...CLICK, shiftKey: true, ctrlKey: true }, undefined, true)).toBe(
		'extend-more'
	);
});

test('the box adds, the dots open the menu', () => {
	expect(rowClick(CLICK, 'check', false)).toBe('toggle');
	expect(rowClick(TAP, 'menu', true)).toBe('menu');
});

test('a finger opens, until something is chosen', () => {
	expect(rowClick(TAP, undefined, false)).toBe('open');
	expect(rowClick(TAP, undefined, true)).toBe('toggle');
});
