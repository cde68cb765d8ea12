import { expect, test } from 'vitest';
import { innerUrl } from './download-url';
import { signParameter } from './sign';

// Rows of tests/vectors/123pan-sign.json, which `npm run test:vectors` checks in full.
test.each([
	[1767196800, '2543441651', '1767196800-1234567-3144878440'],
	[1767196799, '1825767486', '1767196799-1234567-3511964740'],
	[1767225600, '2242651195', '1767225600-1234567-478691492'],
	[1767225659, '2242651195', '1767225659-1234567-1135428551']
])('the signature of second %i', (timestamp, key, value) => {
	expect(signParameter('/b/api/file/list/new', timestamp, 1234567)).toEqual({ key, value });
});

test('the path counts, prefix and all', () => {
	const of = (path: string) => signParameter(path, 1767196800, 1).value;
	expect(of('/api/file/list/new')).not.toBe(of('/b/api/file/list/new'));
});

test('a download URL is taken out of its params', () => {
	const params = 'aHR0cHM6Ly9jZG4tYS5leGFtcGxlLnRlc3QveXk';
	expect(innerUrl(`https://relay.example.test/d/?params=${params}&is_s3=0`)).toBe(
		'https://cdn-a.example.test/yy'
	);
	expect(innerUrl('https://cdn-a.example.test/x?v=5')).toBe('https://cdn-a.example.test/x?v=5');
});
