import { expect, test } from 'vitest';
import { isIdentical } from './conflict';

const ours = { size: 3, digests: { md5: 'aa', sha1: 'bb' } };

test('another size is another file, whatever the digests say', () => {
	expect(isIdentical({ size: 4, digests: { md5: 'aa' } }, ours)).toBe(false);
});

test('a digest that both sides know decides', () => {
	expect(isIdentical({ size: 3, digests: { md5: 'aa' } }, ours)).toBe(true);
	expect(isIdentical({ digests: { sha1: 'bb' } }, ours)).toBe(true);
	expect(isIdentical({ size: 3, digests: { sha1: 'cc' } }, ours)).toBe(false);
});

test('the same size alone proves nothing', () => {
	expect(isIdentical({ size: 3 }, ours)).toBeUndefined();
	expect(isIdentical({}, ours)).toBeUndefined();
	expect(isIdentical({ size: 3, digests: { md5: 'aa' } }, { size: 3, digests: undefined })).toBe(
		undefined
	);
});
