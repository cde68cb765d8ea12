import { afterEach, describe, expect, test, vi } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import { fetchConfig, signIn } from './connect';
import type { Realm, Session } from './drive';
import { pan123WebTraits } from './pan123/traits';
import { accountCalls, type AccountAccess } from './account-calls';
import { proxyDrive } from './proxy-client';

const clock = new FakeClock(1000);
const session: Session = { id: 's', partSize: 4, parts: 2, listable: true, sealed: 'SEALED' };

type Answer = () => Response | Promise<Response>;

function setUp(
	answers: readonly Answer[],
	renewed: readonly string[] = [],
	realm: Realm = 'sandbox'
) {
	const calls: { path: string; body: Record<string, unknown>; init: RequestInit }[] = [];
	const queue = [...answers];
	const fetch = ((path: string, init: RequestInit = {}) => {
		calls.push({ path, init, body: JSON.parse((init.body as string) ?? '{}') as never });
		return Promise.resolve().then(() => queue.shift()!());
	}) as unknown as typeof globalThis.fetch;
	const left = [...renewed];
	let current = 'old';
	const account = {
		id: 'pan123-web-sandbox-7',
		realm,
		credential: () => Promise.resolve(current),
		replaceCredential: vi.fn(() => Promise.resolve()),
		renew: vi.fn(() => {
			const next = left.shift();
			current = next ?? current;
			return Promise.resolve(next);
		}),
		signedOut: vi.fn()
	} satisfies AccountAccess;
	const drive = proxyDrive(
		pan123WebTraits,
		accountCalls(pan123WebTraits, account, { fetch, clock }),
		clock
	);
	return { drive, account, calls, doors: { fetch, clock } };
}

const output =
	(value: unknown, more: object = {}) =>
	() =>
		Response.json({ output: value, ...more });
const failing =
	(code: string, status = 502, more: object = {}) =>
	() =>
		Response.json({ error: { code, ...more } }, { status });

afterEach(() => vi.unstubAllGlobals());

describe('a call', () => {
	test('goes to the operation, with credential and version', async () => {
		const { drive, calls } = setUp([output({ entries: [] })]);
		await drive.list('12', '2');
		expect(calls[0]?.path).toBe('/api/drives/pan123-web-sandbox-7/list');
		expect(calls[0]?.body).toEqual({ credential: 'old', input: { folderId: '12', cursor: '2' } });
		expect(new Headers(calls[0]?.init.headers).get('x-panlift-api')).toBe('1');
	});

	test('gives URLs a life by our own clock', async () => {
		const part = { number: 1, method: 'PUT', url: 'https://s/', headers: {}, expiresIn: 900 };
		const { drive } = setUp([output([part])]);
		const { expiresIn, ...plain } = part;
		expect(await drive.presign(session, [1])).toEqual([{ ...plain, expiresAt: 1000 + expiresIn }]);
	});

	test('sends receipts short', async () => {
		const { drive, calls } = setUp([output({ id: '1' })]);
		await drive.complete(session, [{ number: 1, size: 4, etag: 'ab' }]);
		expect(calls[0]?.body['input']).toEqual({
			sealed: 'SEALED',
			receipts: [[1, 'ab']],
			again: false,
			lookOnly: false
		});
	});

	test('keeps a credential that was sealed anew', async () => {
		const { drive, account } = setUp([output({ uid: '7' }, { credential: 'new' })]);
		await drive.account();
		expect(account.replaceCredential).toHaveBeenCalledWith('old', 'new');
	});

	test('does not mind that an abandoned session is gone', async () => {
		const { drive } = setUp([failing('session-lost', 404)]);
		await expect(drive.abandon(session)).resolves.toBeUndefined();
	});
});

