import { describe, expect, test } from 'vitest';
import type { TransferError } from '../../kernel/errors';
import { readEnvelope } from './envelope';
import { errorOf, patient, refusePage } from './errors';

describe('an envelope of every shape', () => {
	test.each([
		['{"state":true}', true, 0, ''],
		['{"state":1,"code":0}', true, 0, ''],
		['{"state":"1"}', true, 0, ''],
		['{"state":true,"errno":"","error":""}', true, 0, ''],
		['{"state":true,"errNo":0,"error":"nothing"}', true, 0, 'nothing'],
		['{"errno":0}', true, 0, ''],
		['{}', true, 0, ''],
		['{"state":false,"errno":990001,"error":"登录超时"}', false, 990001, '登录超时'],
		['{"state":false,"errNo":"990001","error":""}', false, 990001, ''],
		['{"state":0,"code":40101004,"message":"m"}', false, 40101004, 'm'],
		['{"state":"0","errcode":911,"msg":"m"}', false, 911, 'm'],
		['{"state":false,"errno":"","code":20004,"error_msg":"m"}', false, 20004, 'm'],
		['{"state":false,"errno":0,"errtype":"war","code":"406"}', false, 406, ''],
		['{"errtype":99}', false, 99, ''],
		['{"code":770004}', false, 770004, ''],
		['{"state":false}', false, 0, ''],
		['{"state":null,"errno":5}', false, 5, '']
	])('%s', (text, ok, code, message) => {
		expect(readEnvelope(text)).toMatchObject({ ok, code, message });
	});

	test.each(['', 'null', '[]', '"x"', '{"half":', '<html>'])('%j is none', (text) => {
		expect(() => readEnvelope(text)).toThrow('unreadable-answer');
	});
});

describe('a code has one meaning, and 115 keeps its words', () => {
	test.each([
		[99, 'signed-out', undefined],
		[990001, 'signed-out', undefined],
		[40101004, 'signed-out', undefined],
		[40101037, 'signed-out', undefined],
		[911, 'captcha-needed', 600_000],
		[406, 'rate-limited', 70_000],
		[590075, 'rate-limited', 70_000],
		[770004, 'rate-limited', 70_000],
		[990005, 'drive-busy', 3000],
		[990009, 'drive-busy', 3000],
		[990019, 'drive-busy', 3000],
		[20003, 'name-refused', undefined],
		[20004, 'name-taken', undefined],
		[20009, 'folder-missing', undefined],
		[800001, 'folder-missing', undefined],
		[20018, 'file-missing', undefined],
		[91005, 'space-full', undefined],
		[50028, 'too-large', undefined],
		[12345, 'drive-refused', undefined]
	])('%i is %s', (code, meaning, retryAfter) => {
		const error = errorOf({ code, message: '原话' });
		expect(error).toMatchObject({ code: meaning, retryAfter, detail: `${code} 原话` });
	});
});

describe('the firewall', () => {
	const verdict = (status: number, text: string) => {
		try {
			refusePage({ status, text });
			return undefined;
		} catch (error) {
			return error as TransferError;
		}
	};
	test.each([
		[405, '<!doctypehtml>'],
		[405, '{"state":true}'],
		[200, '\n <html>']
	])('HTTP %i with %j is a block, waited out', (status, text) => {
		expect(verdict(status, text)).toMatchObject({ code: 'blocked', retryAfter: 60_000 });
	});
	test('JSON is none', () => expect(verdict(200, '{"a":"<"}')).toBeUndefined());

	test('429 waits as long as 115 wants at least', async () => {
		const { TransferError } = await import('../../kernel/errors');
		const wait = (retryAfter: number | undefined) => {
			try {
				return patient(new TransferError('rate-limited', { retryAfter }));
			} catch (error) {
				return (error as TransferError).retryAfter;
			}
		};
		expect([wait(undefined), wait(1000), wait(90_000)]).toEqual([70_000, 70_000, 90_000]);
	});
});
