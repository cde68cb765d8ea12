import { describe, expect, test } from 'vitest';
import { aReceipt } from '../../../tests/support/receipts';
import { readReceipts, receiptFile } from './receipt-file';

const part = (number: number) => ({ number, size: 1, etag: 'e' });

/** A file whose second receipt is changed like this. */
function changed(change: Readonly<Record<string, unknown>>): string {
	return JSON.stringify({
		panlift: 'receipts',
		version: 1,
		receipts: [aReceipt(), { ...aReceipt(), ...change }]
	});
}

test('receipts that were saved are read as they were', () => {
	const receipts = [
		aReceipt({ name: '名字"\\ .mkv', parts: [part(1), part(2)] }),
		aReceipt({ uploadId: 'u2', folderId: '', instant: true, parts: [], size: 0 }),
		aReceipt({ accountId: 'pan115-open-live-99', digests: { sha1: 'a'.repeat(40) } })
	];
	expect(readReceipts(receiptFile(receipts))).toEqual({ receipts });
});

test('a field that nobody knows is not read', () => {
	const { receipts } = readReceipts(changed({ token: 'x' })) as { receipts: object[] };
	expect(receipts[1]).toEqual(aReceipt());
});

test.each([
	'',
	'[]',
	'null',
	'"receipts"',
	'{"panlift":"log","version":1,"receipts":[]}',
	'{"panlift":"receipts","version":1,"receipts":[]}',
	'{"panlift":"receipts","version":1,"receipts":{}}',
	'{"panlift":"receipts","receipts":[{}]}'
])('%s holds no receipts', (text) => {
	expect(readReceipts(text)).toEqual({ problem: 'no-receipts' });
});

test('a file of a newer version says so', () => {
	const text = receiptFile([aReceipt()]).replace('"version": 1', '"version": 2');
	expect(readReceipts(text)).toEqual({ problem: 'newer' });
});

describe('a receipt is damaged by', () => {
	test.each([
		['uploadId', 5],
		['accountId', 'pan123'],
		['accountId', 'pan123-web-live-1/../2'],
		['name', ''],
		['path', 'films/a.mkv'],
		['folderId', '../x'],
		['remoteId', ''],
		['size', -1],
		['size', 1.5],
		['size', '20'],
		['digests', {}],
		['digests', { md5: 'A'.repeat(32) }],
		['digests', { sha256: '0'.repeat(64) }],
		['instant', 'no'],
		['parts', [part(2), part(1)]],
		['parts', [part(1), part(1)]],
		['parts', [part(0)]],
		['parts', [{ number: 1, size: 1 }]],
		['parts', {}],
		['lastModified', '2026'],
		['addedAt', null],
		['finishedAt', undefined],
		['activeMs', NaN]
	])('%s = %j', (field, value) => {
		expect(readReceipts(changed({ [field]: value }))).toEqual({ problem: 'damaged', at: 2, field });
	});

	test('being no receipt at all', () => {
		const text = '{"panlift":"receipts","version":1,"receipts":[7]}';
		expect(readReceipts(text)).toEqual({ problem: 'damaged', at: 1, field: 'uploadId' });
	});
});