describe('a dead token', () => {
	const dead = failing('signed-out', 401);

	test('is renewed once, and the call repeated', async () => {
		const { drive, account, calls } = setUp([dead, output({ uid: '7' })], ['new']);
		expect(await drive.account()).toEqual({ uid: '7' });
		expect(account.renew).toHaveBeenCalledExactlyOnceWith('old');
		expect(calls[1]?.body['credential']).toBe('new');
		expect(account.signedOut).not.toHaveBeenCalled();
	});

	test('that was only sealed anew meanwhile is renewed after all', async () => {
		const { drive, account } = setUp([dead, dead, output({ uid: '7' })], ['resealed', 'new']);
		expect(await drive.account()).toEqual({ uid: '7' });
		expect(account.renew.mock.calls).toEqual([['old'], ['resealed']]);
	});

	test('that nobody can renew signs out', async () => {
		const { drive, account, calls } = setUp([dead]);
		await expect(drive.account()).rejects.toMatchObject({ code: 'signed-out' });
		expect(account.signedOut).toHaveBeenCalledExactlyOnceWith('old');
		expect(calls).toHaveLength(1);
	});

	test('that stays dead signs out, with the credential that was refused last', async () => {
		const { drive, account, calls } = setUp([dead, dead, dead, dead, dead], ['1', '2', '3', '4']);
		await expect(drive.account()).rejects.toMatchObject({ code: 'signed-out' });
		expect(account.signedOut).toHaveBeenCalledExactlyOnceWith('3');
		expect(calls).toHaveLength(4);
	});

	test('is not sent again by calls that stood in line while it was renewed', async () => {
		const { drive, calls } = setUp([dead, output(1), output(2), output(3)], ['new'], 'live');
		const answers = Promise.all([drive.account(), drive.account(), drive.account()]);
		await settle();
		await clock.advance(10_000);
		await answers;
		const sent = calls.map(({ body }) => body['credential']);
		expect(sent).toEqual(['old', 'new', 'new', 'new']);
	});

	test('whose renewal finds no connection leaves the account signed in', async () => {
		const { drive, account } = setUp([dead]);
		account.renew.mockRejectedValueOnce(new TransferError('network'));
		await expect(drive.account()).rejects.toMatchObject({ code: 'network', recovery: 'retry' });
		expect(account.signedOut).not.toHaveBeenCalled();
	});
});

describe('trouble', () => {
	test('carries the code, the wait and the words of the proxy', async () => {
		const { drive } = setUp([failing('rate-limited', 429, { retryAfter: 5000, detail: '429' })]);
		const expected = { code: 'rate-limited', retryAfter: 5000, detail: '429' };
		await expect(drive.account()).rejects.toMatchObject(expected);
	});

	test.each([
		['no answer', () => Promise.reject(new TypeError('fetch failed'))],
		['a page of somebody else', () => new Response('<html>', { status: 502 })],
		['JSON of somebody else', () => Response.json({ hello: 1 })]
	])('%s: the proxy does not answer', async (_, answer) => {
		const { drive } = setUp([answer]);
		await expect(drive.account()).rejects.toMatchObject({ code: 'proxy-unreachable' });
	});

	test('is offline when the browser says so', async () => {
		vi.stubGlobal('navigator', { onLine: false });
		const { drive } = setUp([() => Promise.reject(new TypeError('fetch failed'))]);
		await expect(drive.account()).rejects.toMatchObject({ code: 'offline' });
	});

	test('silence ends after 30 s', async () => {
		const { drive } = setUp([() => new Promise<Response>(() => undefined)]);
		const outcome = drive.account().catch((error: unknown) => error);
		await settle();
		await clock.advance(30_000);
		expect(await outcome).toMatchObject({ code: 'server-error' });
	});

	test('an abort passes through at once', async () => {
		const { drive } = setUp([() => new Promise<Response>(() => undefined)]);
		const cancel = new AbortController();
		const outcome = drive.account({ signal: cancel.signal }).catch((error: unknown) => error);
		await settle();
		cancel.abort();
		expect(await outcome).toMatchObject({ name: 'AbortError' });
		expect(clock.sleeping).toBe(0);
	});

	test('a bad name does not leave the browser', async () => {
		const { drive, calls } = setUp([]);
		await expect(drive.createFolder('', 'a/b')).rejects.toMatchObject({ code: 'name-refused' });
		const draft = { folderId: '', name: 'a?', size: 1, conflict: 'ask' } as const;
		await expect(drive.open(draft, {})).rejects.toMatchObject({ code: 'name-refused' });
		expect(calls).toHaveLength(0);
	});
});

describe('connecting', () => {
	test('asks for the device cookie before it signs in', async () => {
		const config = { apiVersion: '1', sandbox: true };
		const { doors, calls } = setUp([() => Response.json(config), output({ credential: 'c' })]);
		const way = { drive: 'pan123', flavour: 'web', realm: 'live' } as const;
		await signIn({ ...way, way: 'token', token: 't' }, doors);
		expect(calls.map(({ path }) => path)).toEqual(['/api/config', '/api/drives/new/sign-in']);
	});

	test('a proxy of another version is told', async () => {
		const { doors } = setUp([() => Response.json({ apiVersion: '2', sandbox: false })]);
		await expect(fetchConfig(doors)).rejects.toMatchObject({ code: 'version-mismatch' });
	});
});
