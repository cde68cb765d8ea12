import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { newDevice } from './device';
import { createEgress } from './egress';
import { relay, relayParts } from './relay';
import type { Rooms } from './rooms';
import { createVault, type Binding } from './vault';

const URL_IN_TOKEN = 'https://m78.123624.com/b/k?partNumber=1&X-Amz-Signature=hidden-signature';
const ref = { drive: 'pan123', flavour: 'web', realm: 'live', uid: '7' } as const;
const part = {
	number: 1,
	method: 'PUT',
	url: URL_IN_TOKEN,
	headers: {},
	expiresIn: 60_000
} as const;
const device = newDevice();
const vault = createVault('a secret key of tests');
let clock: FakeClock;
let rooms: Rooms;
/** What was sent to storage. */
let calls: { readonly url: string; readonly init: RequestInit; readonly body: string }[];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
	clock = new FakeClock();
	calls = [];
	answer = () => new Response('');
	rooms = roomsWith({ on: true });
});

function roomsWith(setting: Rooms['relay']): Rooms {
	const send = async (url: string, init: RequestInit) => {
		calls.push({ url, init, body: await new Response(init.body).text() });
		return answer();
	};
	const egress = createEgress({ clock, fetch: send as unknown as typeof fetch });
	const doors: Rooms['doors'] = (realm) => ({
		egress,
		clock,
		realm,
		sign123: true,
		pan115: { ossSignature: 'v1' }
	});
	return { vault, egress, doors, relay: setting };
}

async function headersFor(of: object = part): Promise<Record<string, string>> {
	const [made] = await relayParts(rooms, { ...ref, device }, [{ ...part, ...of }]);
	return { ...made!.headers };
}

/** A token that says what `presign` never would. */
async function forged(ticket: object, change: Partial<Binding> = {}) {
	const plain = { method: 'PUT', url: URL_IN_TOKEN, headers: {}, expiresAt: clock.now() + 1000 };
	const binding = { purpose: 'relay', ...ref, device, ...change } as const;
	const token = await vault.seal(binding, { ...plain, ...ticket });
	return { ...(await headersFor()), 'x-panlift-relay': token };
}

async function put(headers: Record<string, string>, { body = 'bytes', as = device } = {}) {
	const length = { 'content-length': String(body.length) };
	const init = { method: 'PUT', headers: { ...length, ...headers }, body };
	const response = await relay(rooms, new Request('http://localhost/api/relay', init), as);
	const text = await response.text();
	const { error } = (text.startsWith('{') ? JSON.parse(text) : {}) as { error?: { code: string } };
	return { status: response.status, headers: response.headers, text, code: error?.code };
}

describe('a part of the relay', () => {
	test('leads to our own path, and neither shows its URL nor lives longer than that', async () => {
		const made = await relayParts(rooms, { ...ref, device }, [part, { ...part, number: 2 }]);
		expect(made).toMatchObject([
			{ number: 1, method: 'PUT', url: '/api/relay', expiresIn: 60_000 },
			{ number: 2 }
		]);
		expect(made[0]?.headers).toMatchObject({
			'x-panlift-account': 'pan123-web-live-7',
			'x-panlift-storage': 'https://m78.123624.com'
		});
		expect(JSON.stringify(made)).not.toContain('hidden');
	});

	test('reaches storage as its own URL says, with its length and nothing of the browser', async () => {
		const headers = await headersFor({ method: 'POST', headers: { 'x-oss-date': 'now' } });
		expect((await put({ ...headers, cookie: 'x=1', 'user-agent': 'me' })).status).toBe(200);
		expect(calls).toMatchObject([{ url: URL_IN_TOKEN, body: 'bytes' }]);
		expect(calls[0]?.init).toMatchObject({ method: 'POST', redirect: 'error' });
		expect(calls[0]?.init.headers).toEqual({ 'x-oss-date': 'now', 'content-length': '5' });
	});

	test('is passed on at the rate that the page asks for', async () => {
		const headers = { ...(await headersFor()), 'x-panlift-rate': '1024' };
		let isOver = false;
		void put(headers, { body: 'x'.repeat(10_240) }).then(() => (isOver = true));
		const before = clock.now();
		while (!isOver) {
			// Opening the token takes real time, in which that of the part stands still.
			if (clock.sleeping > 0) await clock.advance(50);
			else await setTimeout(1);
		}
		expect(Math.abs(clock.now() - before - 10_000)).toBeLessThan(500);
		expect(calls[0]?.body).toHaveLength(10_240);
	});

	test('may be empty', async () => {
		await put(await headersFor(), { body: '' });
		expect(calls).toMatchObject([{ body: '', init: { headers: { 'content-length': '0' } } }]);
	});
});

