import { describe, expect, test } from 'vitest';
import { settle } from '../../../../../tests/support/fake-clock';
import { ACCOUNT, COOKIE, stub115, type Routes } from '../../../../../tests/support/stub-115';
import { pan115CookieQr as qr } from './qr';

const here = { drive: 'pan115', flavour: 'cookie', realm: 'live' } as const;
const STATUS = 'qrcodeapi.115.com/get/status/';
const LOGIN = 'passportapi.115.com/app/1.0/wechatmini/1.0/login/qrcode';
const TOKEN = 'qrcodeapi.115.com/api/1.0/wechatmini/1.0/token';
const data = {
	...{ uid: 'u1', time: 1735689600, sign: 's1', qrcode: 'https://115.com/scan/dg-u1' }
};
const code = () => ({ state: 1, code: 0, message: '', data });
const login = () => ({ state: 1, data: { user_id: 100200300, cookie: { ...COOKIE, X: 1 } } });
const ROUTES: Routes = { ...ACCOUNT, [TOKEN]: code, [LOGIN]: login };

async function polled(routes: Routes) {
	const stub = stub115({ ...ROUTES, ...routes });
	const { secret } = await qr.start(stub.doors, here);
	const sealed = JSON.parse(JSON.stringify(secret)) as unknown;
	return { ...stub, poll: () => qr.poll(sealed, stub.doors) };
}

describe('a code', () => {
	test('is shown as 115 gives it', async () => {
		const { url, expiresIn } = await qr.start(stub115(ROUTES).doors, here);
		expect([url, expiresIn]).toEqual(['https://115.com/scan/dg-u1', 300_000]);
	});

	test.each([
		'https://evil.example/x',
		'https://115.com.evil.example/',
		'javascript:1',
		'x',
		'http://115.com/'
	])('that leads to %s is not shown', async (qrcode) => {
		const { doors } = stub115({ [TOKEN]: () => ({ ...code(), data: { ...data, qrcode } }) });
		await expect(qr.start(doors, here)).rejects.toMatchObject({ code: 'host-not-allowed' });
	});

	test('of the sandbox may lead anywhere', async () => {
		const local = () => ({ ...code(), data: { ...data, qrcode: 'http://127.0.0.1/scan' } });
		const { doors } = stub115({ [TOKEN]: local }, 'sandbox');
		expect((await qr.start(doors, here)).url).toBe('http://127.0.0.1/scan');
	});

	test('takes the slot that was chosen, and none that 115 does not have', async () => {
		const { doors, calls } = stub115({ 'qrcodeapi.115.com/api/1.0/ios/1.0/token': code });
		await qr.start(doors, { ...here, slot: 'ipad' });
		expect(calls).toHaveLength(1);
		for (const slot of ['x', '', 'constructor', '../x']) {
			await expect(qr.start(doors, { ...here, slot })).rejects.toMatchObject({
				code: 'bad-request'
			});
		}
	});
});

describe('what the phone did', () => {
	test.each([
		['nothing yet', { state: 1, data: {} }, 'waiting'],
		['nothing yet, in an array', { state: 1, data: [] }, 'waiting'],
		['nothing yet, without data', { state: 1 }, 'waiting'],
		['nothing yet, in a number', { state: 1, data: { status: 0 } }, 'waiting'],
		['it scanned', { state: 1, data: { status: 1 } }, 'scanned'],
		['it scanned, in text', { state: true, data: { status: '1' } }, 'scanned'],
		['too late', { state: 1, data: { status: -1 } }, 'expired'],
		['it said no', { state: 1, data: { status: -2 } }, 'refused'],
		['no such code', { state: 0, code: 40199002, message: 'key invalid' }, 'expired'],
		['no such code, without a number', { state: 0, code: 0 }, 'expired'],
		['no such code, in other words', { state: 0, code: 40199001, message: 'no' }, 'expired']
	])('%s', async (_, answer, state) => {
		const { poll, calls } = await polled({ [STATUS]: () => answer });
		expect(await poll()).toEqual({ state });
		expect(Object.fromEntries(calls.at(-1)!.query)).toMatchObject({
			...{ uid: 'u1', time: '1735689600', sign: 's1' }
		});
	});

	test('it said yes', async () => {
		const { poll, calls } = await polled({ [STATUS]: () => ({ state: 1, data: { status: 2 } }) });
		const answer = await poll();
		expect(answer).toMatchObject({
			state: 'signed-in',
			entry: { account: { uid: '100200300' }, secret: { cookies: COOKIE }, renewable: false }
		});
		const entered = calls.find(({ at }) => at === LOGIN);
		expect(String(entered?.form)).toBe('account=u1&app=wechatmini');
	});

	test('silence is waiting, before anybody’s limit', async () => {
		const silence = () => new Promise<Response>(() => undefined);
		const { poll, clock } = await polled({ [STATUS]: silence });
		const answer = poll();
		await settle();
		await clock.advance(15_000);
		expect(await answer).toEqual({ state: 'waiting' });
		expect(clock.sleeping).toBe(0);
	});

	test.each([
		[new Response('', { status: 502 }), 'server-error'],
		[new Response('<!doctypehtml>', { status: 405 }), 'blocked'],
		[new Response('', { status: 429 }), 'rate-limited'],
		[new Response('{"state":0,"code":911}'), 'captcha-needed']
	])('trouble at once is no waiting: %#', async (answer, code) => {
		const { poll } = await polled({ [STATUS]: () => answer });
		await expect(poll()).rejects.toMatchObject({ code });
	});

	test('a code of before is worth nothing', async () => {
		const { poll, clock, calls, doors } = await polled({});
		await clock.advance(300_000);
		expect(await poll()).toEqual({ state: 'expired' });
		expect(await qr.poll({ old: true }, doors)).toEqual({ state: 'expired' });
		expect(calls).toHaveLength(1);
	});
});
