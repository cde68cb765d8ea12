import { expect, test } from 'vitest';
import { fits, makePassword } from './share-password';

test('a password has the form that its drive wants', () => {
	for (const form of ['[A-Za-z0-9]{4}', '\\w{6}', '[a-zA-Z0-9]{8,16}']) {
		const made = makePassword(form);
		expect(fits(made, form), made).toBe(true);
	}
});

test('two are not alike, and none has letters that look like others', () => {
	const many = new Set(Array.from({ length: 200 }, () => makePassword('[A-Za-z0-9]{8}')));
	expect(many.size).toBe(200);
	expect([...many].join('')).not.toMatch(/[Il1O0io]/);
});

test('the form is of the whole password', () => {
	expect(fits('abcd', '[a-z]{4}')).toBe(true);
	expect(fits('abcde', '[a-z]{4}')).toBe(false);
	expect(fits('a', 'a|b')).toBe(true);
	expect(fits('ab', 'a|b')).toBe(false);
});

test('a form that nothing fits gives none', () => {
	expect(makePassword('[äöü]{4}')).toBe('');
});
