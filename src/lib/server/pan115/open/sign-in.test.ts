import { describe, expect, test } from 'vitest';
import { settle } from '../../../../../tests/support/fake-clock';
import { no, ok, open115, pair, PERSON } from '../../../../../tests/support/open115';
import type { Secret } from './secret';
import { renew, sandboxEntry, signIn } from './sign-in';

const INFO = '/open/user/info';
const REFRESH = '/open/refreshToken';
const AUTHORISED = Date.UTC(2025, 5, 1);

const secret: Secret = {
	uid: '100200300',
	clientId: '100195123',
	access: 'access-0',
	refresh: 'refresh-0',
	expiresAt: 1,
	authorisedAt: AUTHORISED,
	account: { name: 'Ann', spaceUsed: 1, spaceTotal: 2 },
	sts: {
		...{ accessKeyId: 'k', accessKeySecret: 's', securityToken: 't', endpoint: 'https://e' },
		...{ expiresAt: 2, renewAt: 1 }
	}
};

describe('signing in with a refresh token', () => {
	const request = { drive: 'pan115', flavour: 'open', realm: 'live', way: 'token' } as const;

	test('uses it up and keeps its successor', async () => {
		const { doors, calls, clock } = open115(
			{ [REFRESH]: () => pair(1), [INFO]: () => PERSON },
			{ clientId: 'app' }
		);
		const entry = await signIn({ ...request, token: ' refresh-0\n' }, doors);
		expect(calls[0]).toMatchObject({ method: 'POST', host: 'passportapi.115.com' });
		expect(calls[0]?.form).toEqual({ refresh_token: 'refresh-0' });
		expect(calls[1]?.headers.get('authorization')).toBe('Bearer access-1');
		expect(entry).toMatchObject({
			account: { uid: '100200300', name: 'Ann', spaceUsed: 1000, spaceTotal: 5000 },
			renewable: true,
			expiresAt: clock.now() + 7_200_000,
			secret: { clientId: 'app', access: 'access-1', refresh: 'refresh-1' }
		});
	});

	test('asks again whose it is: the token is used up, nobody could paste it once more', async () => {
		let asked = 0;
		const answers = [() => new Response('', { status: 502 }), () => no(770004), () => PERSON];
		const { doors, clock, calls } = open115({
			[REFRESH]: () => pair(1),
			[INFO]: () => answers[asked++]!()
		});
		const entry = signIn({ ...request, token: 'refresh-0' }, doors);
		await settle();
		await clock.advance(3000);
		expect(await entry).toMatchObject({ secret: { uid: '100200300', refresh: 'refresh-1' } });
		expect(calls.filter(({ path }) => path === REFRESH)).toHaveLength(1);
	});

	test.each([40140114, 40140115, 40140116, 40140119, 40140120])(
		'that is dead says so: code %i',
		async (code) => {
			const { doors } = open115({ [REFRESH]: () => ({ ...no(code), state: 0 }) });
			const entry = signIn({ ...request, token: 'refresh-0' }, doors);
			await expect(entry).rejects.toMatchObject({ code: 'signed-out' });
		}
	);

	test('is the way into the sandbox', async () => {
		const { doors } = open115({ [REFRESH]: () => pair(1), [INFO]: () => PERSON });
		const entry = await sandboxEntry({ client_id: 'app', refresh_token: 'standing' }, doors);
		expect(entry).toMatchObject({ secret: { clientId: 'app', refresh: 'refresh-1' } });
		await expect(sandboxEntry({ client_id: 'app' }, doors)).rejects.toThrow('refresh_token');
	});
});

describe('a renewal', () => {
	test('gives the new pair, and keeps what it does not change', async () => {
		const { doors, calls } = open115({ [REFRESH]: () => pair(1, '60'), [INFO]: () => PERSON });
		const entry = await renew(secret, doors);
		expect(calls[0]?.form).toEqual({ refresh_token: 'refresh-0' });
		expect(entry).toMatchObject({
			account: { spaceUsed: 1000 },
			expiresAt: doors.clock.now() + 60_000,
			secret: {
				access: 'access-1',
				refresh: 'refresh-1',
				clientId: '100195123',
				authorisedAt: AUTHORISED,
				sts: secret.sts
			}
		});
	});

	test.each([
		['is limited', () => no(406)],
		['wants a captcha', () => no(911)],
		['refuses the token', () => no(40140125)],
		['is blocked', () => new Response('<!doctypehtml>', { status: 405 })],
		['breaks', () => Promise.reject(new TypeError('cut off'))],
		['answers in another form', () => ok([])]
	])('keeps the new pair when the account’s own call %s', async (_, info) => {
		const { doors } = open115({ [REFRESH]: () => pair(1), [INFO]: info });
		expect(await renew(secret, doors)).toMatchObject({
			account: { uid: '100200300', name: 'Ann', spaceUsed: 1, spaceTotal: 2 },
			secret: { access: 'access-1', refresh: 'refresh-1', uid: '100200300' }
		});
	});

	test('does not wait for the account longer than five seconds', async () => {
		const { doors, clock } = open115({
			[REFRESH]: () => pair(1),
			[INFO]: () => new Promise<never>(() => undefined)
		});
		const entry = renew(secret, doors);
		await settle();
		await clock.advance(5000);
		expect(await entry).toMatchObject({ secret: { refresh: 'refresh-1' } });
	});

	test('that leads to another user is no renewal', async () => {
		const { doors } = open115({ [REFRESH]: () => pair(1), [INFO]: () => PERSON });
		await expect(renew({ ...secret, uid: '8' }, doors)).rejects.toMatchObject({
			code: 'signed-out'
		});
	});

	test.each([
		[40140116, 'signed-out'],
		[40140119, 'signed-out'],
		[40140120, 'signed-out'],
		[40140117, 'rate-limited'],
		[40140121, 'server-error'],
		[40110000, 'server-error'],
		[40140108, 'app-id-refused'],
		[40140109, 'app-id-refused']
	])('is refused with %i: %s', async (code, meaning) => {
		const { doors } = open115({ [REFRESH]: () => ({ ...no(code), state: 0 }) });
		await expect(renew(secret, doors)).rejects.toMatchObject({ code: meaning });
	});

	test('that finds no connection can be tried again', async () => {
		const { doors } = open115({ [REFRESH]: () => Promise.reject(new TypeError('no line')) });
		await expect(renew(secret, doors)).rejects.toMatchObject({ code: 'network' });
	});
});
