/** What a click on a row means: with a mouse it chooses, with a finger it opens. */

export type RowClick = 'pick' | 'toggle' | 'extend' | 'extend-more' | 'open' | 'menu';

/** A click as browsers tell it; not all of them tell what clicked. */
export type Clicking = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'> & {
	readonly pointerType?: string;
};

/** rowClick: `part` is where on the row; `hasChosen` whether anything is chosen already. */
export function rowClick(
	{ shiftKey, ctrlKey, metaKey, pointerType }: Clicking,
	part: string | undefined,
	hasChosen: boolean
): RowClick {
	if (part === 'menu') return 'menu';
	const control = ctrlKey || metaKey;
	if (shiftKey) return control ? 'extend-more' : 'extend';
	if (control || part === 'check') return 'toggle';
	if (pointerType !== 'touch') return 'pick';
	return hasChosen ? 'toggle' : 'open';
}
