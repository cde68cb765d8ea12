import { describe, expect, test } from 'vitest';
import { comesFromUs } from './origin';

const own = new URL('https://pan.example/api/drives/new/sign-in');
const post = (headers: Record<string, string>) => new Request(own, { method: 'POST', headers });

describe('a request that changes state', () => {
	test.each([
		[{ origin: 'https://pan.example', 'sec-fetch-site': 'same-origin' }, true],
		[{ origin: 'https://pan.example' }, true],
		[{ origin: 'http://pan.example' }, false],
		[{ origin: 'https://evil.example' }, false],
		[{ origin: 'null' }, false],
		[{}, false],
		[{ origin: 'https://pan.example', 'sec-fetch-site': 'cross-site' }, false],
		[{ origin: 'https://pan.example', 'sec-fetch-site': 'same-site' }, false]
	] as readonly [Record<string, string>, boolean][])('%o → %s', (headers, ours) => {
		expect(comesFromUs(post(headers), own)).toBe(ours);
	});

	test.each(['localhost', '127.0.0.1'])(
		'works on %s, whatever scheme the server believes in',
		(host) => {
			const url = new URL(`https://${host}:4173/api/x`);
			const origin = `http://${host}:4173`;
			expect(comesFromUs(new Request(url, { method: 'POST', headers: { origin } }), url)).toBe(
				true
			);
			const other = 'http://127.0.0.1:9999';
			const foreign = new Request(url, { method: 'POST', headers: { origin: other } });
			expect(comesFromUs(foreign, url)).toBe(false);
		}
	);

	test('reading needs no origin', () => {
		expect(comesFromUs(new Request(own), own)).toBe(true);
	});
});
