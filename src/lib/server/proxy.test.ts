import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import {
	stubUpstream,
	webToken,
	type Call,
	type Reply
} from '../../../tests/support/stub-upstream';
import type { SignedIn } from '../drives/wire';
import { newDevice } from './device';
import { createProxy } from './proxy';

const PASSWORD = 'hunter2-in-the-clear';
const TOKEN = webToken({ id: 7, exp: 1_800_000_000, planted: 'token-in-the-clear' });
const MD5 = '0cc175b9c0f1b6a831c399e269772661';
const clock = new FakeClock();
const device = newDevice();
let seen: string[] = [];
let routes: Record<string, (call: Call) => Reply>;

beforeEach(() => {
	seen = [];
	routes = {
		'/api/dydomain': () => ({
			data: { domains: ['www.123684.com'], ucenterDomain: 'login.123pan.com' }
		}),
		'/api/user/sign_in': ({ body }) =>
			body['password'] === PASSWORD
				? { code: 200, data: { token: TOKEN } }
				: { code: 1, message: `帐号或密码错误 ${String(body['password'])}` },
		'user/info': ({ headers }) =>
			headers.get('authorization') === `Bearer ${TOKEN}`
				? { data: { UID: 7, Nickname: 'Ann', SpaceUsed: 1, SpacePermanent: 2, SpaceTemp: 3 } }
				: { code: 401, message: `no ${String(headers.get('authorization'))}` },
		'file/upload_request': () => ({
			data: {
				Reuse: false,
				FileId: 9,
				UploadId: '2~upload',
				Bucket: 'hidden-bucket',
				Key: 'hidden-key',
				StorageNode: 'm78',
				SliceSize: '4'
			}
		})
	};
});

function setUp(secretKey = 'a secret key of tests') {
	const upstream = stubUpstream(routes);
	const proxy = createProxy({ secretKey, clock, fetch: upstream.fetch });
	const ask = async (
		account: string,
		operation: string,
		body: unknown,
		{ as = device, version = '1' }: { as?: string | undefined; version?: string } = {}
	) => {
		const request = new Request('http://localhost/api', {
			method: 'POST',
			headers: { 'x-panlift-api': version },
			body: typeof body === 'string' ? body : JSON.stringify(body)
		});
		const response = await proxy.handle(request, account, operation, as);
		const text = await response.text();
		seen.push(text, ...[...response.headers].flat());
		return {
			status: response.status,
			headers: response.headers,
			...(JSON.parse(text) as { output?: unknown; error?: { code: string; detail?: string } })
		};
	};
	const way = { drive: 'pan123', flavour: 'web', realm: 'live' };
	const enter = async (): Promise<SignedIn> => {
		const input = {
			...way,
			way: 'password',
			user: 'ann@example.com',
			password: PASSWORD,
			keep: true
		};
		return (await ask('new', 'sign-in', { input })).output as SignedIn;
	};
	return { ask, enter, way, calls: upstream.calls };
}

const ID = 'pan123-web-live-7';
const draft = { folderId: '', name: 'a.bin', size: 9, conflict: 'ask' };

