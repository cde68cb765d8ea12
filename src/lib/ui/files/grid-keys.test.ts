import { expect, test } from 'vitest';
import { gridKey, type KeyStroke } from './grid-keys';

const stroke = (text: string): KeyStroke => {
	const parts = text === 'Ctrl++' ? ['Ctrl', '+'] : text.split('+');
	return {
		key: parts.at(-1)!,
		shiftKey: parts.includes('Shift'),
		ctrlKey: parts.includes('Ctrl'),
		metaKey: parts.includes('Meta'),
		altKey: parts.includes('Alt')
	};
};
/** On the sixth of a hundred rows, ten of which fit in sight. */
const read = (text: string) => gridKey(stroke(text), 5, 100, 10);

test.each([
	['ArrowDown', 6, 'pick'],
	['ArrowUp', 4, 'pick'],
	['PageDown', 15, 'pick'],
	['PageUp', 0, 'pick'],
	['Home', 0, 'pick'],
	['End', 99, 'pick'],
	['Shift+End', 99, 'extend'],
	['Shift+ArrowUp', 4, 'extend'],
	['Ctrl+ArrowDown', 6, 'point'],
	['Meta+Home', 0, 'point']
])('%s goes to row %d, to %s it', (text, index, way) => {
	expect(read(text)).toEqual({ kind: 'move', move: { index, way } });
});

test.each([
	['Enter', 'open'],
	['Backspace', 'up'],
	['Alt+ArrowUp', 'up'],
	['F2', 'rename'],
	['Delete', 'trash'],
	['Escape', 'clear'],
	['Ctrl+a', 'all'],
	['Meta+A', 'all'],
	['Ctrl+c', 'copy'],
	['Ctrl+x', 'cut'],
	['Ctrl+v', 'paste'],
	['Ctrl+z', 'undo'],
	[' ', 'toggle'],
	['Shift+F10', 'menu'],
	['ContextMenu', 'menu'],
	['/', 'filter']
])('%s means %s', (text, kind) => {
	expect(read(text)).toEqual({ kind });
});

test.each(['a', 'F10', 'Tab', 'Alt+Enter', 'Ctrl+p', 'F5'])('%s is left to the browser', (text) => {
	expect(read(text)).toBeUndefined();
});

test('nobody moves where there is nothing', () => {
	expect(gridKey(stroke('ArrowDown'), 0, 0, 10)).toBeUndefined();
	expect(gridKey(stroke('ArrowDown'), 0, 1, 10)).toMatchObject({ move: { index: 0 } });
});
