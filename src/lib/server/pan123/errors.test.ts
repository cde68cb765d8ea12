import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../../../tests/support/fake-clock';
import { stubUpstream, type Reply } from '../../../../tests/support/stub-upstream';
import type { TransferError } from '../../kernel/errors';
import { createEgress } from '../egress';
import { createApi } from './call';

const clock = new FakeClock();

async function failure(reply: Reply): Promise<TransferError> {
	const { fetch } = stubUpstream({ 'user/info': () => reply });
	const doors = {
		egress: createEgress({ clock, fetch }),
		clock,
		realm: 'live',
		sign123: true,
		pan115: { ossSignature: 'v1' }
	} as const;
	const hosts = { api: 'www.123pan.cn', login: 'user.123pan.cn' };
	const api = createApi({ token: 't', uid: '1', hosts, loginUuid: '0' }, doors);
	return api.call('GET', 'user/info').then(
		() => expect.fail('resolved'),
		(error: unknown) => error as TransferError
	);
}

describe('every code of 123pan.md §4.3 has one meaning', () => {
	test.each([
		[1, '操作失败', 'drive-refused'],
		[1, '单文件大小超出限制', 'too-large'],
		[1, '网盘空间不足', 'space-full'],
		[1, '文件MD5校验失败', 'digest-mismatch'],
		[2, 'token expired', 'signed-out'],
		[-1, 'operation error S3: ListParts, NoSuchKey', 'session-lost'],
		[-1, 'operation error S3: CompleteMultipartUpload, api error InvalidPart', 'parts-missing'],
		[-1, 'https response error StatusCode: 404', 'session-lost'],
		[-1, 'MalformedXML', 'server-error'],
		[400, 'Etag', 'bad-request'],
		[401, 'tokens number has exceeded the limit', 'signed-out'],
		[403, '请求过于频繁', 'blocked'],
		[429, 'too frequent', 'rate-limited'],
		[500, 'internal', 'server-error'],
		[5053, 'not finalised', 'not-finalised'],
		[5060, '已有 1 个同名文件', 'name-taken'],
		[5064, 'bad name', 'name-refused'],
		[5066, 'not found', 'file-missing'],
		[5113, 'traffic', 'traffic-exceeded'],
		[5114, 'traffic', 'traffic-exceeded'],
		[20101, 'not login', 'signed-out'],
		[7, 'cookie token is empty', 'signed-out'],
		[7, 'login expired', 'signed-out'],
		[7, 'Please Login', 'signed-out'],
		[99999, 'what is this', 'drive-refused']
	])('%i %s → %s', async (code, message, meaning) => {
		const error = await failure({ code, message });
		expect(error.code).toBe(meaning);
		expect(error.detail).toBe(`${code} ${message}`);
	});

	test('capitalised outer keys are read, too', async () => {
		const error = await failure(Response.json({ Code: 5064, Message: 'bad', Data: null }));
		expect(error.code).toBe('name-refused');
	});

	test('a block lasts 20 s at least; a limit as long as it says', async () => {
		expect((await failure({ code: 403, message: '' })).retryAfter).toBe(20_000);
		expect((await failure({ code: 429, message: '' })).retryAfter).toBe(1000);
		const headers = { 'retry-after': '5' };
		const limited = Response.json({ code: 429, message: '' }, { headers });
		expect((await failure(limited)).retryAfter).toBe(5000);
		const status = new Response('', { status: 429, headers });
		expect(await failure(status)).toMatchObject({ code: 'rate-limited', retryAfter: 5000 });
	});

	test.each([
		[401, '', 'signed-out'],
		[403, '<html>', 'blocked'],
		[404, '<html>', 'unreadable-answer'],
		[200, '<html>', 'unreadable-answer'],
		[200, '{"half":', 'unreadable-answer'],
		[200, '[]', 'unreadable-answer'],
		[502, '<html>', 'server-error']
	])('HTTP %i with %j → %s', async (status, body, meaning) => {
		expect((await failure(new Response(body, { status }))).code).toBe(meaning);
	});
});
