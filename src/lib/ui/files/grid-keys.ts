/** What the keyboard does in the list of files. */

/** GridMove: the row to go to, and what becomes of what is chosen. */
export interface GridMove {
	readonly index: number;
	readonly way: 'pick' | 'extend' | 'point';
}

export type GridKey =
	| { readonly kind: 'move'; readonly move: GridMove }
	| {
			readonly kind:
				| 'open'
				| 'up'
				| 'rename'
				| 'trash'
				| 'copy'
				| 'cut'
				| 'paste'
				| 'undo'
				| 'all'
				| 'clear'
				| 'menu'
				| 'toggle'
				| 'filter';
	  };

export type KeyStroke = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const PLAIN: Readonly<Record<string, GridKey['kind']>> = {
	Enter: 'open',
	Backspace: 'up',
	F2: 'rename',
	Delete: 'trash',
	Escape: 'clear',
	ContextMenu: 'menu',
	'/': 'filter'
};
const WITH_CONTROL: Readonly<Record<string, GridKey['kind']>> = {
	a: 'all',
	c: 'copy',
	x: 'cut',
	v: 'paste',
	z: 'undo',
	' ': 'toggle'
};

/** gridKey reads a stroke; undefined: it means nothing here. `page` is the rows that fit in sight. */
export function gridKey(
	stroke: KeyStroke,
	index: number,
	count: number,
	page: number
): GridKey | undefined {
	const { key, shiftKey, altKey } = stroke;
	if (altKey) return key === 'ArrowUp' ? of('up') : undefined;
	const control = stroke.ctrlKey || stroke.metaKey;
	const to = placeFor(key, index, count, page);
	if (to !== undefined) {
		const way = shiftKey ? 'extend' : control ? 'point' : 'pick';
		return { kind: 'move', move: { index: to, way } };
	}
	if (key === 'F10') return shiftKey ? of('menu') : undefined;
	if (control) return of(WITH_CONTROL[key.toLowerCase()]);
	// One that is chosen already is taken out, as with the mouse and Ctrl.
	if (key === ' ') return of('toggle');
	return of(PLAIN[key]);
}

function of(kind: GridKey['kind'] | undefined): GridKey | undefined {
	return kind && kind !== 'move' ? { kind } : undefined;
}

function placeFor(key: string, index: number, count: number, page: number): number | undefined {
	if (count === 0) return undefined;
	const last = count - 1;
	switch (key) {
		case 'ArrowDown':
			return Math.min(index + 1, last);
		case 'ArrowUp':
			return Math.max(index - 1, 0);
		case 'PageDown':
			return Math.min(index + page, last);
		case 'PageUp':
			return Math.max(index - page, 0);
		case 'Home':
			return 0;
		case 'End':
			return last;
		default:
			return undefined;
	}
}
