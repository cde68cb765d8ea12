/** What the Files page says of errors: its own words where those of uploads would be wrong. */
import type { FilesCopy } from '../../i18n/en-files';
import type { Messages } from '../../i18n/en';
import { codeOf, errorText, sentences } from '../row-status';

/** filesError is a whole error in one text. */
export function filesError(error: unknown, brand: string, copy: FilesCopy, t: Messages): string {
	const own = copy.errors[(codeOf(error) ?? '') as keyof FilesCopy['errors']];
	return own ? sentences(own.what(brand), own.fix) : errorText(error, brand, t);
}
