import { describe, expect, test } from 'vitest';
import { settle } from '../../../../../tests/support/fake-clock';
import {
	no,
	ok,
	open115,
	pair,
	PERSON,
	type OpenRoutes
} from '../../../../../tests/support/open115';
import { challengeOf } from '../crypto/pkce';
import { pan115OpenQr } from './qr';

const CODE = '/open/authDeviceCode';
const STATUS = '/get/status/';
const TOKEN = '/open/deviceCodeToToken';
const URL = 'https://115.com/scan/dg-b1946ac9';
const code = (fields: object = {}) => ({
	...{ state: 1, code: 0, message: '' },
	data: { uid: 'b1946ac9', time: 1735689600, qrcode: URL, sign: '5d41402a', ...fields }
});
const status = (value: unknown) => ({ state: 1, code: 0, message: '', data: { status: value } });

const request = { drive: 'pan115', flavour: 'open', realm: 'live' } as const;

async function started(routes: OpenRoutes) {
	const scene = open115(
		{ [CODE]: () => code(), [TOKEN]: () => pair(1), '/open/user/info': () => PERSON, ...routes },
		{ clientId: 'server-app' }
	);
	const { secret, ...ticket } = await pan115OpenQr.start(scene.doors, request);
	return { ...scene, ticket, secret, poll: () => pan115OpenQr.poll(secret, scene.doors) };
}

describe('a new code', () => {
	test('announces the digest of a secret that stays in the proxy', async () => {
		const { ticket, secret, calls } = await started({});
		expect(ticket).toEqual({ url: URL, expiresIn: 300_000 });
		const { verifier } = secret as { verifier: string };
		expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
		expect(calls[0]).toMatchObject({ method: 'POST', host: 'passportapi.115.com' });
		expect(calls[0]?.form).toEqual({
			client_id: 'server-app',
			code_challenge: challengeOf(verifier, 'sha256'),
			code_challenge_method: 'sha256'
		});
	});

	test('is for the person’s own app, where they brought one', async () => {
		const { doors, calls } = open115({ [CODE]: () => code() }, { clientId: 'server-app' });
		await pan115OpenQr.start(doors, { ...request, clientId: 'own' });
		expect(calls[0]?.form['client_id']).toBe('own');
	});

	test('is for the app that the sandbox lists, where nobody named one', async () => {
		const row = { drive: 'pan115', flavour: 'open', name: 'x', credentials: { client_id: '42' } };
		const others = [{ drive: 'pan123', flavour: 'web', credentials: {} }];
		const routes = { [CODE]: () => code(), '/_sandbox/accounts': () => [...others, row] };
		const { doors, calls } = open115(routes, { realm: 'sandbox' });
		await pan115OpenQr.start(doors, { ...request, realm: 'sandbox' });
		expect(calls.at(-1)?.form['client_id']).toBe('42');
	});

	test('needs an app', async () => {
		const { doors, calls } = open115({});
		const start = pan115OpenQr.start(doors, request);
		await expect(start).rejects.toMatchObject({ code: 'app-id-refused' });
		expect(calls).toHaveLength(0);
	});

	test.each([
		[40140100, 'app-id-refused'],
		[40140106, 'app-id-refused'],
		[40140107, 'app-id-refused'],
		[40140108, 'app-id-refused'],
		[40140109, 'app-id-refused'],
		[40140110, 'app-id-refused'],
		[40140105, 'server-error']
	])('is refused with %i: %s', async (number, meaning) => {
		await expect(started({ [CODE]: () => ({ ...no(number), state: 0 }) })).rejects.toMatchObject({
			code: meaning
		});
	});

	test('that leads elsewhere is not shown', async () => {
		const strange = started({ [CODE]: () => code({ qrcode: 'https://evil.example/scan' }) });
		await expect(strange).rejects.toMatchObject({ code: 'host-not-allowed' });
	});
});

describe('asking how far the phone is', () => {
	test.each([
		[0, 'waiting'],
		[1, 'scanned'],
		[-1, 'expired'],
		[-2, 'refused']
	])('status %i is %s', async (value, state) => {
		const { poll, calls } = await started({ [STATUS]: () => status(value) });
		expect(await poll()).toEqual({ state });
		expect(calls.at(-1)?.form).toMatchObject({
			uid: 'b1946ac9',
			time: '1735689600',
			sign: '5d41402a'
		});
	});

	test('a poll that 115 holds ends as waiting', async () => {
		const { poll, clock } = await started({ [STATUS]: () => new Promise<never>(() => undefined) });
		const answer = poll();
		await settle();
		await clock.advance(15_000);
		expect(await answer).toEqual({ state: 'waiting' });
	});

	test('a confirmed code is traded for tokens, with the secret as proof', async () => {
		const { poll, calls, secret, clock } = await started({ [STATUS]: () => status(2) });
		expect(await poll()).toMatchObject({
			state: 'signed-in',
			entry: {
				account: { uid: '100200300', name: 'Ann' },
				renewable: true,
				expiresAt: clock.now() + 7_200_000,
				secret: {
					clientId: 'server-app',
					access: 'access-1',
					refresh: 'refresh-1',
					authorisedAt: clock.now()
				}
			}
		});
		const { verifier } = secret as { verifier: string };
		expect(calls.find(({ path }) => path === TOKEN)?.form).toEqual({
			uid: 'b1946ac9',
			code_verifier: verifier
		});
	});

	test.each([40140112, 40140113, 40199002])(
		'a code that gives no token any more has expired: %i',
		async (number) => {
			const routes = { [STATUS]: () => status(2), [TOKEN]: () => ({ ...no(number), state: 0 }) };
			expect(await (await started(routes)).poll()).toEqual({ state: 'expired' });
		}
	);

	test('a code of an older form, or of before, has expired', async () => {
		const { doors, poll, clock } = await started({});
		expect(await pan115OpenQr.poll({ uid: 'x' }, doors)).toEqual({ state: 'expired' });
		await clock.advance(300_000);
		expect(await poll()).toEqual({ state: 'expired' });
	});

	test('a shape nobody foresaw counts as waiting', async () => {
		const { poll } = await started({ [STATUS]: () => ok([]) });
		expect(await poll()).toEqual({ state: 'waiting' });
	});
});
