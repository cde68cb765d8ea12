/** Where a file name may give way: everything but its last characters and the extension. */

const KEPT_BEFORE_EXTENSION = 4;
const LONGEST_EXTENSION = 8;
/** Shorter names are never cut in two: there is nothing to win. */
const SHORT = 16;

/** Making one takes longer than all that it is used for. */
const segmenter = new Intl.Segmenter();

export interface SplitName {
	readonly head: string;
	readonly tail: string;
}

/** splitName cuts between characters as people see them; head + tail is the name again. */
export function splitName(name: string): SplitName {
	const characters = [...segmenter.segment(name)].map(({ segment }) => segment);
	if (characters.length <= SHORT) return { head: name, tail: '' };
	const dot = characters.lastIndexOf('.');
	const extension = characters.length - dot;
	const kept = dot > 0 && extension <= LONGEST_EXTENSION ? extension : 0;
	const cut = characters.length - kept - KEPT_BEFORE_EXTENSION;
	return { head: characters.slice(0, cut).join(''), tail: characters.slice(cut).join('') };
}