describe('storage’s answer', () => {
	test('comes back with its status, ETag, Retry-After and text, and with no other header', async () => {
		const headers = { etag: '"ABC"', 'retry-after': '7', 'set-cookie': 'a=b', server: 'x' };
		answer = () => new Response('<Error><Code>SlowDown</Code></Error>', { status: 503, headers });
		const { status, text, headers: got } = await put(await headersFor());
		expect([status, text]).toEqual([503, '<Error><Code>SlowDown</Code></Error>']);
		expect(Object.fromEntries(got)).toEqual({
			etag: '"ABC"',
			'retry-after': '7',
			'cache-control': 'no-store',
			'content-type': 'text/plain'
		});
	});

	test('is cut at 64 KiB', async () => {
		answer = () => new Response('x'.repeat(200_000), { status: 400 });
		expect((await put(await headersFor())).text).toHaveLength(65_536);
	});

	test('is not followed when it leads elsewhere', async () => {
		answer = () =>
			new Response(null, { status: 307, headers: { location: 'https://evil.example' } });
		const { status, code, headers } = await put(await headersFor());
		expect([status, code, headers.get('location')]).toEqual([502, 'unreadable-answer', null]);
		expect(calls).toHaveLength(1);
	});

	test('that never came is an error of the network, and says no more than the host', async () => {
		answer = () => Promise.reject(new TypeError(`fetch failed for ${URL_IN_TOKEN}`));
		const { code, text } = await put(await headersFor());
		expect(code).toBe('network');
		expect(text).not.toContain('hidden');
	});
});

describe('nothing is sent', () => {
	test.each([
		['without a device', () => headersFor(), { as: '' }, 401, 'signed-out'],
		['for another device', () => headersFor(), { as: newDevice() }, 403, 'url-expired'],
		[
			'for another account',
			async () => ({ ...(await headersFor()), 'x-panlift-account': 'pan123-web-live-8' }),
			{},
			403,
			'url-expired'
		],
		[
			'for another realm',
			async () => ({ ...(await headersFor()), 'x-panlift-account': 'pan123-web-sandbox-7' }),
			{},
			403,
			'url-expired'
		],
		[
			'for no account',
			async () => ({ ...(await headersFor()), 'x-panlift-account': '../7' }),
			{},
			400,
			'bad-request'
		],
		[
			'with a token for a Session',
			() => forged({}, { purpose: 'session' }),
			{},
			403,
			'url-expired'
		],
		[
			'to a foreign host',
			() => forged({ url: 'https://evil.example/' }),
			{},
			403,
			'host-not-allowed'
		],
		[
			'to a host by http',
			() => forged({ url: 'http://m78.123624.com/' }),
			{},
			403,
			'host-not-allowed'
		],
		['by another method', () => forged({ method: 'DELETE' }), {}, 403, 'url-expired'],
		[
			'without a length',
			async () => ({ ...(await headersFor()), 'content-length': '' }),
			{},
			400,
			'bad-request'
		]
	])('%s', async (_, headers, how, status, code) => {
		expect(await put(await headers(), how)).toMatchObject({ status, code });
		expect(calls).toHaveLength(0);
	});

	test('with a token of which one character is another', async () => {
		const headers = await headersFor();
		const token = headers['x-panlift-relay'] ?? '';
		for (const at of [token.length - 20, token.length - 120]) {
			const other = token[at] === 'A' ? 'B' : 'A';
			const tampered = token.slice(0, at) + other + token.slice(at + 1);
			expect((await put({ ...headers, 'x-panlift-relay': tampered })).code).toBe('url-expired');
		}
		expect((await put({ ...headers, 'x-panlift-relay': '' })).code).toBe('url-expired');
		expect(calls).toHaveLength(0);
		expect((await put(headers)).status).toBe(200);
	});

	test('once the URL has ended', async () => {
		const headers = await headersFor();
		await clock.advance(60_000);
		expect(await put(headers)).toMatchObject({ status: 403, code: 'url-expired' });
		expect(calls).toHaveLength(0);
	});

	test('while the relay is switched off, or takes no body of this size', async () => {
		const headers = await headersFor();
		rooms = roomsWith({ on: false });
		expect((await put(headers)).status).toBe(404);
		rooms = roomsWith({ on: true, maxBody: 4 });
		expect(await put(headers)).toMatchObject({ status: 413, code: 'too-large' });
		expect(calls).toHaveLength(0);
		rooms = roomsWith({ on: true, maxBody: 5 });
		expect((await put(headers)).status).toBe(200);
	});
});
