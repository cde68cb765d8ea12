import { describe, expect, test } from 'vitest';
import { redact } from './redact';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjF9.c2lnbmF0dXJl';
const HEX = '5f4dcc3b5aa765d61d8327deb882cf99';

describe('a secret does not get through', () => {
	test.each([
		[`PUT https://s3.test/bucket/a.mkv?X-Amz-Signature=${HEX} failed`, [HEX, 'a.mkv']],
		[`https://oss.test/o?OSSAccessKeyId=STS.NTxyz&Signature=ab%2Bc%3D`, ['STS.NTxyz', 'ab%2B']],
		[`"url":"https://user:hunter2@host.test/x"`, ['hunter2']],
		[`HTTP 401: Bearer ${JWT}`, [JWT, 'eyJ']],
		[`token ${JWT} is over`, ['eyJ']],
		['Cookie: UID=123_A1_16; CID=abcd; SEID=efgh; KID=ijkl', ['123_A1', 'abcd', 'efgh', 'ijkl']],
		['UID=123_A1_16;CID=abcd', ['123_A1', 'abcd']],
		['{"access_token":"short","refreshToken":"t2"}', ['short', 't2']],
		[`x-oss-security-token: CAIS${HEX}`, ['CAIS']],
		['X-Amz-Credential=AKIA1/20260101', ['AKIA1']],
		['"password": "correct horse"', ['correct', 'horse']],
		['Authorization: OSS STS.abc:sig+/=', ['STS.abc', 'sig+/']],
		[`the key was ${HEX}`, [HEX]],
		['no account somebody.else+x@mail.example.com', ['somebody', 'mail.example']],
		['user 13812345678 is locked', ['13812345678']],
		['at fault:/srv/films/film.mkv', ['srv', 'films']],
		['NotFoundError: /home/zhang san/video/film.mkv', ['home', 'zhang', 'san', 'video']],
		[String.raw`C:\Users\zhang san\Desktop\film.mkv can’t be read`, ['Users', 'zhang', 'Desktop']]
	])('%s', (text, secrets) => {
		const clean = redact(text);
		for (const secret of secrets) expect(clean).not.toContain(secret);
	});

	test('nor half of one at the end of a long answer', () => {
		const padding = 'word '.repeat(478);
		expect(redact(`${padding}sig ${HEX}`)).not.toContain(HEX.slice(0, 8));
		expect(redact(`https://h.test/${'a/'.repeat(2000)}?token=${HEX}`)).toBe('…');
	});
});

describe('what helps stays', () => {
	test.each([
		'uploading',
		'part 3',
		'network',
		'123Pan has 5 bytes',
		'115: 990009 操作太频繁',
		'HTTP 503 without JSON',
		'no answer within 30 s',
		'TypeError: Failed to fetch',
		'RELAY_MAX_BODY is 33554432'
	])('%s', (text) => {
		expect(redact(text)).toBe(text);
	});

	test('the host of a URL, and the name of a file', () => {
		expect(redact('PUT https://s3.test:9000/b/o?x=1')).toBe('PUT https://s3.test:9000/***');
		expect(redact('can’t read /mnt/films/film.mkv')).toBe('can’t read …/film.mkv');
	});

	test('as long as a person reads it', () => {
		expect(redact('lorem '.repeat(200))).toHaveLength(301);
	});
});
