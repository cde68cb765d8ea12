/** MenuItem: something to do, or one of several to choose from. */
export interface MenuItem {
	readonly kind: 'action' | 'choice';
	readonly text: string;
	/** Told behind it, in a lighter colour. */
	readonly detail?: string | undefined;
	/** Of a choice: whether it is the one that holds. */
	readonly chosen?: boolean;
	readonly disabled?: boolean;
	readonly onpick: () => void;
}

/** MenuEntry: one line of a menu; a note or a heading does nothing. */
export type MenuEntry = MenuItem | { readonly kind: 'note' | 'heading'; readonly text: string };