describe('signing in', () => {
	test('gives an account whose secrets are sealed', async () => {
		const { enter, calls } = setUp();
		expect(await enter()).toMatchObject({
			account: { uid: '7', name: 'Ann', spaceUsed: 1, spaceTotal: 5 },
			renewable: true,
			expiresAt: 1_800_000_000_000
		});
		const login = calls.find(({ path }) => path === '/api/user/sign_in');
		expect(login?.host).toBe('login.123pan.com');
		expect(login?.body).toEqual({ mail: 'ann@example.com', password: PASSWORD, type: 2 });
		expect(calls.at(-1)?.host).toBe('www.123684.com');
		expect([...(calls.at(-1)?.query.keys() ?? [])][0]).toMatch(/^\d+$/);
	});

	test('a phone number goes the other way, and a wrong password says so', async () => {
		const { ask, way, calls } = setUp();
		const input = { ...way, way: 'password', user: '13800000000', password: 'nope', keep: false };
		const { status, error } = await ask('new', 'sign-in', { input });
		expect([status, error?.code]).toEqual([401, 'wrong-password']);
		expect(calls.at(-1)?.body).toEqual({
			passport: '13800000000',
			password: 'nope',
			remember: true
		});
	});

	test('a risk challenge is told apart', async () => {
		routes['/api/user/sign_in'] = () => ({ code: 1, message: '为了账号安全，请使用短信登录' });
		const { ask, way } = setUp();
		const input = { ...way, way: 'password', user: 'ann', password: 'x', keep: false };
		expect((await ask('new', 'sign-in', { input })).error?.code).toBe('risk-challenge');
	});

	test('a pasted token is proven first', async () => {
		const { ask, way } = setUp();
		const good = await ask('new', 'sign-in', {
			input: { ...way, way: 'token', token: `"${TOKEN}"` }
		});
		expect(good.output).toMatchObject({ account: { uid: '7' }, renewable: false });
		const dead = webToken({ id: 8 });
		const bad = await ask('new', 'sign-in', { input: { ...way, way: 'token', token: dead } });
		expect(bad.error?.code).toBe('signed-out');
	});

	test('a discovered host outside the list is not taken over', async () => {
		routes['/api/dydomain'] = () => ({
			data: { domains: ['evil.example'], ucenterDomain: 'evil.example' }
		});
		const { enter, calls } = setUp();
		await enter();
		expect(calls.map(({ host }) => host)).not.toContain('evil.example');
	});

	test('renewing signs in with what is sealed', async () => {
		const { ask, enter } = setUp();
		const { credential } = await enter();
		const renewed = await ask(ID, 'renew', { credential, input: {} });
		expect(renewed.output).toMatchObject({ account: { uid: '7' }, renewable: true });
	});

	test('renewing at the same time, or once more within a minute, signs in once', async () => {
		const { ask, enter, calls } = setUp();
		const body = { credential: (await enter()).credential, input: {} };
		const both = await Promise.all([ask(ID, 'renew', body), ask(ID, 'renew', body)]);
		expect(both[1].output).toEqual(both[0].output);
		expect((await ask(ID, 'renew', body)).output).toEqual(both[0].output);
		expect(calls.filter(({ path }) => path === '/api/user/sign_in')).toHaveLength(2);
	});
});

describe('a request is refused', () => {
	test.each([
		['an account id of another form', '../x', 'account', 'bad-request'],
		['an unknown drive', 'pan999-web-live-7', 'account', 'bad-request'],
		['an unknown operation', ID, 'fetch', 'bad-request'],
		["another user's id", 'pan123-web-live-8', 'account', 'signed-out'],
		['another realm', 'pan123-web-sandbox-7', 'account', 'signed-out'],
		['the sandbox while it is off', 'new', 'sandbox', 'signed-out']
	])('%s', async (_, account, operation, code) => {
		const { ask, enter } = setUp();
		const { credential } = await enter();
		expect((await ask(account, operation, { credential, input: {} })).error?.code).toBe(code);
	});

	test('from another device, without one, without a credential', async () => {
		const { ask, enter } = setUp();
		const { credential } = await enter();
		const body = { credential, input: {} };
		expect((await ask(ID, 'account', body)).output).toMatchObject({ uid: '7' });
		for (const as of [newDevice(), 'rubbish', '']) {
			expect((await ask(ID, 'account', body, { as })).error?.code).toBe('signed-out');
		}
		expect((await ask(ID, 'account', { input: {} })).error?.code).toBe('signed-out');
	});

	test('by a page of another version, before anything is sent', async () => {
		const { ask, calls } = setUp();
		const answer = await ask('new', 'sign-in', {}, { version: '0' });
		expect([answer.status, answer.error?.code]).toEqual([409, 'version-mismatch']);
		expect(calls).toHaveLength(0);
	});

	test.each([
		['list', { folderId: '../..' }],
		['list', { folderId: '', cursor: 'x&y=1' }],
		['create-folder', { parentId: '' }],
		['open', { draft: { ...draft, size: -1 }, digests: { md5: MD5 } }],
		['open', { draft, digests: { md5: 'not hex' } }],
		['presign', { sealed: 'x', numbers: [0] }],
		['presign', { sealed: 'x', numbers: [] }],
		['complete', { sealed: 'x' }]
	])('for its input: %s %o', async (operation, input) => {
		const { ask, enter } = setUp();
		const { credential } = await enter();
		const { status, error } = await ask(ID, operation, { credential, input });
		expect([status, error?.code]).toEqual([400, 'bad-request']);
	});

	test('when its body is no JSON', async () => {
		expect((await setUp().ask(ID, 'account', '{')).error?.code).toBe('bad-request');
	});

	test('when the server has no key, and it says what to do', async () => {
		const { status, error } = await setUp('').ask('new', 'sign-in', { input: {} });
		expect([status, error?.detail]).toEqual([500, expect.stringContaining('SECRET_KEY') as string]);
	});
});

