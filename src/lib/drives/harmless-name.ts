/** Harmless names: what a name that a drive refuses can be called instead, and still be recognised. */
import type { NameRules } from './drive';
import { checkName } from './names';

/** From here on in Unicode stand full-width forms of "!" to "~", in the order of ASCII. */
const FULL_WIDTH = 0xff00 - 0x20;

/**
 * harmlessName replaces forbidden characters by their full-width look-alikes. Undefined where the name
 * is good as it is, and where that is not what is wrong with it: a shorter name would be another one.
 */
export function harmlessName(name: string, rules: NameRules): string | undefined {
	if (!checkName(name, rules)) return undefined;
	const other = [...name]
		.map((char) => {
			const code = char.charCodeAt(0);
			const hasForm = code > 0x20 && code < 0x7f;
			return hasForm && rules.forbidden.includes(char)
				? String.fromCharCode(code + FULL_WIDTH)
				: char;
		})
		.join('');
	return checkName(other, rules) ? undefined : other;
}
