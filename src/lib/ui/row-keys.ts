/** What the keyboard does in the list of rows. */
import type { UploadRow } from '../engine/engine-api';
import type { RowCommands } from '../app/row-commands';
import { buttonsOf } from './row-action';

/** isTyping tells events that belong to a field or to an open dialog. */
export function isTyping(event: Event): boolean {
	const target = event.target instanceof Element ? event.target : undefined;
	return !!target?.closest('input, select, textarea, dialog');
}

/** nextIndex gives the row that a key moves to, or undefined when it moves nowhere. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
	if (count === 0) return undefined;
	switch (key) {
		case 'ArrowDown':
			return Math.min(index + 1, count - 1);
		case 'ArrowUp':
			return Math.max(index - 1, 0);
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}

/** actOnKey does what a key means for a row; tells whether it meant anything. */
export function actOnKey(
	key: string,
	row: Pick<UploadRow, 'id' | 'state'>,
	commands: Pick<RowCommands, 'pause' | 'resume' | 'remove' | 'retry'>
): boolean {
	const buttons = buttonsOf(row.state);
	if (key === ' ') {
		if (buttons.includes('pause')) commands.pause(row.id);
		else if (buttons.includes('resume')) commands.resume(row.id);
		// Even where there is nothing to pause, Space must not scroll the page away.
		return true;
	}
	if (key === 'Delete' || key === 'Backspace') {
		commands.remove(row.id);
		return true;
	}
	if (key.toLowerCase() === 'r' && (buttons.includes('retry') || row.state === 'waiting')) {
		commands.retry([row.id]);
		return true;
	}
	return false;
}
