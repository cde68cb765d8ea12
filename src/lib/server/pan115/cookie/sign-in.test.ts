import { describe, expect, test } from 'vitest';
import { ACCOUNT, COOKIE, COOKIE_TEXT, stub115 } from '../../../../../tests/support/stub-115';
import type { Doors } from '../../backend';
import { APP_VERSION } from './app-version';
import { pan115Cookie } from './backend';

const flavour = { drive: 'pan115', flavour: 'cookie', realm: 'live' } as const;
const enter = (doors: Doors, cookie = COOKIE_TEXT) =>
	pan115Cookie.signIn({ ...flavour, way: 'cookie', cookie }, doors);

test('pasted cookies give the account and all that calls need', async () => {
	const { doors, calls } = stub115(ACCOUNT);
	const { account, secret, renewable, expiresAt } = await enter(doors);
	expect(account).toEqual({
		...{ uid: '100200300', name: 'tester', spaceUsed: 10, spaceTotal: 1000 },
		maxFileSize: 123480309760
	});
	expect(secret).toEqual({
		cookies: COOKIE,
		userId: '100200300',
		userKey: '0123456789abcdef0123456789abcdef',
		appVersion: '36.1.2.3'
	});
	expect([renewable, expiresAt]).toEqual([false, undefined]);
	const own = calls.filter(({ at }) => !at.startsWith('appversion'));
	for (const { headers } of own) {
		expect(headers.get('cookie')).toBe(COOKIE_TEXT);
		expect(headers.get('user-agent')).toContain('115Browser/36.1.2.3');
	}
	expect(own).toHaveLength(3);
});

test('user ids above 2^53 survive', async () => {
	const info = '{"state":true,"user_id":9007199254740993,"userkey":"k"}';
	const { doors } = stub115({ ...ACCOUNT, 'proapi.115.com/app/uploadinfo': () => info });
	expect((await enter(doors)).account).toMatchObject({ uid: '9007199254740993' });
	expect((await enter(doors)).account.maxFileSize).toBeUndefined();
});

describe('cookies of no living session', () => {
	test.each([
		['state false', { state: false, errno: 990001, error: '登录超时，请重新登录。' }],
		['errNo in text', { state: false, errNo: '99', error: '' }],
		['user 0', { state: true, user_id: 0, userkey: 'k' }],
		['nobody', { state: true }],
		['HTTP 401, twice', new Response('{}', { status: 401 })]
	])('are signed out: %s', async (_, info) => {
		const answer = () => (info instanceof Response ? info.clone() : info);
		const { doors } = stub115({ ...ACCOUNT, 'proapi.115.com/app/uploadinfo': answer });
		await expect(enter(doors)).rejects.toMatchObject({ code: 'signed-out' });
	});

	test('a cookie that is cut is not sent anywhere', async () => {
		const { doors, calls } = stub115(ACCOUNT);
		await expect(enter(doors, 'UID=1')).rejects.toThrow('signed-out: UID is not in its form');
		expect(calls).toEqual([]);
	});
});

test('a firewall’s page is a block, not a sign-out', async () => {
	const page = () => new Response('<!doctypehtml>', { status: 405 });
	const { doors } = stub115({ ...ACCOUNT, 'webapi.115.com/files/index_info': page });
	await expect(enter(doors)).rejects.toMatchObject({ code: 'blocked', retryAfter: 60_000 });
});

test('one 401 is tried again, as it happens now and then', async () => {
	let times = 0;
	const index = ACCOUNT['webapi.115.com/files/index_info']!;
	const { doors } = stub115({
		...ACCOUNT,
		'webapi.115.com/files/index_info': (call) =>
			times++ === 0 ? new Response('', { status: 401 }) : index(call)
	});
	expect((await enter(doors)).account.spaceTotal).toBe(1000);
});

test.each([
	['a page', '<html>'],
	['no name', { state: true, data: [] }],
	['a refusal', { state: false }]
])('without a name the account is called by its id: %s', async (_, nav) => {
	const { doors } = stub115({ ...ACCOUNT, 'my.115.com/': () => nav });
	if (nav === '<html>') return expect(enter(doors)).rejects.toMatchObject({ code: 'blocked' });
	expect((await enter(doors)).account.name).toBe('100200300');
});

describe('the client version', () => {
	const version = async (...stub: Parameters<typeof stub115>) => {
		const { doors, calls } = stub115(...stub);
		const { secret } = await enter(doors);
		const asked = calls.some(({ at }) => at.startsWith('appversion'));
		return [(secret as { appVersion: string }).appVersion, asked];
	};
	const route = 'appversion.115.com/1/web/1.0/api/chrome';

	test('is the server’s setting, then 115 is not asked', async () => {
		expect(await version(ACCOUNT, 'live', { appVersion: '1.2.3' })).toEqual(['1.2.3', false]);
	});

	test.each([
		['no answer', () => new Response('', { status: 500 })],
		['nothing', () => ({ state: true, data: {} })],
		['something odd', () => ({ state: true, data: { win: { version_code: '1\r\nx: 2' } } })]
	])('is one of before when 115 tells %s', async (_, answer) => {
		expect(await version({ ...ACCOUNT, [route]: answer })).toEqual([APP_VERSION, true]);
	});
});

describe('a connection', () => {
	const secret = {
		...{ cookies: COOKIE, userId: '100200300', userKey: 'k', appVersion: '1.2.3' }
	};

	test('tells the account', async () => {
		const { doors, calls } = stub115(ACCOUNT);
		const account = await pan115Cookie.connect(secret, doors).account();
		expect(account).toMatchObject({ uid: '100200300', name: 'tester' });
		expect(Object.keys(account)).not.toContain('userKey');
		expect(calls[0]?.headers.get('user-agent')).toContain('115Browser/1.2.3');
	});

	test('takes the server’s version before its own', async () => {
		const { doors, calls } = stub115(ACCOUNT, 'live', { appVersion: '9.9' });
		await pan115Cookie.connect(secret, doors).account();
		expect(calls[0]?.headers.get('user-agent')).toContain('115Browser/9.9');
	});

	test('can’t be renewed without the person, nor made of an old secret', async () => {
		const { doors } = stub115(ACCOUNT);
		const connection = pan115Cookie.connect(secret, doors);
		await expect(connection.renew()).rejects.toMatchObject({ code: 'signed-out' });
		expect(connection.changed()).toBeUndefined();
		expect(() => pan115Cookie.connect({ ...secret, cookies: {} }, doors)).toThrow('signed-out');
	});

	test('of the sandbox is entered with what the sandbox lists', async () => {
		const { doors } = stub115(ACCOUNT, 'sandbox');
		const entry = await pan115Cookie.sandboxEntry({ cookie: COOKIE_TEXT }, doors);
		expect(entry.account.uid).toBe('100200300');
	});
});
