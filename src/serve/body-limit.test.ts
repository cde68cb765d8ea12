import { expect, test } from 'vitest';
import { bodyRefusal, bytesOf } from './body-limit';

const of = (url: string, headers: Record<string, string>) => bodyRefusal({ url, headers }, 1024);

test('bodies beyond the limit are refused, but for parts that pass through', () => {
	expect(of('/api/drives/new/sign-in', { 'content-length': '1024' })).toBeUndefined();
	expect(of('/api/drives/new/sign-in', { 'content-length': '1025' })).toBe(413);
	expect(of('/', {})).toBeUndefined();
	expect(of('/api/relay', { 'content-length': '99999999' })).toBeUndefined();
	expect(of('/api/relay?x', { 'content-length': '99999999' })).toBeUndefined();
	for (const path of ['/api/relay/', '/api/relays', '//api/relay', '/x?/api/relay']) {
		expect(of(path, { 'content-length': '1025' })).toBe(413);
	}
});

test('a body that hides its length is refused', () => {
	expect(of('/api/drives/new/sign-in', { 'transfer-encoding': 'chunked' })).toBe(411);
});

test('sizes are read as people write them, and nonsense is named', () => {
	expect(['900', '512K', '2m', '1G', 'Infinity'].map(bytesOf)).toEqual([
		900,
		524_288,
		2_097_152,
		1_073_741_824,
		Infinity
	]);
	expect(() => bytesOf('two')).toThrow('BODY_SIZE_LIMIT must be a number of bytes');
});
