import { describe, expect, test } from 'vitest';
import { bareEtag, relayError, storageError } from './storage-answer';

const xml = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;

describe('storageError', () => {
	test.each([
		[403, 'AccessDenied', 'url-expired'],
		[400, 'ExpiredToken', 'url-expired'],
		[403, 'SignatureDoesNotMatch', 'url-expired'],
		[404, 'NoSuchUpload', 'session-lost'],
		[400, 'BadDigest', 'part-corrupted'],
		[400, 'RequestTimeout', 'network'],
		[503, 'SlowDown', 'server-error'],
		[500, 'InternalError', 'server-error'],
		[400, 'EntityTooLarge', 'storage-refused'],
		[400, 'InvalidArgument', 'storage-refused']
	])('%i %s means %s', (status, code, expected) => {
		expect(storageError(status, xml(code)).code).toBe(expected);
	});

	test('without a body the status alone decides', () => {
		expect(storageError(403, '').code).toBe('url-expired');
		expect(storageError(502, '<html>').code).toBe('server-error');
		expect(storageError(405, '').code).toBe('storage-refused');
	});

	test('Retry-After is kept, in milliseconds', () => {
		expect(storageError(503, xml('SlowDown'), 7000).retryAfter).toBe(7000);
		expect(storageError(503, xml('SlowDown')).retryAfter).toBeUndefined();
	});

	test('the detail never quotes a message, which may hold the signed URL', () => {
		const body =
			'<Error><Code>AccessDenied</Code><Message>X-Amz-Signature=secret</Message></Error>';
		expect(storageError(403, body).message).not.toContain('secret');
	});
});

describe('relayError', () => {
	test('tells what our own server refuses from what storage answered', () => {
		const own = JSON.stringify({ error: { code: 'url-expired', detail: 'ended' } });
		expect(relayError(403, own)).toMatchObject({ code: 'url-expired', detail: 'ended' });
		expect(relayError(404, xml('NoSuchUpload')).code).toBe('session-lost');
		expect(relayError(503, xml('SlowDown'), 7000).retryAfter).toBe(7000);
	});

	test('takes JSON that is not our server’s for an answer of storage', () => {
		expect(relayError(500, '{"error":{"code":"Busy"}}').code).toBe('server-error');
		expect(relayError(500, 'null').code).toBe('server-error');
	});

	test('a server on the way that takes no bodies of this size says so', () => {
		expect(relayError(413, '<html>').code).toBe('cors-refused');
	});
});

test('ETags compare as digests whatever their quotes and case', () => {
	expect(bareEtag('"ABC"')).toBe('abc');
	expect(bareEtag('W/"abc"')).toBe('abc');
	expect(bareEtag('')).toBeUndefined();
	expect(bareEtag(null)).toBeUndefined();
});
