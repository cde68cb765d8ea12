import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { FIRST, openSandbox, type TestSandbox } from '../testing';
import { signRequest } from './sign';

let sandbox: TestSandbox;
const clock = new FakeClock();
beforeEach(async () => {
	sandbox = await openSandbox(clock);
});
afterEach(() => sandbox.close());

const info = (headers?: Record<string, string>) => sandbox.api('/user/info', undefined, headers);

describe('signing in', () => {
	test('answers code 200 and a JWT that says when it ends', async () => {
		const answer = await sandbox.signIn(FIRST);
		expect(answer.code).toBe(200);
		const claims = JSON.parse(
			Buffer.from(answer.data.token.split('.')[1] ?? '', 'base64url').toString()
		) as { id: number; exp: number; iat: number };
		expect(claims.exp - claims.iat).toBe(7_776_000);
		expect((await info()).data).toMatchObject({ UID: claims.id, Nickname: 'Sandbox 123Pan' });
	});

	test.each([
		['by mail', { mail: 'second@sandbox.test', password: 'sandbox-456', type: 2 }, 200],
		['by android', { type: 1, passport: '13800000003', password: 'sandbox-789' }, 200],
		['with a wrong password', { ...FIRST, password: 'x' }, 1],
		['as nobody', { passport: '', password: 'sandbox-123' }, 1]
	])('%s', async (_, body, code) => {
		expect((await sandbox.signIn(body)).code).toBe(code);
	});

	test('meets the risk challenge by switch', async () => {
		await sandbox.admin('config', { riskChallenge: true });
		const answer = await sandbox.signIn(FIRST);
		expect(answer).toMatchObject({ code: 1, data: null });
		expect(answer.message).toMatch('短信');
	});

	test('works by QR code, with the phone played by an admin call', async () => {
		const { uniID } = (await sandbox.api('/user/qr-code/generate')).data;
		const poll = () => sandbox.api(`/user/qr-code/result?uniID=${uniID}`);
		expect((await poll()).data.loginStatus).toBe(0);
		await sandbox.admin('phone', { uid: uniID, action: 'scan' });
		expect((await poll()).data.loginStatus).toBe(1);
		await sandbox.admin('phone', { uid: uniID, action: 'confirm' });
		const done = await poll();
		expect(done.code).toBe(200);
		sandbox.token = done.data.token;
		expect((await info()).code).toBe(0);
	});
});

describe('a token', () => {
	test('is missed with 20101 on lists and 401 elsewhere, cookie or not', async () => {
		sandbox.token = '';
		expect((await sandbox.api('/file/list/new?parentFileId=0')).code).toBe(20101);
		expect((await info({ cookie: 'sso-token=x' })).code).toBe(401);
	});

	test('expires by the clock: 401, and 2 for the android identity', async () => {
		await sandbox.admin('config', { tokenLifetime: 60 });
		sandbox.token = (await sandbox.signIn(FIRST)).data.token;
		await clock.advance(59_000);
		expect((await info()).code).toBe(0);
		await clock.advance(1000);
		expect((await info()).code).toBe(401);
		expect((await info({ platform: 'android' })).code).toBe(2);
	});

	test('is worth nothing when changed or signed out', async () => {
		const good = sandbox.token;
		sandbox.token = good.slice(0, -2) + 'xx';
		expect((await info()).code).toBe(401);
		sandbox.token = good;
		await sandbox.api('/user/logout', {});
		expect((await info()).code).toBe(401);
	});

	test('survives a reset', async () => {
		await sandbox.admin('reset', {});
		expect((await info()).code).toBe(0);
	});
});

describe('the request signature', () => {
	const signed = (path: string, shift = 0) => {
		const { key, value } = signRequest(path, Math.floor(clock.now() / 1000) + shift, 42);
		return sandbox.api(`/user/info?${key}=${value}`);
	};

	test('is ignored by default', async () => {
		expect((await sandbox.api('/user/info?123=1-2-3')).code).toBe(0);
	});

	test('is checked if present when lenient', async () => {
		await sandbox.admin('config', { signature: 'lenient' });
		expect((await info()).code).toBe(0);
		expect((await sandbox.api('/user/info?123=1-2-3')).code).toBe(403);
		expect((await signed('/b/api/user/info')).code).toBe(0);
	});

	test('is required over the upstream path, in a window of time, when strict', async () => {
		await sandbox.admin('config', { signature: 'strict', signatureFailure: 401 });
		expect((await info()).code).toBe(401);
		expect((await signed('/api/user/info')).code).toBe(401);
		expect((await signed('/api.123278.com/b/api/user/info')).code).toBe(401);
		expect((await signed('/b/api/user/info', -1201)).code).toBe(401);
		expect((await signed('/b/api/user/info', -1199)).code).toBe(0);
		expect((await sandbox.signIn(FIRST)).code).toBe(200);
	});
});

test('too many calls in a second are answered 429 with Retry-After, for each endpoint alone', async () => {
	await sandbox.admin('config', { qps: 2, qpsAnswer: 'status' });
	const call = () =>
		fetch(`${sandbox.origin}/api.123278.com/b/api/user/info`, {
			headers: { authorization: `Bearer ${sandbox.token}` }
		});
	const answers = [await call(), await call(), await call()];
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
	expect(answers[2]?.headers.get('retry-after')).toBe('1');
	expect((await sandbox.api('/get/server/time')).code).toBe(0);
	await clock.advance(1000);
	expect((await call()).status).toBe(200);
});
