import { describe, expect, test } from 'vitest';
import { toBase64 } from '../base64';
import { classifyOss, parseInitiate, parseOssComplete, parseOssListParts } from './answers';

const error = (code: string, more = '') =>
	`<?xml version="1.0"?><Error><Code>${code}</Code>${more}</Error>`;
const message = (text: string) => `<Message>${text}</Message>`;

describe('what to do next', () => {
	test.each([
		[403, error('SecurityTokenExpired'), 'refresh-credentials'],
		[403, error('AccessDenied', '<Expires>2026-01-15T08:00:00Z</Expires>'), 'refresh-credentials'],
		[403, error('AccessDenied', message('Request has expired.')), 'refresh-credentials'],
		[403, error('AccessDenied', message('OSS authentication requires a valid Date.')), 'fatal'],
		[403, '', 'refresh-credentials'],
		[404, error('NoSuchUpload'), 'restart-upload'],
		[404, error('NoSuchKey'), 'fatal'],
		[409, error('PartAlreadyExist'), 'reconcile-part'],
		[409, error('FileAlreadyExists'), 'fatal'],
		[411, error('MissingContentLength'), 'fatal'],
		[418, error('SomethingNew'), 'fatal'],
		[429, '', 'retry'],
		[502, '<html>bad gateway</html>', 'retry'],
		[501, '', 'fatal'],
		[0, '', 'probe-then-decide'],
		[200, '', 'ok'],
		[200, error('InternalError'), 'retry']
	] as const)('%i %s is %s', (status, body, action) => {
		expect(classifyOss(status, {}, body, 'UploadPart').action).toBe(action);
	});

	test('203 is no success, whatever its body says', () => {
		for (const body of ['', '{"state":true}', error('CallbackFailed'), error('SomethingNew')]) {
			const verdict = classifyOss(203, {}, body, 'CompleteMultipartUpload');
			expect(verdict.action).toBe('callback-failed');
		}
	});

	test('keys that OSS does not know are worth one refresh', () => {
		const verdict = classifyOss(403, {}, error('InvalidAccessKeyId'), 'UploadPart');
		expect(verdict).toMatchObject({ action: 'refresh-credentials', once: true });
	});

	test('an answer that minds the version of the signature says so', () => {
		const of = (text: string) =>
			classifyOss(400, {}, error('InvalidArgument', message(text)), 'PutObject').otherVersion;
		expect(of('This signature version is not supported.')).toBe(true);
		expect(of('V1 signature is refused.')).toBe(true);
		expect(of('The request signature we calculated does not match.')).toBeUndefined();
	});
});

test('an answer without a body is read from its headers', () => {
	const headers = {
		'x-oss-err': toBase64(error('NoSuchUpload')),
		'x-oss-ec': '0042-00000002',
		'x-oss-request-id': 'R'
	};
	expect(classifyOss(404, headers, '', 'ListParts')).toEqual({
		action: 'restart-upload',
		code: 'NoSuchUpload',
		ec: '0042-00000002',
		requestId: 'R'
	});
});

describe('the callback', () => {
	const said = (body: string) => classifyOss(200, {}, body, 'CompleteMultipartUpload');

	test('says yes in either form', () => {
		expect(said('{"state":true}')).toEqual({ action: 'ok', code: null, json: true });
		expect(said(' {"state":1}')).toEqual({ action: 'ok', code: null, json: true });
	});

	test('says no with its own code, or without one', () => {
		expect(said('{"state":false,"code":1001}')).toMatchObject({
			action: 'callback-failed',
			applicationCode: 1001
		});
		expect(said('{"state":0}')).toEqual({ action: 'callback-failed', code: null, json: true });
	});
});

test.each([
	['CompleteMultipartUpload', '<CompleteMultipartUploadResult><ETag>&quot;ab'],
	['CompleteMultipartUpload', '{"state":tr'],
	['CompleteMultipartUpload', ''],
	['InitiateMultipartUpload', '<InitiateMultipartUploadResult><UploadId>00'],
	['InitiateMultipartUpload', '<InitiateMultipartUploadResult></InitiateMultipartUploadResult>'],
	['ListParts', '<html></html>']
] as const)('%s that was answered by %j has no known outcome', (operation, body) => {
	expect(classifyOss(200, {}, body, operation)).toEqual({ action: 'retry', code: null });
});

test('nothing is read from what is something else', () => {
	expect(parseInitiate('<html></html>')).toBeNull();
	expect(parseOssComplete({}, '{"state":true}')).toBeNull();
	expect(parseOssListParts('')).toBeNull();
});

test('a full page of parts is read, however its quotes are written', () => {
	for (const quote of ['&quot;', '&#34;', '"']) {
		const part = (n: number) =>
			`<Part><PartNumber>${n}</PartNumber><ETag>${quote}AB${quote}</ETag><Size>9</Size></Part>`;
		const parts = Array.from({ length: 1000 }, (_, i) => part(i + 1)).join('');
		const page = parseOssListParts(`<ListPartsResult>${parts}</ListPartsResult>`);
		expect(page?.parts).toHaveLength(1000);
		expect(page?.parts.at(-1)).toEqual({ partNumber: 1000, etag: '"AB"', size: 9 });
	}
});
