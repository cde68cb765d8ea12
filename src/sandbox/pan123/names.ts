import { Refusal } from './envelope';
import type { Fields } from './fields';

/** nameFrom reads and checks a file name; throws code 5064 on a bad one (123pan.md §9.1). */
export function nameFrom(fields: Fields): string {
	const name = fields.text('fileName') ?? '';
	if (name.trim() === '' || [...name].length > 255 || /["\\/:*?|<>]/.test(name))
		throw new Refusal(5064, '文件名不合法');
	return name;
}

/** duplicateFrom reads what to do about a taken name: 0 ask, 1 keep both, 2 overwrite (§9.3). */
export function duplicateFrom(fields: Fields): 0 | 1 | 2 {
	const value = fields.whole('duplicate');
	return value === 1 || value === 2 ? value : 0;
}
