import type { ConflictAnswer } from '../app/row-commands';
import type { Messages } from '../i18n/en';

/** conflictAnswers are the choices about a name that is taken, with their labels. */
export function conflictAnswers(t: Messages): readonly (readonly [ConflictAnswer, string])[] {
	return [
		['keep-both', t.conflict.keepBoth],
		['overwrite', t.conflict.overwrite],
		['skip', t.conflict.skip],
		['skip-identical', t.conflict.skipIdentical]
	];
}
