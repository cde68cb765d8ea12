import { describe, expect, test } from 'vitest';
import { classify, parseComplete, parseListParts } from './answers';

const error = (code: string, message = '') =>
	`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;

describe('a list of parts', () => {
	test('is a list even with one part or none', () => {
		const part = '<Part><PartNumber>7</PartNumber><ETag>&#34;ab&#34;</ETag><Size>3</Size></Part>';
		const page = (inner: string) => `<ListPartsResult>${inner}</ListPartsResult>`;
		expect(parseListParts(page(part))).toEqual({
			isTruncated: false,
			nextPartNumberMarker: 0,
			parts: [{ partNumber: 7, etag: '"ab"', size: 3 }]
		});
		expect(parseListParts(page(''))?.parts).toEqual([]);
	});

	test('that was cut off, or is something else, is none', () => {
		expect(parseListParts('<ListPartsResult><Part><PartNumber>7')).toBeNull();
		expect(parseListParts('<html><body>maintenance</body></html>')).toBeNull();
		expect(parseListParts('')).toBeNull();
	});
});

test('a completion that was cut off has no known outcome', () => {
	const cut = '<CompleteMultipartUploadResult><ETag>&quot;ab';
	expect(parseComplete(cut)).toBeNull();
	expect(classify(200, {}, cut, 'CompleteMultipartUpload').action).toBe('retry');
});

describe('what to do next', () => {
	test.each([
		[403, error('AccessDenied'), 'refresh-credentials'],
		[403, error('AccessDenied', 'headers present which were not signed'), 'fatal'],
		[403, '<html>', 'refresh-credentials'],
		[403, error('RequestTimeTooSkewed'), 'resync-clock'],
		[404, error('NoSuchUpload'), 'restart-upload'],
		[404, error('NoSuchBucket'), 'fatal'],
		[429, '', 'retry'],
		[502, '<html>bad gateway</html>', 'retry'],
		[501, '', 'fatal'],
		[0, '', 'probe-then-decide'],
		[200, '', 'ok']
	] as const)('%i %s is %s', (status, body, action) => {
		expect(classify(status, {}, body, 'UploadPart').action).toBe(action);
	});

	test('a refused signature is worth one refresh only', () => {
		const verdict = classify(403, {}, error('SignatureDoesNotMatch'), 'UploadPart');
		expect(verdict).toMatchObject({ action: 'refresh-credentials', once: true });
	});
});
