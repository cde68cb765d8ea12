import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, openRig, type Rig } from '../testing';

const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');

let rig: Rig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const ask = (more: Record<string, string> = {}) =>
	rig.passport('/open/authDeviceCode', {
		client_id: '100195123',
		code_challenge: challenge,
		code_challenge_method: 'sha256',
		...more
	});
const trade = (uid: string, code_verifier = verifier) =>
	rig.passport('/open/deviceCodeToToken', { uid, code_verifier });
const renew = (refresh_token: string) => rig.passport('/open/refreshToken', { refresh_token });

/** standing is the refresh token that `/_sandbox/accounts` shows for the first account. */
const standing = () => rig.world.openTokens.standing({ client: '100195123', user: '100200300' });

describe('the apps of a person', () => {
	const second = async () => {
		const uid = at(await ask({ client_id: '100195128' }), 'data', 'uid');
		rig.world.qrCodes.act(uid, 'confirm');
		return trade(uid);
	};
	const first = () => {
		const { openTokens } = rig.world;
		return renew(openTokens.standing({ client: '100195123', user: '100200310' }));
	};

	test('are no more than the switch says', async () => {
		rig.world.config.apply({ openApps: 1 });
		expect(await first()).toMatchObject({ state: 1 });
		expect(await second()).toMatchObject({ state: 0, code: 40140122 });
		expect(await first()).toMatchObject({ state: 1 });
		rig.world.config.apply({ openApps: 2 });
		expect(await second()).toMatchObject({ state: 1 });
	});
});

describe('a device code', () => {
	test('becomes a pair of tokens after the phone confirmed, once', async () => {
		const asked = await ask();
		expect(asked).toMatchObject({ state: 1, code: 0, errno: 0 });
		const uid = at(asked, 'data', 'uid');
		expect(at(asked, 'data', 'qrcode')).toContain(uid);
		expect(await trade(uid)).toMatchObject({ state: 0, code: 40110000 });
		rig.world.qrCodes.act(uid, 'scan');
		expect(await trade(uid)).toMatchObject({ state: 0, code: 40110000 });
		rig.world.qrCodes.act(uid, 'confirm');
		const poll = `/get/status/?uid=${uid}&time=${at(asked, 'data', 'time')}&sign=${at(asked, 'data', 'sign')}`;
		const polled = await rig.send({ host: 'qrcodeapi.115.com', path: poll });
		expect(JSON.parse(String(polled.body))).toMatchObject({ state: 1, data: { status: 2 } });
		const pair = await trade(uid);
		expect(pair).toMatchObject({ state: 1, data: { expires_in: 7200 } });
		rig.token = at(pair, 'data', 'access_token');
		expect(await rig.open('/user/info')).toMatchObject({ data: { user_name: 'Sandbox Open 115' } });
		expect(await trade(uid)).toMatchObject({ state: 0, code: 40199002 });
	});

	test('wants the verifier of its challenge', async () => {
		const uid = at(await ask(), 'data', 'uid');
		rig.world.qrCodes.act(uid, 'confirm');
		expect(await trade(uid, 'short')).toMatchObject({ code: 40140112 });
		expect(await trade(uid, 'w'.repeat(64))).toMatchObject({ code: 40140113 });
		expect(await trade(uid)).toMatchObject({ code: 0 });
	});

	test('gives no cookies', async () => {
		const uid = at(await ask(), 'data', 'uid');
		rig.world.qrCodes.act(uid, 'confirm');
		const login = await rig.passport('/app/1.0/tv/1.0/login/qrcode', { account: uid, app: 'tv' });
		expect(login).toMatchObject({ state: 0 });
		expect(await trade(uid)).toMatchObject({ state: 1 });
	});

	test.each([
		['an unknown app', { client_id: '1' }, 40140100],
		['an app that was not approved', { client_id: '100195124' }, 40140108],
		['an app that was disabled', { client_id: '100195125' }, 40140109],
		['no challenge', { code_challenge: '' }, 40140101],
		['a method that is none', { code_challenge_method: 'plain' }, 40140102]
	])('is refused for %s', async (_, more, code) => {
		expect(await ask(more)).toMatchObject({ state: 0, code });
	});
});

describe('tokens', () => {
	test('from a standing token rotate: the old pair is dead at once', async () => {
		const first = await renew(standing());
		const second = await renew(at(first, 'data', 'refresh_token'));
		rig.token = at(first, 'data', 'access_token');
		expect(await rig.open('/user/info')).toMatchObject({ state: false, code: 40140126, data: [] });
		expect(await renew(at(first, 'data', 'refresh_token'))).toMatchObject({ code: 40140116 });
		rig.token = at(second, 'data', 'access_token');
		expect(await rig.open('/user/info')).toMatchObject({ state: true });
		expect(await renew(standing())).toMatchObject({ state: 1 });
	});

	test('live as long as the switch says', async () => {
		rig.world.config.apply({ openTokenLifetime: 2 });
		const pair = await renew(standing());
		expect(pair).toMatchObject({ data: { expires_in: 2 } });
		rig.token = at(pair, 'data', 'access_token');
		expect(await rig.open('/user/info')).toMatchObject({ state: true });
		rig.world.config.apply({ clockOffset: 2 });
		expect(await rig.open('/user/info')).toMatchObject({ code: 40140125 });
	});

	test('are missed where they lack', async () => {
		rig.token = '';
		expect(await rig.open('/user/info')).toMatchObject({ state: false, code: 40140123 });
		expect(await renew('')).toMatchObject({ state: 0, code: 40140114 });
	});
});

describe('an authorization code', () => {
	const go = async (query: string) => {
		const path = `/open/authorize?client_id=100195123&state=s1&${query}`;
		const { headers, body } = await rig.send({ host: 'passportapi.115.com', path });
		const to = String(headers?.location ?? '');
		return { code: to && new URL(to).searchParams.get('code'), to, body };
	};
	const take = (code: string, more: Record<string, string> = {}) =>
		rig.passport('/open/authCodeToToken', {
			client_id: '100195123',
			client_secret: 'sandbox-app-secret',
			redirect_uri: 'http://app.test/back?x=1',
			grant_type: 'authorization_code',
			code,
			...more
		});
	const back = `redirect_uri=${encodeURIComponent('http://app.test/back?x=1')}`;

	test('comes back by redirect and becomes tokens once', async () => {
		const { code, to } = await go(`response_type=code&${back}`);
		expect(to).toMatch(/^http:\/\/app\.test\/back\?x=1&code=[0-9a-f]+&state=s1$/);
		expect(await take(code ?? '')).toMatchObject({ state: 1, data: { expires_in: 7200 } });
		expect(await take(code ?? '')).toMatchObject({ state: 0, code: 40140134 });
	});

	test('is refused for what does not fit', async () => {
		const { code } = await go(`response_type=code&${back}`);
		const refused = async (more: Record<string, string>) => (await take(code ?? '', more)).code;
		expect(await refused({ grant_type: 'x' })).toBe(40140132);
		expect(await refused({ client_secret: 'x' })).toBe(40140133);
		expect(await refused({ redirect_uri: 'http://other.test/' })).toBe(40140136);
		expect((await go(`response_type=token&${back}`)).body).toContain('40140127');
		expect((await go('response_type=code')).body).toContain('40140128');
		expect((await go('response_type=code&redirect_uri=x')).body).toContain('40140129');
	});
});
