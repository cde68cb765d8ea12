/** What the keyboard does in the list of rows. */
import type { RowCommands } from '../app/row-commands';
import { act, type Actable, type RowButton } from './row-action';

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

/** actOnKey does what a key means for a row or folder; tells whether it meant anything. */
export function actOnKey(
	key: string,
	actable: Actable,
	commands: Pick<RowCommands, RowButton>
): boolean {
	const { buttons, canRetry } = actable;
	if (key === ' ') {
		if (buttons.includes('pause')) act('pause', actable, commands);
		else if (buttons.includes('resume')) act('resume', actable, commands);
		// Even where there is nothing to pause, Space must not scroll the page away.
		return true;
	}
	if (key === 'Delete' || key === 'Backspace') {
		act('remove', actable, commands);
		return true;
	}
	if (key.toLowerCase() === 'r' && canRetry) {
		act('retry', actable, commands);
		return true;
	}
	return false;
}
