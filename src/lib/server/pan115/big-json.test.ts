import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBigJson } from './big-json';

test.each([
	['{"a":2900000000000000001}', { a: '2900000000000000001' }],
	['[-2900000000000000001, 1]', ['-2900000000000000001', 1]],
	['9007199254740993', '9007199254740993'],
	['{"a":123456789012345}', { a: 123456789012345 }],
	['{"a":1234567890123456.5}', { a: 1234567890123456.5 }],
	['{"a":1234567890123456789e3}', { a: 1234567890123456789e3 }],
	['{"a":1.2345678901234567890}', { a: 1.234567890123456789 }],
	['{"a":1E+20}', { a: 1e20 }],
	['{"a":"2900000000000000001"}', { a: '2900000000000000001' }],
	['{"a":"x: 2900000000000000001, y"}', { a: 'x: 2900000000000000001, y' }],
	['{"a":"\\"2900000000000000001"}', { a: '"2900000000000000001' }],
	['{"a":"\\\\","b":2900000000000000001}', { a: '\\', b: '2900000000000000001' }],
	['{"2900000000000000001":1}', { '2900000000000000001': 1 }],
	['{"a":"{\\"b\\":2900000000000000001}"}', { a: '{"b":2900000000000000001}' }]
])('%s', (text, value) => {
	expect(parseBigJson(text)).toEqual(value);
});

test.each([
	'',
	'{',
	'{"a":"2900000000000000001',
	'29000000000000000011x',
	'{"a":01234567890123456789}x'
])('%s is no JSON', (text) => {
	expect(() => parseBigJson(text)).toThrow(SyntaxError);
});

test('all but long integers comes as JSON.parse gives it', () => {
	const long = (_: string, value: unknown) =>
		typeof value === 'number' && /^-?\d{16,}$/.test(String(value)) ? String(value) : value;
	fc.assert(
		fc.property(fc.json(), (text) => {
			expect(parseBigJson(text)).toEqual(JSON.parse(text, long));
		})
	);
});

test('texts stay as they are, whatever is in them', () => {
	fc.assert(
		fc.property(fc.string(), fc.bigInt({ min: 10n ** 15n, max: 10n ** 22n }), (words, number) => {
			const text = JSON.stringify({ words: `${words}${number}"${words}` });
			const both = `[${text},${number}]`;
			expect(parseBigJson(both)).toEqual([{ words: `${words}${number}"${words}` }, `${number}`]);
		})
	);
});
