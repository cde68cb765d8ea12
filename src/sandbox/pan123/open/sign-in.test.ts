import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLIENT, HOST, openRig, type OpenRig } from './testing';

let rig: OpenRig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const INFO = 'GET api/v1/user/info';
const withToken = async (token: string) => rig.open(INFO, {}, { authorization: `Bearer ${token}` });

describe('an access token', () => {
	test('lives for thirty days, and says when it ends', async () => {
		const { data } = await rig.newToken();
		const end = Date.parse(data.expiredAt);
		expect(Math.abs(end - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000);
		expect(data.expiredAt).toMatch(/\+08:00$/);
		expect(await withToken(data.accessToken)).toMatchObject({ code: 0, data: { uid: 1800010 } });
		await rig.admin('config', { clockOffset: 30 * 86_400 + 1 });
		expect(await withToken(data.accessToken)).toMatchObject({ code: 401, data: null });
	});

	test('is pushed out by the third one after it, and no sooner', async () => {
		const tokens = [rig.access];
		for (let n = 0; n < 3; n++) {
			expect((await withToken(tokens[0]!)).code).toBe(0);
			tokens.push((await rig.newToken()).data.accessToken);
		}
		const codes = await Promise.all(tokens.map(async (token) => (await withToken(token)).code));
		expect(codes).toEqual([401, 0, 0, 0]);
		expect((await withToken(tokens[0]!)).message).toMatch(/number.*limit/);
	});

	test.each([
		['no secret', { clientID: CLIENT.clientID }],
		['another secret', { ...CLIENT, clientSecret: 'x' }],
		['an unknown id', { ...CLIENT, clientID: 'x' }]
	])('is not given for %s', async (_, client) => {
		expect(await rig.newToken(client)).toMatchObject({ code: 1, data: null });
	});

	test('outlives a reset, and is none of the web page’s', async () => {
		await rig.admin('reset', {});
		expect((await withToken(rig.access)).code).toBe(0);
		expect((await withToken(rig.token)).code).toBe(401);
		const open = { authorization: `Bearer ${rig.access}` };
		expect((await rig.api('/user/info', undefined, open)).code).toBe(401);
	});
});

test('a call names its platform', async () => {
	expect((await rig.open(INFO, {}, { platform: 'web' })).code).toBe(1);
	expect((await rig.open('GET api/v1/nothing')).code).toBe(404);
});

test('limits are those of the table, path by path, and off at first', async () => {
	const page = { parentFileId: '0', limit: '1', page: '1' };
	const codes = async (call: string, times: number) => {
		const answers = await Promise.all(Array.from({ length: times }, () => rig.open(call, page)));
		return answers.filter(({ code }) => code === 0).length;
	};
	expect(await codes('GET api/v2/file/list', 12)).toBe(12);
	await rig.admin('config', { open123Qps: 'free' });
	expect(await codes('GET api/v2/file/list', 12)).toBe(5);
	expect(await codes('GET api/v1/file/list', 3)).toBe(1);
	expect(await codes(INFO, 12)).toBe(10);
	await rig.admin('config', { open123Qps: 'member' });
	expect(await codes('GET api/v1/file/list', 3)).toBe(3);
});

describe('an OAuth app', () => {
	const client = { client_id: CLIENT.clientID, client_secret: CLIENT.clientSecret };

	async function token(more: Record<string, string>) {
		const query = new URLSearchParams({ ...client, ...more });
		const url = `${rig.origin}/${HOST}/api/v1/oauth2/access_token?${query.toString()}`;
		const response = await fetch(url, { method: 'POST' });
		return (await response.json()) as Record<string, string | number>;
	}

	async function code(): Promise<string> {
		const query = new URLSearchParams({
			...{ client_id: CLIENT.clientID, redirect_uri: 'http://app.test/back', state: 's1' }
		});
		const page = `${rig.origin}/yun.123pan.com/auth?${query.toString()}`;
		const answer = await fetch(page, { redirect: 'manual' });
		const url = new URL(answer.headers.get('location') ?? '');
		expect([url.host, url.searchParams.get('state')]).toEqual(['app.test', 's1']);
		return url.searchParams.get('code') ?? '';
	}

	test('trades a code for a pair once, and a refresh token once', async () => {
		const grant = { grant_type: 'authorization_code', code: await code() };
		const first = await token(grant);
		expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 7200 });
		expect(await token(grant)).toMatchObject({ code: 1 });
		expect((await withToken(String(first['access_token']))).code).toBe(0);
		const refresh = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) };
		const second = await token(refresh);
		expect((await withToken(String(first['access_token']))).code).toBe(401);
		expect((await withToken(String(second['access_token']))).code).toBe(0);
		expect(await token(refresh)).toMatchObject({ code: 1 });
		expect((await withToken(rig.access)).code).toBe(0);
	});

	test('leaves nothing secret in the log', async () => {
		const secret = await code();
		await token({ grant_type: 'authorization_code', code: secret });
		const log = JSON.stringify(await (await rig.admin('log')).json());
		expect(log).toContain('/api/v1/oauth2/access_token');
		for (const text of [secret, CLIENT.clientSecret, rig.access]) expect(log).not.toContain(text);
	});
});
