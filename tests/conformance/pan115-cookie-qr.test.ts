import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pollQr, signIn, startQr } from '../../src/lib/drives/connect';
import { pageAndSandbox, type PageAndSandbox } from './page-and-sandbox';
import { expectCode } from './rig';

const here = { drive: 'pan115', flavour: 'cookie', realm: 'sandbox' } as const;
let way: PageAndSandbox;

beforeAll(async () => {
	way = await pageAndSandbox();
});
beforeEach(() => way.admin('config', { qrHold: 0.05, clockOffset: 0 }));
afterAll(() => way.close());

async function begin(slot?: string) {
	const { token, url } = await startQr({ ...here, slot }, way.calls);
	const uid = /[0-9a-f]{32}/.exec(url)?.[0] ?? '';
	const phone = (action: string) => way.admin('phone', { uid, action });
	return { phone, poll: () => pollQr(here, token, way.calls) };
}

test('the app scans and confirms, and the session works', async () => {
	const { phone, poll } = await begin();
	expect(await poll()).toEqual({ state: 'waiting' });
	await phone('scan');
	expect(await poll()).toEqual({ state: 'scanned' });
	await phone('confirm');
	expect(await poll()).toMatchObject({
		state: 'signed-in',
		account: { account: { name: 'Sandbox 115' }, renewable: false }
	});
});

test('a poll that hangs ends when the phone does something', async () => {
	await way.admin('config', { qrHold: 30 });
	const { phone, poll } = await begin('tv');
	const first = poll();
	await phone('scan');
	expect(await first).toEqual({ state: 'scanned' });
});

test('the phone says no', async () => {
	const { phone, poll } = await begin('os_mac');
	await phone('scan');
	await phone('cancel');
	expect(await poll()).toEqual({ state: 'refused' });
});

test('a code of before is forgotten by the service', async () => {
	const { poll } = await begin();
	await way.admin('config', { clockOffset: 301 });
	expect(await poll()).toEqual({ state: 'expired' });
});

test('a slot that 115 does not have is refused', async () => {
	await expectCode(begin('fridge'), 'bad-request');
});

test('pasted cookies are an account; cookies of nobody are not', async () => {
	type Listed = { drive: string; flavour: string; credentials: { cookie: string } };
	const accounts = (await way.accounts()) as readonly Listed[];
	const { cookie } = accounts.find((one) => one.flavour === 'cookie')!.credentials;
	const pasted = { ...here, way: 'cookie', cookie: `Cookie: a=1; ${cookie}; b=2` } as const;
	expect((await signIn(pasted, way.calls)).account.name).toBe('Sandbox 115');
	const forged = { ...pasted, cookie: cookie.replace(/SEID=\w/, 'SEID=x') };
	await expectCode(signIn(forged, way.calls), 'signed-out');
});