describe('a session', () => {
	async function opened() {
		const all = setUp();
		const { credential } = await all.enter();
		const { output } = await all.ask(ID, 'open', {
			credential,
			input: { draft, digests: { md5: MD5 } }
		});
		return { ...all, credential, session: (output as { session: { sealed: string } }).session };
	}

	test('shows neither bucket nor key, and is cut by the slice size', async () => {
		const { session } = await opened();
		expect(session).toMatchObject({ partSize: 4, parts: 3, listable: true });
		expect(seen.join()).not.toMatch(/hidden|2~upload/);
	});

	test('is no credential, and a credential is no session', async () => {
		const { ask, credential, session } = await opened();
		const swapped = await ask(ID, 'list-parts', { credential, input: { sealed: credential } });
		expect(swapped.error?.code).toBe('session-lost');
		const input = { sealed: session.sealed };
		const used = await ask(ID, 'list-parts', { credential: session.sealed, input });
		expect(used.error?.code).toBe('signed-out');
	});

	test('presigned to a strange host is not handed out', async () => {
		const urls = (host: string) => ({
			data: { presignedUrls: { 1: `https://${host}/b/k?X-Amz-Expires=60` } }
		});
		routes['file/s3_repare_upload_parts_batch'] = () => urls('evil.example');
		const { ask, credential, session } = await opened();
		const input = { sealed: session.sealed, numbers: [1] };
		expect((await ask(ID, 'presign', { credential, input })).error?.code).toBe('host-not-allowed');
		routes['file/s3_repare_upload_parts_batch'] = () => urls('m78.123624.com');
		const { output } = await ask(ID, 'presign', { credential, input });
		expect(output).toMatchObject([{ number: 1, method: 'PUT', expiresIn: 60_000 }]);
	});
});

test('no answer shows a token or a password, whatever goes wrong', async () => {
	const { ask, enter, way } = setUp();
	const { credential } = await enter();
	const wrong = { ...way, way: 'password', user: 'ann', password: 'planted-wrong', keep: true };
	await ask('new', 'sign-in', { input: wrong });
	const dead = webToken({ planted: 'dead token' });
	await ask('new', 'sign-in', { input: { ...way, way: 'token', token: dead } });
	await ask('new', 'sign-in', {
		input: { ...way, way: 'cookie', token: TOKEN, password: PASSWORD }
	});
	await ask(ID, 'account', { credential, input: {} });
	await ask(ID, 'renew', { credential, input: {} });
	for (const fail of [
		() => ({ code: 1, message: `Bearer ${TOKEN}` }),
		() => new Response(TOKEN, { status: 500 }),
		() => new Response(`<html>${TOKEN}`),
		() => {
			throw new Error(`${PASSWORD} ${TOKEN}`);
		}
	]) {
		routes['user/info'] = fail;
		await ask(ID, 'account', { credential, input: {} });
		await ask(ID, 'renew', { credential, input: {} });
	}
	expect(seen.length).toBeGreaterThan(20);
	for (const text of seen) {
		expect(text).not.toContain(PASSWORD);
		expect(text).not.toContain('planted-wrong');
		for (const part of [...TOKEN.split('.'), ...dead.split('.')]) expect(text).not.toContain(part);
	}
	expect(JSON.stringify(credential)).not.toContain(PASSWORD);
});

test('answers are never cached', async () => {
	const { headers } = await setUp().ask(ID, 'account', { input: {} });
	expect(headers.get('cache-control')).toBe('no-store');
});
