import { expect, test } from 'vitest';
import { redact } from './redact';

test.each([
	['Bearer abc.def-ghi', 'Bearer ***'],
	['got eyJhbGciOi.eyJpZCI6MX0.c2ln back', 'got *** back'],
	[
		'PUT https://m78.123624.com/b/k?X-Amz-Signature=ab&x=1 failed',
		'PUT https://m78.123624.com/b/k?*** failed'
	],
	['X-Amz-Credential=AKIA%2F1', 'X-Amz-Credential=***'],
	['{"password":"hunter2","user":"a"}', '{"password":***,"user":"a"}'],
	['no UID=1_A1_2; CID=ab; SEID=cd;KID=ef here', 'no UID=***; CID=***; SEID=***;KID=*** here'],
	[
		'x-oss-security-token=CAIS%2F OSSAccessKeyId=STS.1',
		'x-oss-security-token=*** OSSAccessKeyId=***'
	],
	['5064 bad file name', '5064 bad file name']
])('%s', (text, clean) => {
	expect(redact(text)).toBe(clean);
});

test('named secrets go wherever they stand', () => {
	expect(redact('no user with hunter2!', ['hunter2', undefined, ''])).toBe('no user with ***!');
});

test('long texts are cut', () => {
	expect(redact('a '.repeat(900))).toHaveLength(501);
});
