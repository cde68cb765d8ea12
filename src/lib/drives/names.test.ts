import { expect, test } from 'vitest';
import { checkName } from './names';
import { pan123WebTraits } from './pan123/traits';

const rules = pan123WebTraits.names;

test.each(['a.bin', '影片 (1).mkv', '.hidden', 'x'.repeat(255), "it's 100%"])(
	'%s is good',
	(name) => {
		expect(checkName(name, rules)).toBeUndefined();
	}
);

test.each([
	['a/b', '/'],
	['a\\b', '\\'],
	['what?', '?'],
	['a|b', '|'],
	['', 'empty'],
	['  \t', 'empty'],
	['x'.repeat(256), '256 > 255']
])('%j is refused, and it says why', (name, why) => {
	const refusal = checkName(name, rules);
	expect(refusal?.code).toBe('name-refused');
	expect(refusal?.detail).toContain(why);
});
