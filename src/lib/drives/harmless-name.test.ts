import { expect, test } from 'vitest';
import { harmlessName } from './harmless-name';
import { pan115CookieTraits } from './pan115/traits';
import { pan123WebTraits } from './pan123/traits';

const rules = pan123WebTraits.names;

test('a name that a drive refuses gets full-width look-alikes', () => {
	expect(harmlessName('a"b\\c:d*e?f|g>h<i.txt', rules)).toBe('a＂b＼c：d＊e？f｜g＞h＜i.txt');
	expect(harmlessName('a?b<c', pan115CookieTraits.names)).toBe('a?b＜c');
});

test.each(['fine.txt', 'a？.txt', '.hidden', '日記.txt'])('%s is good as it is', (name) => {
	expect(harmlessName(name, rules)).toBeUndefined();
});

test.each([' ', 'x'.repeat(256), `${'x'.repeat(256)}?`])(
	'what is wrong otherwise has no look-alike: %.20j',
	(name) => expect(harmlessName(name, rules)).toBeUndefined()
);
