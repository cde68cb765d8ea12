import { describe, expect, test } from 'vitest';
import { encryptForm, formText } from './form';
import { encodeKec } from './kec';
import { challengeOf, newVerifier } from './pkce';
import { rangeOf } from './range';
import { initSig } from './sig';
import { initToken } from './token';

// Worked examples of 115.md §14; tests/vectors has many more.
describe('the worked examples', () => {
	const fileId = '926A90E0A63589F6845EECEB1F6DF6A8F6E462E9';
	const userId = '4402939910';

	test('sig', () => {
		const user = { userId, userKey: 'b63ae571cd3bb9b3ba4c939ab0edacc2' };
		expect(initSig(user, fileId, 'U_1_8202808725234674643')).toBe(
			'F9F599B4C651ECF22A67EC34E00502AA6CEB08DB'
		);
	});

	test('token, with the size as number or text', () => {
		const of = {
			fileId,
			signKey: '4960FB54F8C465446D19BA264413538AA56AEE29',
			signVal: '3872100C4A1B2B05D5E8A0DEB5DD0D7DD32A423C',
			userId,
			t: '1896526895',
			appVersion: '27.0.5.7'
		};
		expect(initToken({ ...of, size: 5_368_709_120 })).toBe('a7b5bb1ebb7dee5eb3ee5dc26e2ac6b7');
		expect(initToken({ ...of, size: '5368709120' })).toBe('a7b5bb1ebb7dee5eb3ee5dc26e2ac6b7');
	});

	test('k_ec', () => {
		const pub30 = Uint8Array.from(
			'1d02b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21'.match(/../g) ?? [],
			(hex) => parseInt(hex, 16)
		);
		expect(encodeKec(pub30, 1957205862, 81, 211)).toBe(
			'TFPmX13sOuXuLmNCwegbUSJRUVE3xvkl0BIAhRHC8efhUwXCj87y09LT09NmhCtT'
		);
	});
});

test('a form is sorted, and padded even where it would fit', () => {
	expect(formText({ b: '1 2', a: '目', c: '' })).toBe('a=%E7%9B%AE&b=1+2&c=');
	const keys = { key: new Uint8Array(16), iv: new Uint8Array(16) };
	expect(encryptForm({ a: 'x'.repeat(14) }, keys)).toHaveLength(32);
});

describe('sign_check', () => {
	test('names its last byte too', () => {
		expect(rangeOf('2392148-2392298')).toEqual({ start: 2392148, end: 2392299 });
		expect(rangeOf('0-0')).toEqual({ start: 0, end: 1 });
	});

	test.each(['', '5', '5-4', '-1-3', '1-', 'a-b', '1-2-3', '1-99999999999999999999'])(
		'%j is refused',
		(text) => {
			expect(() => rangeOf(text)).toThrow('unreadable-answer');
		}
	);
});

describe('a verifier', () => {
	test('is new every time and of a length and alphabet that 115 takes', () => {
		const [one, two] = [newVerifier(), newVerifier()];
		expect(one).toMatch(/^[A-Za-z0-9_-]{43,128}$/);
		expect(one).not.toBe(two);
	});

	test('has a challenge in either alphabet', () => {
		const verifier = '0'.repeat(64);
		expect(challengeOf(verifier, 'sha256')).toBe('YOBb0bGVry+UES+nGXpciCiQWIQM58bflpN1a8YlD1U=');
		expect(challengeOf(verifier, 'sha256', 'base64url')).toBe(
			'YOBb0bGVry-UES-nGXpciCiQWIQM58bflpN1a8YlD1U'
		);
	});
});
