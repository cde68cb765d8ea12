import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollQr, signIn, startQr } from '../../src/lib/drives/connect';
import type { ProxyCalls } from '../../src/lib/drives/proxy-call';
import { systemClock } from '../../src/lib/kernel/clock';
import { newDevice } from '../../src/lib/server/device';
import { createProxy } from '../../src/lib/server/proxy';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';

const here = { drive: 'pan123', flavour: 'web', realm: 'sandbox' } as const;
let sandbox: Sandbox;
let calls: ProxyCalls;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, storagePort: 0 });
	const device = newDevice();
	const proxy = createProxy({
		secretKey: 'conformance secret key',
		sandboxOrigin: sandbox.origin,
		sandboxStorageOrigin: sandbox.storageOrigin,
		clock: systemClock()
	});
	const serve = (path: string, init?: RequestInit) => {
		if (path === '/api/config') return Promise.resolve(Response.json({ apiVersion: '1' }));
		const [, , , account = '', operation = ''] = path.split('/');
		return proxy.handle(new Request(`http://page.test${path}`, init), account, operation, device);
	};
	calls = { fetch: serve as typeof fetch, clock: systemClock() };
});
afterAll(() => sandbox.close());

async function post(url: string, body: object, headers = {}): Promise<{ data: unknown }> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body)
	});
	return (await answer.json()) as { data: unknown };
}

const phone = (uid: string, action: string) =>
	post(`${sandbox.origin}/_sandbox/phone`, { uid, action });

async function begin() {
	const { token, url } = await startQr(here, calls);
	const uid = new URL(url).searchParams.get('uniID') ?? '';
	return { uid, poll: () => pollQr(here, token, calls) };
}

test('the app scans and confirms', async () => {
	const { uid, poll } = await begin();
	expect(await poll()).toEqual({ state: 'waiting' });
	await phone(uid, 'scan');
	expect(await poll()).toEqual({ state: 'scanned' });
	await phone(uid, 'confirm');
	expect(await poll()).toMatchObject({
		state: 'signed-in',
		account: { account: { name: 'Sandbox 123Pan' }, renewable: false }
	});
});

test('the phone says no', async () => {
	const { uid, poll } = await begin();
	await phone(uid, 'scan');
	await phone(uid, 'cancel');
	expect(await poll()).toEqual({ state: 'refused' });
});

test('WeChat scans and confirms, and the account is the one of that phone', async () => {
	const { uid, poll } = await begin();
	const login = `${sandbox.origin}/login.123pan.com/api/user`;
	const second = { mail: 'second@sandbox.test', password: 'sandbox-456', type: 2 };
	const { token } = (await post(`${login}/sign_in`, second)).data as { token: string };
	const authorization = `Bearer ${token}`;
	await post(`${login}/qr-code/scan`, { uniID: uid, scanPlatform: 4 }, { authorization });
	expect(await poll()).toEqual({ state: 'scanned' });
	await post(`${login}/qr-code/login`, { uniID: uid }, { authorization });
	expect(await poll()).toMatchObject({
		state: 'signed-in',
		account: { account: { name: 'Sandbox 123Pan by mail' } }
	});
});

test('a code of before is forgotten by the service', async () => {
	const { poll } = await begin();
	const { origin } = sandbox;
	await post(`${origin}/_sandbox/config`, { clockOffset: 121 });
	expect(await poll()).toEqual({ state: 'expired' });
	await post(`${origin}/_sandbox/config`, { clockOffset: 0 });
	const way = { way: 'password', user: '13800000001', password: 'sandbox-123' } as const;
	expect(await signIn({ ...here, ...way, keep: false }, calls)).toMatchObject({ renewable: false });
});
