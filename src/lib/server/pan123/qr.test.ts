import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../../tests/support/fake-clock';
import { stubUpstream, webToken, type Reply } from '../../../../tests/support/stub-upstream';
import type { QrCode } from '../../drives/wire';
import { newDevice } from '../device';
import { createProxy } from '../proxy';

const TOKEN = webToken({ id: 7, planted: 'token-in-the-clear' });
const way = { drive: 'pan123', flavour: 'web', realm: 'live' };
const device = newDevice();
const clock = new FakeClock();
let result: Reply;
let wechat: Reply;
let address: string;
let seen: string[];

beforeEach(() => {
	result = { data: { loginStatus: 0, scanPlatform: 0 } };
	wechat = { code: 1, message: '二维码未确认' };
	address = 'https://www.123pan.com/wx-app-login.html';
	seen = [];
});

function setUp() {
	const upstream = stubUpstream({
		'/api/dydomain': () => ({
			data: { domains: ['www.123684.com'], ucenterDomain: 'login.123pan.com' }
		}),
		'/api/user/qr-code/generate': () => ({ data: { uniID: 'uni-1', url: address } }),
		'/api/user/qr-code/result': () => result,
		'/api/user/qr-code/wx_code': () => wechat,
		'/api/user/sign_in': ({ body }) =>
			body['type'] === 4 && body['wechat_code'] === 'wx-secret'
				? { code: 200, data: { token: TOKEN, login_type: 4 } }
				: { code: 1 },
		'user/info': ({ headers }) =>
			headers.get('authorization') === `Bearer ${TOKEN}`
				? { data: { UID: 7, Nickname: 'Ann' } }
				: { code: 401 }
	});
	const proxy = createProxy({ secretKey: 'a secret key of tests', clock, fetch: upstream.fetch });
	const ask = async (operation: string, input: object, as = device) => {
		const request = new Request('http://localhost/api', {
			method: 'POST',
			headers: { 'x-panlift-api': '1' },
			body: JSON.stringify({ input })
		});
		const text = await (await proxy.handle(request, 'new', operation, as)).text();
		seen.push(text);
		return JSON.parse(text) as { output?: Record<string, unknown>; error?: { code: string } };
	};
	const start = async () => (await ask('qr-start', way)).output as unknown as QrCode;
	const poll = ({ token }: QrCode, as = device) => ask('qr-poll', { ...way, token }, as);
	return { ask, start, poll, calls: upstream.calls };
}

test('a code shows the address of the service with what the phone needs', async () => {
	const { start, calls } = setUp();
	const { url, expiresIn } = await start();
	expect(url).toBe(`${address}?env=production&uniID=uni-1&source=123pan&type=login`);
	expect(expiresIn).toBe(120_000);
	expect(calls.at(-1)).toMatchObject({ host: 'login.123pan.com', method: 'GET' });
});

test.each(['https://evil.example/x', 'http://www.123pan.com/x', 'javascript:alert(1)', 'x'])(
	'a code that leads to %s is not shown',
	async (strange) => {
		address = strange;
		expect((await setUp().ask('qr-start', way)).error?.code).toBe('host-not-allowed');
	}
);

describe('what the phone did', () => {
	test.each([
		['nothing yet', { data: { loginStatus: 0, scanPlatform: 0 } }, 'waiting'],
		['nothing yet, said in text', { data: { loginStatus: '0' } }, 'waiting'],
		['no data at all', { data: null }, 'waiting'],
		['it scanned', { data: { loginStatus: 1, scanPlatform: 7 } }, 'scanned'],
		['it said no', { data: { loginStatus: 2, scanPlatform: 7 } }, 'refused'],
		['confirmed, the token to come', { data: { loginStatus: 3 } }, 'scanned'],
		['too late', { data: { loginStatus: 4, scanPlatform: 0 } }, 'expired'],
		['too late, by message', { code: 1, message: '二维码已过期' }, 'expired'],
		['WeChat scanned', { data: { loginStatus: 1, scanPlatform: 4 } }, 'scanned'],
		['WeChat scanned, by one source', { data: { loginStatus: 4, scanPlatform: 4 } }, 'scanned']
	])('%s', async (_, answer, state) => {
		const { start, poll } = setUp();
		const code = await start();
		result = answer;
		expect((await poll(code)).output).toEqual({ state });
	});

	test.each([
		['code 200', { code: 200, data: { token: TOKEN, login_type: 7 } }],
		['code 0 and the number 2', { code: 0, data: { token: TOKEN, loginStatus: 2 } }]
	])('it said yes: a token counts whatever the numbers say: %s', async (_, answer) => {
		const { start, poll, calls } = setUp();
		const code = await start();
		result = answer;
		expect((await poll(code)).output).toMatchObject({
			state: 'signed-in',
			account: { account: { uid: '7', name: 'Ann' }, renewable: false }
		});
		expect(calls.at(-1)?.host).toBe('www.123684.com');
	});

	test.each([1, 2, 3, 4])('WeChat said yes, with the number %i', async (loginStatus) => {
		const { start, poll, calls } = setUp();
		const code = await start();
		result = { data: { loginStatus, scanPlatform: 4 } };
		wechat = { data: { wxCode: 'wx-secret' } };
		expect((await poll(code)).output).toMatchObject({ state: 'signed-in' });
		const asked = calls.find(({ path }) => path.endsWith('wx_code'));
		expect(asked?.body).toEqual({ uniID: 'uni-1' });
		const entered = calls.find(({ path }) => path.endsWith('sign_in'));
		expect(entered?.body).toEqual({ from: 'web', wechat_code: 'wx-secret', type: 4 });
	});
});

test('a code opens for this browser and this drive only, and not after its time', async () => {
	const { ask, start, poll, calls } = setUp();
	const code = await start();
	result = { code: 200, data: { token: TOKEN } };
	const before = calls.length;
	expect((await poll(code, newDevice())).output).toEqual({ state: 'expired' });
	const other = { ...way, realm: 'sandbox', token: code.token };
	expect((await ask('qr-poll', other)).output).toEqual({ state: 'expired' });
	expect((await poll({ ...code, token: `${code.token}x` })).output).toEqual({ state: 'expired' });
	await clock.advance(120_000);
	expect((await poll(code)).output).toEqual({ state: 'expired' });
	expect(calls).toHaveLength(before);
});

test('neither token nor WeChat code gets out, whatever goes wrong', async () => {
	const { start, poll } = setUp();
	const code = await start();
	for (const answer of [
		{ code: 200, data: { token: TOKEN } },
		{ code: 1, message: `no ${TOKEN}` },
		{ code: 200, data: { token: webToken({ planted: 'token-in-the-clear' }) } },
		{ data: { loginStatus: 3, scanPlatform: 4 } }
	]) {
		result = answer;
		wechat = { data: { wxCode: 'wx-secret' } };
		await poll(code);
	}
	expect(seen.join('\n')).not.toContain('wx-secret');
	for (const part of TOKEN.split('.')) expect(seen.join('\n')).not.toContain(part);
});

test('input is checked', async () => {
	const { ask } = setUp();
	expect((await ask('qr-start', { ...way, drive: 'x' })).error?.code).toBe('bad-request');
	expect((await ask('qr-poll', way)).error?.code).toBe('bad-request');
});
